package io.awscredentials.source;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link TrustedOwners}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrustedOwnersTests {

	private static final TrustedOwners DEFAULTS = TrustedOwners.defaults();

	@TempDir
	private Path temporary;

	private Path folder;

	private Path real;

	private Path links;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		assumeThat(this.temporary.getFileSystem().supportedFileAttributeViews()).contains("unix");
		this.folder = this.temporary.toRealPath();
		this.real = Files.createDirectories(this.folder.resolve("parent/real"));
		this.links = Files.createDirectory(this.folder.resolve("links"));
		this.file = Files.createFile(this.real.resolve("file"));
		permit(this.real.getParent(), 0755);
		permit(this.real, 0755);
		permit(this.links, 0755);
		permit(this.file, 0755);
	}

	@Test
	void fileOfRootOrTheServiceIsFine() throws IOException {
		DEFAULTS.check(this.file);
		DEFAULTS.check(Path.of("/bin/sh"));
	}

	@Test
	void fileOfAnotherUserIsNot() throws IOException {
		ForeignUser.own(this.file);
		assertThatFails(this.file)
			.withMessage("'" + this.file
					+ "' belongs to the user ID 54321, who is neither root nor the user of this service")
			.satisfies((ex) -> assertThat(ex.advice("process.trusted-owners")).contains("chown root " + this.file)
				.contains("'process.trusted-owners'"));
	}

	@Test
	void fileOfAnotherUserInAStickyFolderIsNot() throws IOException {
		permit(this.real, 01777);
		DEFAULTS.check(this.file);
		ForeignUser.own(this.file);
		assertThatFails(this.file).withMessageStartingWith("'" + this.file + "' belongs to");
	}

	@Test
	void folderOfAnotherUserIsNot() throws IOException {
		ForeignUser.own(this.real.getParent());
		assertThatFails(this.file).withMessageStartingWith("'" + this.real.getParent() + "' belongs to");
	}

	@Test
	void linkOfAnotherUserIsNot() throws IOException {
		Path link = Files.createSymbolicLink(this.links.resolve("link"), this.file);
		DEFAULTS.check(link);
		ForeignUser.own(link);
		assertThatFails(link).withMessageStartingWith("'" + link + "' belongs to");
	}

	@Test
	void nameOfTheOwnerIsTold() throws IOException {
		ForeignUser.own(this.file);
		Files.setAttribute(this.file, "unix:uid", 1);
		String name = Files.getOwner(this.file).getName();
		assumeThat(name).isNotEqualTo("1");
		assertThatFails(this.file).withMessageContaining("belongs to '" + name + "' (user ID 1), who");
		TrustedOwners.of(List.of(name)).check(this.file);
	}

	@Test
	void namedOwnerIsFine() throws IOException {
		ForeignUser.own(this.file);
		ForeignUser.own(this.real);
		TrustedOwners.of(List.of("1", String.valueOf(ForeignUser.ID))).check(this.file);
	}

	@Test
	void unknownOwnerCanNotBeNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> TrustedOwners.of(List.of("0", "no-such-user")))
			.withMessage("'no-such-user' is not the name of a user here");
	}

	@Test
	void fileThatOthersMayWriteToIsNot() throws IOException {
		permit(this.file, 0702);
		assertThatFails(this.file).withMessage("others may write to '" + this.file + "'")
			.satisfies((ex) -> assertThat(ex.advice("x")).endsWith("chmod o-w " + this.file));
		permit(this.file, 01702);
		assertThatFails(this.file);
	}

	@Test
	void folderThatOthersMayWriteToIsNotUnlessSticky() throws IOException {
		permit(this.real, 0707);
		assertThatFails(this.file).withMessage("others may write to '" + this.real + "'");
		permit(this.real, 01777);
		DEFAULTS.check(this.file);
	}

	@Test
	void everyFolderAboveCounts() throws IOException {
		permit(this.real.getParent(), 0777);
		assertThatFails(this.file).withMessage("others may write to '" + this.real.getParent() + "'");
	}

	@Test
	void everyLinkOfAChainCounts() throws IOException {
		Path open = Files.createDirectory(this.folder.resolve("open"));
		Path second = Files.createSymbolicLink(open.resolve("second"), Path.of("../parent/real/./file"));
		Path first = Files.createSymbolicLink(this.links.resolve("first"), second);
		DEFAULTS.check(first);
		permit(open, 0777);
		assertThatFails(first).withMessage("others may write to '" + open + "'");
	}

	@Test
	void linkOfAFolderCounts() throws IOException {
		Path open = Files.createDirectory(this.folder.resolve("open"));
		Path bin = Files.createSymbolicLink(open.resolve("bin"), this.real);
		DEFAULTS.check(bin.resolve("file"));
		permit(open, 0777);
		assertThatFails(bin.resolve("file")).withMessage("others may write to '" + open + "'");
		assertThatFails(Path.of(this.real + "/../../open/bin/file")).withMessage("others may write to '" + open + "'");
	}

	@Test
	void folderThatAPathOnlyPassesCounts() throws IOException {
		permit(this.links, 0777);
		assertThatFails(Path.of(this.links + "/../parent/real/file"))
			.withMessage("others may write to '" + this.links + "'");
	}

	@Test
	void linksInALoopAreNoFile() throws IOException {
		Path one = this.links.resolve("one");
		Path two = Files.createSymbolicLink(this.links.resolve("two"), one);
		Files.createSymbolicLink(one, two);
		assertThatExceptionOfType(FileSystemLoopException.class).isThrownBy(() -> DEFAULTS.check(one));
	}

	@Test
	void missingFileIsNoFile() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> DEFAULTS.check(this.folder.resolve("none")));
	}

	@Test
	void fileThatAGroupMayWriteToIsWarnedOfOnce(CapturedOutput output) throws IOException {
		group(this.real, ForeignUser.ID);
		permit(this.real, 0775);
		DEFAULTS.check(this.file);
		DEFAULTS.check(this.file);
		assertThat(output.getOut().split("The group of '" + this.real + "' may write to it", -1)).hasSize(2);
	}

	@Test
	void fileThatAGroupMayWriteToIsRefusedWhereOwnersAreNamed() throws IOException {
		group(this.real, ForeignUser.ID);
		permit(this.real, 0775);
		assertThatExceptionOfType(UntrustedFileException.class)
			.isThrownBy(() -> TrustedOwners.of(List.of("1")).check(this.file))
			.withMessage("its group may write to '" + this.real + "'")
			.satisfies((ex) -> assertThat(ex.advice("process.trusted-owners"))
				.isEqualTo("Take that permission away, which 'process.trusted-owners' does not allow: chmod g-w "
						+ this.real));
		permit(this.real, 01775);
		TrustedOwners.of(List.of("1")).check(this.file);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void fileThatTheGroupOfRootMayWriteToIsFine(boolean named, CapturedOutput output) throws IOException {
		group(this.real, 0);
		permit(this.real, 0775);
		TrustedOwners owners = (named) ? TrustedOwners.of(List.of("1")) : DEFAULTS;
		assertThatCode(() -> owners.check(this.file)).doesNotThrowAnyException();
		assertThat(output).doesNotContain("The group of");
	}

	private static ThrowableAssertAlternative<UntrustedFileException> assertThatFails(Path file) {
		return assertThatExceptionOfType(UntrustedFileException.class).isThrownBy(() -> DEFAULTS.check(file));
	}

	private static void permit(Path path, int mode) throws IOException {
		Files.setAttribute(path, "unix:mode", mode);
	}

	private static void group(Path path, int gid) throws IOException {
		ForeignUser.own(path);
		Files.setAttribute(path, "unix:uid", 0);
		Files.setAttribute(path, "unix:gid", gid);
	}

}
