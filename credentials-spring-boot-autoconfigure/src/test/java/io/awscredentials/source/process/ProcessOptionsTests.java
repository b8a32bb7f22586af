package io.awscredentials.source.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import io.awscredentials.source.TrustedOwners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessOptions}.
 */
class ProcessOptionsTests {

	private static final ProcessOptions OPTIONS = ProcessOptions.of(List.of("helper", "s3cr3t"));

	@Test
	void ofHasTheDocumentedDefaults() {
		assertThat(OPTIONS).isEqualTo(new ProcessOptions(List.of("helper", "s3cr3t"), Duration.ofMinutes(1),
				Duration.ofMinutes(15), 8192, Map.of(), null, ProcessTrust.defaults()));
	}

	@Test
	void withChangesOneOption() {
		Path folder = Path.of("work");
		ProcessTrust trust = new ProcessTrust(TrustedOwners.defaults(), "profile.trusted-owners", Path.of("config"));
		ProcessOptions options = OPTIONS.withTimeout(Duration.ofSeconds(1))
			.withDuration(Duration.ofSeconds(2))
			.withMaxOutput(3)
			.withEnvironment(Map.of("A", "b"))
			.withWorkingDirectory(folder)
			.withTrust(trust);
		assertThat(options).isEqualTo(new ProcessOptions(List.of("helper", "s3cr3t"), Duration.ofSeconds(1),
				Duration.ofSeconds(2), 3, Map.of("A", "b"), folder, trust));
	}

	@Test
	void createCopiesWhatItIsGiven() {
		List<String> command = new ArrayList<>(List.of("helper"));
		Map<String, String> environment = new HashMap<>();
		ProcessOptions options = ProcessOptions.of(command).withEnvironment(environment);
		command.add("more");
		environment.put("A", "b");
		assertThat(options.command()).containsExactly("helper");
		assertThat(options.environment()).isEmpty();
	}

	@Test
	void createWhenUnusableFailsAndNamesTheProperty() {
		assertThatCreationFails("process.command", () -> ProcessOptions.of(List.of()));
		assertThatCreationFails("process.command", () -> ProcessOptions.of(List.of(" ", "s3cr3t")));
		assertThatCreationFails("process.command", () -> ProcessOptions.of(List.of("helper", "s3cr3t\0")));
		assertThatCreationFails("process.timeout", () -> OPTIONS.withTimeout(Duration.ZERO));
		assertThatCreationFails("process.timeout", () -> OPTIONS.withTimeout(Duration.ofSeconds(-1)));
		assertThatCreationFails("process.duration", () -> OPTIONS.withDuration(Duration.ZERO));
		assertThatCreationFails("process.max-output", () -> OPTIONS.withMaxOutput(0));
		assertThatCreationFails("process.environment", () -> OPTIONS.withEnvironment(Map.of("", "s3cr3t")));
		assertThatCreationFails("process.environment", () -> OPTIONS.withEnvironment(Map.of("A=B", "s3cr3t")));
		assertThatCreationFails("process.environment", () -> OPTIONS.withEnvironment(Map.of("A", "s3cr3t\0")));
	}

	@Test
	void toStringShowsTheWorkingDirectory() {
		assertThat(OPTIONS).hasToString("ProcessOptions[program=helper, timeout=PT1M, duration=PT15M, maxOutput=8192,"
				+ " workingDirectory=inherited]");
		assertThat(OPTIONS.withWorkingDirectory(Path.of("work")).toString()).endsWith("workingDirectory=work]");
	}

	@Test
	void toStringShowsNeitherArgumentsNorVariables() {
		assertThat(OPTIONS.withEnvironment(Map.of("A", "s3cr3t")).toString()).contains("helper")
			.doesNotContain("s3cr3t");
	}

	private static void assertThatCreationFails(String property, ThrowingCallable creation) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(creation)
			.withMessageContaining("'" + property + "'")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cr3t"));
	}

}
