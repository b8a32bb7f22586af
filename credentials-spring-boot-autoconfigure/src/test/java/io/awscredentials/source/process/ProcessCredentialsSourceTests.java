package io.awscredentials.source.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessCredentialsSource}, with programs that end by themselves.
 */
class ProcessCredentialsSourceTests {

	private static final Credentials CREDENTIALS = new Credentials("AKIAIOSFODNN7EXAMPLE", Scripts.SECRET, null,
			Scripts.NOW.plus(Duration.ofMinutes(15)), null);

	@TempDir
	private Path folder;

	private Scripts scripts;

	private Leftovers leftovers;

	@BeforeEach
	void prepare() {
		this.scripts = new Scripts(this.folder);
		this.leftovers = new Leftovers();
	}

	@AfterEach
	void nothingIsLeft() {
		this.leftovers.assertNone();
	}

	@Test
	void nameAndPastExpiry() {
		ProcessCredentialsSource source = Scripts.source(this.scripts.options(Scripts.PRINT_JSON));
		assertThat(source.name()).isEqualTo("Process");
		assertThat(RetrievedCredentials.from(source).pastExpiry()).isEqualTo(PastExpiry.REFUSE);
	}

	@Test
	void retrieveReturnsWhatTheProgramPrints() {
		assertThat(retrieve(this.scripts.options(Scripts.PRINT_JSON))).isEqualTo(CREDENTIALS);
	}

	@Test
	void retrieveRunsTheProgramEachTime() {
		ProcessCredentialsSource source = Scripts
			.source(this.scripts.options("echo x >> " + this.folder + "/runs", Scripts.PRINT_JSON));
		source.retrieve();
		source.retrieve();
		assertThat(this.folder.resolve("runs")).hasContent("x\nx");
	}

	@Test
	void retrievePassesArgumentsAsTheyAre() {
		Path script = this.scripts.write("my helper", "printf '<%s>' \"$@\" > \"$0.arguments\"", Scripts.PRINT_JSON);
		List<String> arguments = List.of("a b", "", "it's", "\"quoted\"", "$HOME", "*", "; exit 1", "é\n2");
		retrieve(Scripts.command(script.toString(), arguments.toArray(String[]::new)));
		assertThat(script.resolveSibling("my helper.arguments")).content()
			.isEqualTo("<" + String.join("><", arguments) + ">");
	}

	@Test
	void retrieveRunsACommandThatWasOneString() {
		Path script = this.scripts.write("my helper", "[ \"$1\" = 'a b' ] || exit 1", Scripts.PRINT_JSON);
		List<String> command = CommandLine.split("'" + script + "' \"a b\"");
		assertThat(retrieve(ProcessOptions.of(command))).isEqualTo(CREDENTIALS);
	}

	@Test
	void retrieveRunsNativePrograms() {
		assertThat(retrieve(Scripts.command("printf", "%s", Scripts.JSON))).isEqualTo(CREDENTIALS);
	}

	@Test
	void retrieveClosesStandardInput() {
		assertThat(retrieve(this.scripts.options("cat", Scripts.PRINT_JSON))).isEqualTo(CREDENTIALS);
	}

	@Test
	void retrieveAddsVariablesToThoseInherited() throws IOException {
		Path out = this.folder.resolve("environment");
		retrieve(this.scripts
			.options("printf '%s|%s|%s' \"$MY_NAME\" \"$PATH\" \"$CREDENTIAL_PROCESS_RUNS\" > " + out,
					Scripts.PRINT_JSON)
			.withEnvironment(Map.of("MY_NAME", "a b")));
		assertThat(Files.readString(out).split("\\|")).hasSize(3)
			.startsWith("a b", System.getenv("PATH"))
			.doesNotContain("");
	}

	@Test
	void retrieveRunsInTheWorkingDirectory() throws IOException {
		Path directory = Files.createDirectory(this.folder.resolve("work dir"));
		retrieve(this.scripts.options("pwd -P > here", Scripts.PRINT_JSON).withWorkingDirectory(directory));
		assertThat(directory.resolve("here")).hasContent(directory.toRealPath().toString());
	}

	@Test
	void retrieveInheritsTheWorkingDirectory() {
		retrieve(this.scripts.options("pwd -P > " + this.folder + "/here", Scripts.PRINT_JSON));
		assertThat(this.folder.resolve("here")).hasContent(new File("").getAbsolutePath());
	}

	@Test
	void retrieveWhenErrorOutputIsLargeSucceeds() {
		assertThat(retrieve(this.scripts.options("head -c 10000000 /dev/zero >&2", Scripts.PRINT_JSON)))
			.isEqualTo(CREDENTIALS);
	}

	@Test
	void retrieveWhenOutputIsAsLargeAsAllowedSucceeds() {
		ProcessOptions options = this.scripts.options(Scripts.PRINT_JSON);
		assertThat(retrieve(options.withMaxOutput(Scripts.JSON.length()))).isEqualTo(CREDENTIALS);
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_OUTPUT_TOO_LARGE,
				options.withMaxOutput(Scripts.JSON.length() - 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "echo s3cr3t", "printf '{\"Version\":1,\"SecretAccessKey\":\"s3cr3t'",
			"echo s3cr3t >&2; echo '{\"Version\":1} s3cr3t'" })
	void retrieveWhenOutputIsNotJsonFails(String line) {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_PARSE,
				this.scripts.options(line));
		assertThat(failure).hasMessageContaining(this.folder + "/helper");
		assertThat(failure.retryable()).isFalse();
	}

	@Test
	void retrieveWhenProgramFailsTellsExitCodeAndReason() {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION,
				this.scripts.options("echo 'Not signed in.' >&2", "echo 'Run: helper login' >&2", "exit 3"));
		assertThat(failure).hasMessage(
				"The program '" + this.folder + "/helper' failed with exit code 3: Not signed in. | Run: helper login");
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void retrieveWhenProgramFailsSilentlySaysSo() {
		assertThat(assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, this.scripts.options("exit 255")))
			.hasMessageEndingWith("failed with exit code 255, and said nothing readable on standard error");
	}

	@Test
	void retrieveWhenProgramFailsShowsNoSecret() {
		ProcessOptions options = this.scripts
			.options("echo 'AKIAIOSFODNN7EXAMPLE " + Scripts.SECRET + " password=swordfish' >&2",
					"echo \"given $GIVEN and $2\" >&2", "echo s3cr3t " + Scripts.SECRET, "exit 3")
			.withEnvironment(Map.of("GIVEN", "s3cr3t given"));
		ProcessOptions withArguments = new ProcessOptions(
				List.of(options.command().get(0), "--password", "s3cr3t-argument"), options.timeout(),
				options.duration(), options.maxOutput(), options.environment(), null, options.trust());
		assertThat(assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, withArguments))
			.hasMessageEndingWith("exit code 3: **** **** password=**** | given **** and ****");
	}

	@Test
	void retrieveWhenErrorOutputIsLargeTellsItsEnd() {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, this.scripts
			.options("i=0", "while [ $i -lt 500 ]; do echo \"line $i\" >&2; i=$((i+1)); done", "exit 1"));
		assertThat(failure.getMessage()).endsWith("| line 498 | line 499").doesNotContain("line 100");
	}

	@Test
	void retrieveWhenProgramIsKilledTellsTheSignal() {
		assertThat(assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, this.scripts.options("kill -9 $$")))
			.hasMessageContaining("exit code 137");
	}

	@Test
	void retrieveWhenInterpreterIsMissingFails() throws IOException {
		Path script = this.scripts.write("helper");
		Files.writeString(script, "#!/no/such/interpreter\n");
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION,
				Scripts.command(script.toString(), "s3cr3t"));
		assertThat(failure).hasMessageStartingWith("The program '" + script + "' could not be started (")
			.hasMessageContaining("No such file or directory");
		assertThat(failure.advice()).contains("interpreter");
	}

	private static Credentials retrieve(ProcessOptions options) {
		return Scripts.source(options).retrieve();
	}

	private static CredentialsException assertThatRetrievalFails(CredentialsErrorCode code, ProcessOptions options) {
		CredentialsException[] failure = new CredentialsException[1];
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> retrieve(options))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code))
			.satisfies((ex) -> assertThat(ex.source()).isEqualTo("Process"))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("[" + code + "]"))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty())
			.satisfies((ex) -> assertThat(Throwables.getStackTrace(ex)).doesNotContain("s3cr3t", "swordfish",
					Scripts.SECRET))
			.satisfies((ex) -> failure[0] = ex);
		return failure[0];
	}

}
