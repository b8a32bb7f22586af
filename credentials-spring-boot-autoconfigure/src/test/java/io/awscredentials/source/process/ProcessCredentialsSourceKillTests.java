package io.awscredentials.source.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessCredentialsSource}, with programs that do not end by themselves
 * or leave others behind.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class ProcessCredentialsSourceKillTests {

	private static final Duration SHORT = Duration.ofMillis(800);

	// Who exits while it is still being started has its pipes closed by the JDK.
	private static final String LINGER = "sleep 0.3";

	@TempDir
	private Path folder;

	private Scripts scripts;

	private Leftovers leftovers;

	private Path pid;

	@BeforeEach
	void prepare() {
		this.scripts = new Scripts(this.folder);
		this.leftovers = new Leftovers();
		this.pid = this.folder.resolve("pid");
	}

	@AfterEach
	void nothingIsLeft() throws Exception {
		this.leftovers.assertNone();
		if (Files.exists(this.pid)) {
			Leftovers.kill(this.pid);
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT0.05S, 50 ms", "PT1S, 1 s" })
	void retrieveWhenProgramTakesTooLongSaysHowLong(Duration timeout, String shown) throws Exception {
		ProcessOptions options = this.scripts.options("exec sleep 600").withTimeout(timeout);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> Scripts.source(options).retrieve())
			.withMessageContaining("did not end within " + shown);
	}

	@Test
	void retrieveWhenProgramHangsKillsIt() {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("echo $$ > " + this.pid, "echo 'Waiting for token: s3cr3t' >&2", "exec sleep 600")
					.withTimeout(SHORT));
		assertThat(failure).hasMessageContaining("helper' did not end within 800 ms: Waiting for token: ****");
		assertThat(failure.retryable()).isTrue();
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramHangsAfterItsOutputKillsIt() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("echo $$ > " + this.pid, Scripts.PRINT_JSON, "exec sleep 600").withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramHangsKillsWhatItStarted() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("sleep 600 &", "echo $! > " + this.pid, "wait").withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramHangsKillsDescendantsWithoutTheMark() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("env -i sleep 600 &", "echo $! > " + this.pid, "wait").withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramHangsKillsWhatIsNobodysDescendant() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts
					.options("(setsid sleep 600 > /dev/null 2>&1 & echo $! > " + this.pid + ")", "exec sleep 600")
					.withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramLeavesIncompleteOutputOpenKillsWhatHoldsIt() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("printf '{\"Version\":1'", "setsid sleep 600 &", "echo $! > " + this.pid, "exit 0")
					.withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenProgramLeavesTheOutputToAnotherWaitsForIt() {
		assertThat(Scripts.source(this.scripts.options("(sleep 0.7;" + Scripts.PRINT_JSON + ") &", LINGER))
			.retrieve()
			.secretAccessKey()).isEqualTo(Scripts.SECRET);
	}

	@Test
	void retrieveWhenProgramLeavesAnotherWithItsOutputsSucceedsAndLetsItLive() throws Exception {
		assertThat(Scripts.source(this.scripts.options("sleep 600 &", "echo $! > " + this.pid, Scripts.PRINT_JSON))
			.retrieve()
			.secretAccessKey()).isEqualTo(Scripts.SECRET);
		this.leftovers.assertNone();
		assertThat(Leftovers.isRunning(this.pid)).isTrue();
	}

	@Test
	void retrieveWhenProgramLeavesAnotherWithItsErrorOutputSucceedsAndLetsItLive() throws Exception {
		assertThat(Scripts
			.source(this.scripts.options("sleep 600 > /dev/null &", "echo $! > " + this.pid, Scripts.PRINT_JSON))
			.retrieve()
			.secretAccessKey()).isEqualTo(Scripts.SECRET);
		this.leftovers.assertNone();
		assertThat(Leftovers.isRunning(this.pid)).isTrue();
	}

	@Test
	void retrieveWhenProgramFailsAndLeavesAnotherFailsAtOnceAndLetsItLive() throws Exception {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION,
				this.scripts.options("sleep 600 &", "echo $! > " + this.pid, "echo broken >&2", "exit 4"));
		assertThat(failure).hasMessageEndingWith("exit code 4: broken");
		this.leftovers.assertNone();
		assertThat(Leftovers.isRunning(this.pid)).isTrue();
	}

	@Test
	void retrieveWhenOutputIsTooLargeKillsAtOnce() {
		CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_OUTPUT_TOO_LARGE,
				this.scripts.options("echo $$ > " + this.pid, "head -c 100000000 /dev/zero", "exec sleep 600")
					.withTimeout(Duration.ofHours(1)));
		assertThat(failure).hasMessageEndingWith("helper' printed more than 8192 bytes");
		assertThat(failure.retryable()).isFalse();
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenWhatIsLeftBehindPrintsTooMuchKillsIt() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_OUTPUT_TOO_LARGE,
				this.scripts.options("(sleep 0.7; exec yes) &", "echo $! > " + this.pid, LINGER)
					.withTimeout(Duration.ofHours(1)));
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenInterruptedKillsTheTree() throws Exception {
		ProcessOptions options = this.scripts.options("sleep 600 &", "echo $! > " + this.pid + ".new",
				"mv " + this.pid + ".new " + this.pid, "wait");
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			CredentialsException failure = assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, options);
			assertThat(failure).hasMessageContaining("interrupted");
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		thread.setUncaughtExceptionHandler((ignored, ex) -> interrupted.completeExceptionally(ex));
		thread.start();
		Awaitility.await().until(() -> Files.exists(this.pid));
		thread.interrupt();
		assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
		Leftovers.assertGone(this.pid);
	}

	@Test
	void retrieveWhenAlreadyInterruptedFails() {
		Thread.currentThread().interrupt();
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_EXECUTION, this.scripts.options("exec sleep 600"));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void retrieveWhenErrorOutputNeverEndsKillsInTime() {
		assertThatRetrievalFails(CredentialsErrorCode.PROCESS_TIMEOUT,
				this.scripts.options("echo $$ > " + this.pid, "exec yes >&2").withTimeout(SHORT));
		Leftovers.assertGone(this.pid);
	}

	private static CredentialsException assertThatRetrievalFails(CredentialsErrorCode code, ProcessOptions options) {
		CredentialsException[] failure = new CredentialsException[1];
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> Scripts.source(options).retrieve())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cr3t", Scripts.SECRET))
			.satisfies((ex) -> failure[0] = ex);
		return failure[0];
	}

}
