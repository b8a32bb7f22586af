package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgramRun}: what is left of it at the very moment it is over.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class ProgramRunTests {

	@TempDir
	private Path folder;

	private Scripts scripts;

	private Path pid;

	private long pipes;

	@BeforeEach
	void prepare() {
		this.scripts = new Scripts(this.folder);
		this.pid = this.folder.resolve("pid");
		this.pipes = Leftovers.pipes();
	}

	@AfterEach
	void endWhatIsLeft() throws IOException {
		if (Files.exists(this.pid)) {
			Leftovers.kill(this.pid);
		}
	}

	@Test
	void completedRunHasNoPipes() throws Exception {
		ProgramRun run = complete(this.scripts.options("sleep 0.2", Scripts.PRINT_JSON, "echo why >&2"));
		assertThat(Leftovers.pipes()).isLessThanOrEqualTo(this.pipes);
		assertThat(run.end()).isEqualTo(ProgramRun.End.EXITED);
		assertThat(run.output()).asString(StandardCharsets.UTF_8).isEqualTo(Scripts.JSON);
		assertThat(run.errors().text()).isEqualTo("why\n");
	}

	@Test
	void runIsAliveUntilItIsKilled() throws Exception {
		ProcessOptions options = this.scripts.options("exec sleep 600").withTimeout(Duration.ofMillis(100));
		ProgramRun run = new ProgramRun(options, Program.find(options));
		assertThat(run.isAlive()).isTrue();
		run.await();
		assertThat(run.isAlive()).isFalse();
	}

	@Test
	void runThatTookTooLongHasNoPipesAndNoProcess() throws Exception {
		ProgramRun run = complete(
				this.scripts.options("echo $$ > " + this.pid, "exec sleep 600").withTimeout(Duration.ofMillis(500)));
		assertThat(Leftovers.pipes()).isLessThanOrEqualTo(this.pipes);
		assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
			.doesNotContain(Long.parseLong(Files.readString(this.pid).strip()));
		assertThat(run.end()).isEqualTo(ProgramRun.End.TIMED_OUT);
	}

	@Test
	void whatIsLeftBehindAndPrintsOnFindsNobodyWhoReads() throws Exception {
		ProgramRun run = complete(this.scripts.options("(sleep 1; exec yes) &", "echo $! > " + this.pid,
				Scripts.PRINT_JSON, "sleep 0.2"));
		assertThat(run.end()).isEqualTo(ProgramRun.End.EXITED);
		assertThat(Leftovers.isRunning(this.pid)).isTrue();
		Leftovers.assertGone(this.pid);
	}

	@Test
	void outputOfAProgramThatExitedBeforeItWasAwaitedIsCollected() throws Exception {
		ProgramRun run = run(this.scripts.options(Scripts.PRINT_JSON, "echo why >&2"));
		run.await();
		assertThat(run.end()).isEqualTo(ProgramRun.End.EXITED);
		assertThat(run.exitCode()).isZero();
		assertThat(run.output()).asString(StandardCharsets.UTF_8).isEqualTo(Scripts.JSON);
		assertThat(run.errors().text()).isEqualTo("why\n");
		Awaitility.await().until(() -> Leftovers.pipes() <= this.pipes);
	}

	@Test
	void endlessOutputOfWhatAnExitedProgramLeftBehindIsNotCollected() throws Exception {
		ProgramRun run = run(this.scripts.options("yes &", "echo $! > " + this.pid, "sleep 0.3"));
		run.await();
		assertThat(run.end()).isEqualTo(ProgramRun.End.TOO_LARGE);
		Leftovers.assertGone(this.pid);
		Awaitility.await().until(() -> Leftovers.pipes() <= this.pipes);
	}

	@Test
	void programRunsOnlyOnceItsInputIsClosed() throws Exception {
		ProgramRun run = complete(this.scripts.options("cat > /dev/null", Scripts.PRINT_JSON));
		assertThat(run.end()).isEqualTo(ProgramRun.End.EXITED);
	}

	private static ProgramRun complete(ProcessOptions options) throws Exception {
		return ProgramRun.complete(options, Path.of(options.command().get(0)));
	}

	/**
	 * Start a program, and wait until it has exited.
	 */
	private ProgramRun run(ProcessOptions options) throws Exception {
		ProgramRun run = new ProgramRun(options, Path.of(options.command().get(0)));
		Awaitility.await().until(() -> !run.isAlive());
		return run;
	}

}
