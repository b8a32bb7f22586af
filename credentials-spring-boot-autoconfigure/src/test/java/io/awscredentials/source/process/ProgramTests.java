package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Program}.
 */
class ProgramTests {

	@TempDir
	private Path temporary;

	private Path folder;

	private Path script;

	@BeforeEach
	void writeScript() throws IOException {
		this.folder = Files.createDirectory(this.temporary.resolve("bin"));
		this.script = new Scripts(this.folder).write("helper", Scripts.PRINT_JSON);
	}

	@Test
	void findWhenPathIsAbsolute() {
		assertThat(find(this.script.toString())).isEqualTo(this.script);
	}

	@Test
	void findWhenPathIsRelativeStartsFromTheWorkingDirectory() {
		ProcessOptions options = Scripts.command("./bin/helper").withWorkingDirectory(this.temporary);
		assertThat(Program.find(options)).isAbsolute().hasSameBinaryContentAs(this.script);
		assertThat(Scripts.source(options).retrieve().secretAccessKey()).isEqualTo(Scripts.SECRET);
		assertThatFindingFails("bin/helper", "no such file '" + Path.of("bin/helper").toAbsolutePath() + "'");
	}

	@Test
	void findWhenAbsolutePathIsMissingNamesItOnce() {
		String missing = this.folder.resolve("missing").toString();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> find(missing))
			.withMessage("The program '" + missing + "' can't be run: no such file");
	}

	@Test
	void findWhenNameHasNoSeparatorSearchesThePath() {
		assertThat(find("sh")).isAbsolute().isExecutable().hasFileName("sh");
	}

	@Test
	void findSearchesThePathOfTheProgramWhereItHasOne() throws IOException {
		Path other = Files.createDirectory(this.temporary.resolve("other"));
		Files.createDirectory(other.resolve("helper"));
		ProcessOptions options = Scripts.command("helper")
			.withEnvironment(Map.of("PATH", other + ":/no/such/folder:" + this.folder));
		assertThat(Program.find(options)).isEqualTo(this.script);
		assertThat(Scripts.source(options).retrieve().secretAccessKey()).isEqualTo(Scripts.SECRET);
	}

	@Test
	void findWhenNotOnThePathFails() {
		assertThatFindingFails("no-such-helper",
				"'no-such-helper' was not found on PATH, which is " + System.getenv("PATH"))
			.satisfies((ex) -> assertThat(ex.advice()).contains("whole path"));
	}

	@Test
	void findDoesNotSearchTheWorkingDirectory() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> Program.find(Scripts.command("helper").withWorkingDirectory(this.folder)))
			.withMessageContaining("not found on PATH");
	}

	@Test
	void findWhenThereIsNoFileFails() {
		assertThatFindingFails(this.folder + "/none", "'" + this.folder + "/none' can't be run: no such file")
			.satisfies((ex) -> assertThat(ex.advice()).contains("Correct the path"));
		assertThatFindingFails("~/none", "no such file")
			.satisfies((ex) -> assertThat(ex.advice()).contains("there is no shell"));
	}

	@Test
	void findWhenNotExecutableFails() throws IOException {
		permit(this.script, "rw-r--r--");
		assertThatFindingFails(this.script.toString(), "is not executable")
			.satisfies((ex) -> assertThat(ex.advice()).contains("chmod u+x " + this.script));
	}

	@Test
	void findWhenDirectoryFails() {
		assertThatFindingFails(this.folder.toString(), "is a directory");
	}

	@Test
	void findWhenWorkingDirectoryIsMissingFails() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> Program.find(Scripts.command("sh").withWorkingDirectory(this.folder.resolve("none"))))
			.withMessageContaining("its working directory '" + this.folder + "/none' is not a folder");
	}

	@Test
	void retrieveWhenOthersMayWriteToTheProgramDoesNotRunIt() throws IOException {
		Path script = new Scripts(this.folder).write("helper", "touch " + this.folder + "/ran", Scripts.PRINT_JSON);
		permit(script, "rwx----w-");
		assertThatFindingFails(script.toString(), "is not run, since others may write to '" + script.toRealPath() + "'")
			.satisfies((ex) -> assertThat(ex.advice()).contains("chmod o-w " + script.toRealPath()));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> Scripts.source(Scripts.command(script.toString())).retrieve());
		assertThat(this.folder.resolve("ran")).doesNotExist();
	}

	private static Path find(String program) {
		return Program.find(Scripts.command(program));
	}

	private static ThrowableAssertAlternative<CredentialsException> assertThatFindingFails(String program,
			String message) {
		return assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> Program.find(ProcessOptions.of(List.of(program, "s3cr3t"))))
			.withMessageContaining(message)
			.withMessageStartingWith("The program '" + program + "'")
			.withMessageNotContaining("s3cr3t")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION))
			.satisfies((ex) -> assertThat(ex.retryable()).isFalse());
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
