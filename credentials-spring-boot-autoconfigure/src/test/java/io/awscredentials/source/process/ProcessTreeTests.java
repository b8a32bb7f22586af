package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessTree}, with a table of processes of their own.
 */
@EnabledOnOs(OS.LINUX)
class ProcessTreeTests {

	@TempDir
	private Path table;

	private ProcessTree tree;

	private String mark;

	private Path entry;

	private Process process;

	@BeforeEach
	void createTree() throws IOException {
		this.tree = new ProcessTree(this.table);
		Map<String, String> environment = new HashMap<>();
		this.tree.mark(environment);
		this.mark = environment.entrySet().iterator().next().toString();
		this.entry = this.table.resolve(String.valueOf(ProcessHandle.current().pid()));
		Files.createDirectories(this.entry.resolve("fd"));
		Files.createDirectory(this.table.resolve("self"));
	}

	@Test
	void processWithTheMarkAndAPipeHasOutput() throws IOException {
		output("pipe:[4711]");
		environment("A=b\0" + this.mark + "\0C=d\0");
		assertThat(this.tree.hasOutput()).isTrue();
	}

	@Test
	void processThatInheritedSeveralMarksIsOurs() throws IOException {
		output("pipe:[4711]");
		Map<String, String> environment = new HashMap<>();
		this.tree.mark(environment);
		new ProcessTree(this.table).mark(environment);
		environment(String.join("\0", environment.entrySet().stream().map(Object::toString).toList()) + "\0");
		assertThat(this.tree.hasOutput()).isTrue();
	}

	@Test
	void processWithAnotherMarkIsNotOurs() throws IOException {
		output("pipe:[4711]");
		Map<String, String> environment = new HashMap<>();
		new ProcessTree(this.table).mark(environment);
		environment(environment.entrySet().iterator().next() + "\0");
		assertThat(this.tree.hasOutput()).isFalse();
	}

	@Test
	void processWhoseOutputIsNoPipeHasNone() throws IOException {
		environment(this.mark + "\0");
		assertThat(this.tree.hasOutput()).isFalse();
		output("/dev/null");
		assertThat(this.tree.hasOutput()).isFalse();
	}

	@Test
	void processWhoseEnvironmentCanNotBeReadIsNotOurs() throws IOException {
		output("pipe:[4711]");
		assertThat(this.tree.hasOutput()).isFalse();
		Files.createDirectory(this.entry.resolve("environ"));
		assertThat(this.tree.hasOutput()).isFalse();
	}

	@Test
	void processWhoseEnvironmentCanNotBeReadIsNotKilled() throws Exception {
		this.process = new ProcessBuilder(List.of("sleep", "600")).start();
		Process other = new ProcessBuilder(List.of("sleep", "600")).start();
		try {
			Files.createDirectories(this.table.resolve(other.pid() + "/environ"));
			this.tree.kill(this.process.toHandle());
			assertThat(this.process.waitFor()).isEqualTo(137);
			assertThat(other.isAlive()).isTrue();
			environment(other, this.mark + "\0");
			this.tree.kill(this.process.toHandle());
			assertThat(other.waitFor()).isEqualTo(137);
		}
		finally {
			this.process.destroyForcibly();
			other.destroyForcibly();
		}
	}

	@Test
	void processThatIsGoneHasNoOutput() throws IOException {
		Path gone = this.table.resolve(String.valueOf(Integer.MAX_VALUE));
		Files.createDirectories(gone.resolve("fd"));
		Files.createSymbolicLink(gone.resolve("fd/1"), Path.of("pipe:[4711]"));
		Files.writeString(gone.resolve("environ"), this.mark + "\0");
		assertThat(this.tree.hasOutput()).isFalse();
	}

	@Test
	void withoutATableNothingIsFound() {
		assertThat(new ProcessTree(this.table.resolve("none")).hasOutput()).isFalse();
	}

	private void environment(String content) throws IOException {
		Files.writeString(this.entry.resolve("environ"), content);
	}

	private void environment(Process process, String content) throws IOException {
		Path environment = this.table.resolve(process.pid() + "/environ");
		Files.deleteIfExists(environment);
		Files.writeString(environment, content);
	}

	private void output(String target) throws IOException {
		Files.createSymbolicLink(this.entry.resolve("fd/1"), Path.of(target));
	}

}
