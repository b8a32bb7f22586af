package io.awscredentials.test.gate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a {@link ServerProgram} leaves nothing behind.
 */
class ServerProgramTests {

	private final ServerProgram program = program();

	/** With a user and a group of that name, which every Linux has. */
	private static ServerProgram program() {
		return new ServerProgram("server-program-tests", "daemon");
	}

	@AfterEach
	void close() {
		this.program.close();
	}

	@Test
	void commandThatFailsIsToldWithItsOutputAndLeavesNothing() {
		assertLeavesNothing(() -> this.program.run(List.of("sh", "-c", "touch file; echo it is broken; exit 1")),
				"it is broken");
	}

	@Test
	void serverThatDoesNotStartLeavesNothing() {
		assertLeavesNothing(() -> this.program.serve(List.of("sh", "-c", "echo it is broken"), List.of()),
				"it is broken");
	}

	@Test
	void programThatIsNotThereLeavesNothing() {
		assertLeavesNothing(() -> this.program.run(List.of("/is/not/there")), "/is/not/there");
	}

	@Test
	void fileThatCannotBeWrittenLeavesNothing() {
		assertLeavesNothing(() -> this.program.write("folder/file", List.of()), "folder/file");
	}

	private void assertLeavesNothing(ThrowingCallable failing, String message) {
		Path folder = this.program.folder();
		assertThat(folder).isDirectory();
		assertThatThrownBy(failing).hasMessageContaining(message);
		assertThat(folder).doesNotExist();
		assertThat(logOf(folder)).doesNotExist();
	}

	private static Path logOf(Path folder) {
		return folder.resolveSibling(folder.getFileName() + ".log");
	}

	@Test
	void endOfTheProgramLeavesNothing() throws Exception {
		Process virtualMachine = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), Forgetful.class.getName())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String output = new String(virtualMachine.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertThat(virtualMachine.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(output).startsWith("true ");
		Path folder = Path.of(output.substring("true ".length()));
		assertThat(folder.getFileName().toString()).startsWith("server-program-tests");
		assertThat(folder).doesNotExist();
		assertThat(logOf(folder)).doesNotExist();
	}

	/** Ends without closing anything. */
	static final class Forgetful {

		public static void main(String[] args) {
			ServerProgram program = program();
			program.run(List.of("touch", "file"));
			System.out.println(Files.exists(program.folder().resolve("file")) + " " + program.folder());
		}

	}

}
