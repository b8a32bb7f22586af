package io.awscredentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CredentialsErrorCode}.
 */
class CredentialsErrorCodeTests {

	@ParameterizedTest
	@EnumSource
	void textsAreSentencesWithoutFullStop(CredentialsErrorCode code) {
		for (String text : new String[] { code.sentence(), code.advice() }) {
			assertThat(text).isNotBlank().isEqualTo(text.strip()).doesNotEndWith(".").doesNotContain("  ");
			assertThat(Character.isUpperCase(text.charAt(0))).as(text).isTrue();
		}
		assertThat(code.advice()).isNotEqualTo(code.sentence());
	}

	@Test
	void sentencesTellTheCodesApart() {
		assertThat(Arrays.stream(CredentialsErrorCode.values()).map(CredentialsErrorCode::sentence))
			.doesNotHaveDuplicates();
	}

	@Test
	void codesAreThoseOfTheContract() {
		assertThat(Arrays.stream(CredentialsErrorCode.values()).map(Enum::name)).contains("CONFIGURATION", "NOT_FOUND",
				"EXPIRED", "TIMEOUT", "PROCESS_EXECUTION", "PROCESS_TIMEOUT", "PROCESS_OUTPUT_TOO_LARGE",
				"PROCESS_PARSE", "PROCESS_VERSION", "PROCESS_REQUIRED", "PLUGIN_LOAD", "PLUGIN_LOOKUP",
				"PLUGIN_INVALID", "PLUGIN_CHECKSUM", "PLUGIN_RETRIEVE", "PROFILE_PARSE", "PROFILE_NOT_FOUND",
				"PROFILE_INVALID", "PROFILE_LOOP", "STS_ACCESS_DENIED", "STS_THROTTLED", "STS_EXPIRED_TOKEN",
				"STS_REGION", "STS_REQUEST", "MFA_PROVIDER_MISSING", "MFA_REQUIRED", "MFA_CODE_INVALID",
				"WEB_IDENTITY_TOKEN", "IMDS_DISABLED", "IMDS_UNAVAILABLE", "IMDS_NO_ROLE", "CONTAINER_URI",
				"CONTAINER_UNAVAILABLE", "SSO_TOKEN_MISSING", "SSO_TOKEN_EXPIRED", "SSO_TOKEN_INVALID",
				"SSO_ACCESS_DENIED", "LOGIN_EXPIRED", "RESPONSE_INVALID", "CONNECTION");
	}

	@Test
	void documentationSaysOfEachWhatToDo() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("../docs/operations.md"))
			.stream()
			.dropWhile((line) -> !line.equals("## Troubleshooting"))
			.takeWhile((line) -> !line.equals("Other things one sees:"))
			.filter((line) -> line.startsWith("| `"))
			.toList();
		assertThat(rows).allMatch((row) -> row.matches("\\| `[A-Z_]+` \\| \\S.*\\S \\| \\S.*\\S \\|"));
		assertThat(rows).extracting((row) -> row.substring(3, row.indexOf('`', 3)))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(CredentialsErrorCode.values()).map(Enum::name).toList());
	}

	@Test
	void retryableAreThoseThatMayPassByThemselves() {
		Set<CredentialsErrorCode> retryable = EnumSet.allOf(CredentialsErrorCode.class);
		retryable.removeIf((code) -> !code.retryable());
		assertThat(retryable).containsExactlyInAnyOrder(CredentialsErrorCode.EXPIRED, CredentialsErrorCode.TIMEOUT,
				CredentialsErrorCode.PROCESS_EXECUTION, CredentialsErrorCode.PROCESS_TIMEOUT,
				CredentialsErrorCode.PLUGIN_RETRIEVE, CredentialsErrorCode.STS_THROTTLED,
				CredentialsErrorCode.IMDS_UNAVAILABLE, CredentialsErrorCode.CONTAINER_UNAVAILABLE,
				CredentialsErrorCode.VAULT_UNAVAILABLE, CredentialsErrorCode.RESPONSE_INVALID,
				CredentialsErrorCode.CONNECTION);
	}

}
