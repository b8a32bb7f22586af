package io.awscredentials.source.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.ForeignUser;
import io.awscredentials.source.TrustedOwners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for programs that an attacker puts in the place of those that are meant.
 */
@EnabledOnOs(OS.LINUX)
class UntrustedProgramTests {

	private static final int STICKY = 01777;

	private static final int OPEN = 0777;

	@TempDir
	private Path temporary;

	private Path folder;

	private Path ran;

	private Path script;

	@BeforeEach
	void writeScript() throws IOException {
		this.temporary = this.temporary.toRealPath();
		this.folder = Files.createDirectories(this.temporary.resolve("parent/bin"));
		this.ran = this.temporary.resolve("ran");
		this.script = new Scripts(this.folder).write("helper", "touch " + this.ran, Scripts.PRINT_JSON);
		permit(this.script, 0755);
	}

	@AfterEach
	void nothingRan() {
		assertThat(this.ran).doesNotExist();
	}

	@Test
	void programOfAnotherUserInAStickyFolderIsNotRun() throws IOException {
		permit(this.folder, STICKY);
		ForeignUser.own(this.script);
		assertThatRefused(Scripts.command(this.script.toString()),
				"'" + this.script + "' belongs to the user ID 54321");
		assertThatRefused(Scripts.command("./helper").withWorkingDirectory(this.folder),
				"'" + this.folder.resolve("helper") + "' belongs to");
		assertThatRefused(
				Scripts.command("helper").withEnvironment(Map.of("PATH", ":/bin")).withWorkingDirectory(this.folder),
				"'" + this.folder.resolve("helper") + "' belongs to");
	}

	@Test
	void programOfAnOwnerThatIsNamedIsRun() throws IOException {
		ForeignUser.own(this.script);
		ForeignUser.own(this.folder);
		ProcessTrust trust = ProcessTrust.defaults()
			.withOwners(TrustedOwners.of(List.of(String.valueOf(ForeignUser.ID))));
		assertThat(
				Scripts.source(Scripts.command(this.script.toString()).withTrust(trust)).retrieve().secretAccessKey())
			.isEqualTo(Scripts.SECRET);
		Files.delete(this.ran);
	}

	@Test
	void programBelowAnOpenFolderIsNotRun() throws IOException {
		permit(this.folder.getParent(), OPEN);
		assertThatRefused(Scripts.command(this.script.toString()),
				"others may write to '" + this.folder.getParent() + "'");
	}

	@Test
	void programThatOthersMayWriteToIsNotRun() throws IOException {
		permit(this.script, 0757);
		assertThatRefused(Scripts.command(this.script.toString()), "others may write to '" + this.script + "'");
	}

	@Test
	void chainOfLinksThroughAnOpenFolderIsNotFollowed() throws IOException {
		Path open = Files.createDirectory(this.temporary.resolve("open"));
		Path second = Files.createSymbolicLink(open.resolve("second"), this.script);
		Path links = Files.createDirectory(this.temporary.resolve("links"));
		Path first = Files.createSymbolicLink(links.resolve("first"), second);
		permit(open, OPEN);
		assertThatRefused(Scripts.command(first.toString()), "others may write to '" + open + "'");
		permit(open, STICKY);
		ForeignUser.own(second);
		assertThatRefused(Scripts.command(first.toString()), "'" + second + "' belongs to");
	}

	@Test
	void scriptOfAnInterpreterIsNotRun() throws IOException {
		permit(this.script, 0757);
		assertThatRefused(Scripts.command("sh", this.script.toString()), "others may write to '" + this.script + "'");
		assertThatRefused(Scripts.command("/bin/sh", "-e", "helper").withWorkingDirectory(this.folder),
				"others may write to '" + this.script + "'");
		assertThatRefused(Scripts.command("env", "-i", "/bin/sh", this.script.toString()),
				"others may write to '" + this.script + "'");
		assertThatRefused(Scripts.command("env", "helper").withEnvironment(Map.of("PATH", this.folder + ":/usr/bin")),
				"others may write to '" + this.script + "'");
	}

	@Test
	void programThatAFileOfAnotherUserNamesIsNotRun() throws IOException {
		Path config = Files.createFile(this.temporary.resolve("config"));
		ForeignUser.own(config);
		ProcessTrust trust = new ProcessTrust(TrustedOwners.defaults(), "profile.trusted-owners", config);
		assertThatRefused(Scripts.command(this.script.toString()).withTrust(trust), "'" + config + "' belongs to",
				"'profile.trusted-owners'");
	}

	private static void assertThatRefused(ProcessOptions options, String message) {
		assertThatRefused(options, message, "");
	}

	private static void assertThatRefused(ProcessOptions options, String message, String advice) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> Scripts.source(options).retrieve())
			.withMessageStartingWith("The program '" + options.command().get(0) + "' is not run, since " + message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION))
			.satisfies((ex) -> assertThat(ex.retryable()).isFalse())
			.satisfies((ex) -> assertThat(ex.advice()).containsAnyOf("chmod o-w", "chown root").contains(advice));
	}

	private static void permit(Path path, int mode) throws IOException {
		Files.setAttribute(path, "unix:mode", mode);
	}

}
