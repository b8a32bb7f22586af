package io.awscredentials.source.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.ForeignUser;
import io.awscredentials.source.NoFiles;
import io.awscredentials.source.TrustedOwners;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link PluginJar}.
 */
class PluginJarTests {

	private static final String RAN = "PluginJarTests.ran";

	@TempDir
	private Path temporary;

	private Path folder;

	private Path copies;

	@BeforeEach
	void createFolders() throws IOException {
		this.temporary = this.temporary.toRealPath();
		this.folder = Files.createDirectory(this.temporary.resolve("plugins"));
		this.copies = Files.createDirectory(this.temporary.resolve("copies"));
	}

	@AfterEach
	void clearProperty() {
		System.clearProperty(RAN);
	}

	@Test
	void fileThatIsNoJarIsNotLoaded() throws IOException {
		Path jar = this.folder.resolve("plugin.jar");
		assertThatLoadingFails(jar).withMessageEndingWith("is not there");
		Files.createFile(jar);
		assertThatLoadingFails(jar).withMessageContaining("is not a jar, or not all of it is there");
		Files.writeString(jar, "s3cret".repeat(1000));
		assertThatLoadingFails(jar).withMessageContaining("is not a jar, or not all of it is there")
			.withMessageNotContaining("s3cret");
		assertThatLoadingFails(this.folder).withMessageEndingWith("is a folder");
	}

	@Test
	@Timeout(20)
	void whatIsNoFileIsNotLoaded() throws Exception {
		Path jar = this.folder.resolve("plugin.jar");
		NoFiles.large(jar);
		assertThatLoadingFails(jar).withMessageEndingWith("is larger than 256 MB");
		Files.delete(jar);
		NoFiles.pipe(jar);
		assertThatLoadingFails(jar).withMessageEndingWith("is a pipe or a device, not a regular file");
	}

	@Test
	void halfOfAJarIsNotLoaded() throws IOException {
		Path jar = flagging().write("plugin.jar");
		byte[] bytes = Files.readAllBytes(jar);
		for (int length : new int[] { 1, bytes.length / 2, bytes.length - 22, bytes.length - 1 }) {
			Files.write(jar, Arrays.copyOf(bytes, length));
			assertThatLoadingFails(jar).withMessageContaining("not all of it is there")
				.satisfies((ex) -> assertThat(ex.advice()).contains("renaming"));
		}
	}

	@Test
	void jarThatOthersMayWriteToIsNotLoaded() throws IOException {
		Path jar = flagging().write("plugin.jar");
		permit(jar, "rw-r--rw-");
		assertThatLoadingFails(jar).withMessageEndingWith("is not loaded, since others may write to '" + jar + "'")
			.satisfies((ex) -> assertThat(ex.advice()).contains("chmod o-w " + jar));
		permit(jar, "rw-rw-r--");
		permit(this.folder, "rwxrwxrwx");
		assertThatLoadingFails(jar).withMessageContaining("others may write to '" + this.folder + "'");
		Files.setAttribute(this.folder, "unix:mode", 01777);
		load(PluginOptions.of(jar)).retrieve();
	}

	@Test
	void jarOfAnotherUserIsNotLoadedUnlessTheOwnerIsNamed() throws IOException {
		Path jar = flagging().write("plugin.jar");
		ForeignUser.own(jar);
		assertThatLoadingFails(jar)
			.withMessageContaining("is not loaded, since '" + jar + "' belongs to the user ID 54321")
			.satisfies((ex) -> assertThat(ex.advice()).contains("'plugin.trusted-owners'"));
		TrustedOwners owners = TrustedOwners.of(List.of(String.valueOf(ForeignUser.ID)));
		load(PluginOptions.of(jar).withTrustedOwners(owners)).retrieve();
	}

	@Test
	void checksumMustMatchBeforeAClassIsLoaded() throws IOException {
		Path jar = flagging().write("plugin.jar");
		String other = "0".repeat(64);
		PluginCredentialsSource source = load(PluginOptions.of(jar).withSha256(other));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("its SHA-256 is " + PluginJar.sha256(PluginOptions.of(jar)) + ", not " + other)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_CHECKSUM))
			.satisfies((ex) -> assertThat(ex.retryable()).isFalse());
		assertThat(System.getProperty(RAN)).isNull();
		assertThat(this.copies).isEmptyDirectory();
	}

	@Test
	void checksumThatMatchesIsReadInAnyCase() throws IOException {
		Path jar = flagging().write("plugin.jar");
		String sha256 = PluginJar.sha256(PluginOptions.of(jar));
		load(PluginOptions.of(jar).withSha256(sha256)).retrieve();
		load(PluginOptions.of(jar).withSha256(sha256.toUpperCase(Locale.ROOT))).retrieve();
		assertThat(System.getProperty(RAN)).isEqualTo("yes");
	}

	@Test
	void checksumIsThatOfTheTools() throws IOException {
		Path file = Files.writeString(this.folder.resolve("abc"), "abc");
		assertThat(PluginJar.sha256(PluginOptions.of(file)))
			.isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@Test
	void checksumThatIsNoneIsRefused() {
		for (String sha256 : List.of("", "abc", "0".repeat(63), "0".repeat(65), "g".repeat(64))) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> PluginOptions.of(this.folder).withSha256(sha256))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
		}
	}

	@Test
	void whatIsLoadedIsWhatWasCheckedWhateverBecomesOfTheFile() throws IOException {
		Path jar = new TestJar(this.folder).entry("a", "checked").write("plugin.jar");
		Path evil = new TestJar(this.folder).entry("a", "swapped").write("evil.jar");
		PluginOptions options = PluginOptions.of(jar).withSha256(PluginJar.sha256(PluginOptions.of(jar)));
		try (PluginJar opened = PluginJar.open(options, this.copies)) {
			Files.move(evil, jar, StandardCopyOption.ATOMIC_MOVE);
			assertThat(opened.read("a")).asString().isEqualTo("checked");
			Files.write(jar, new byte[0]);
			assertThat(opened.read("a")).asString().isEqualTo("checked");
		}
	}

	@Test
	void classThatIsNeededLaterIsThatOfTheFileThatWasChecked() throws IOException {
		String late = "public class Late { public static String late() { return \"%s\"; } }";
		String plugin = """
				private int calls;
				public Credentials retrieve() {
					return new Credentials("ASIA", "secret", (this.calls++ > 0) ? Late.late() : "early", null, null);
				}
				""";
		TestJar jar = TestJar.plugin(this.folder, plugin).source("demo.Late", late.formatted("checked"));
		PluginCredentialsSource source = load(PluginOptions.of(jar.write("plugin.jar")));
		assertThat(source.retrieve().sessionToken()).isEqualTo("early");
		TestJar.plugin(this.folder, plugin).source("demo.Late", late.formatted("swapped")).write("plugin.jar");
		assertThat(source.retrieve().sessionToken()).isEqualTo("checked");
	}

	@Test
	void copyIsNowhereToBeSeenAndGoesWithTheSource() throws IOException {
		PluginCredentialsSource source = load(PluginOptions.of(flagging().write("plugin.jar")));
		source.retrieve();
		assertThat(this.copies).isEmptyDirectory();
		assertThat(openCopies()).isEqualTo(1);
		source.close();
		assertThat(openCopies()).isZero();
	}

	@Test
	void copyOfWhatIsNotLoadedGoesAtOnce() throws IOException {
		Path jar = Files.writeString(this.folder.resolve("plugin.jar"), "garbage");
		assertThatLoadingFails(jar);
		assertThatLoadingFails(new TestJar(this.folder).entry("a", "").write("plugin.jar"),
				CredentialsErrorCode.PLUGIN_LOOKUP);
		assertThat(this.copies).isEmptyDirectory();
		assertThat(openCopies()).isZero();
	}

	@Test
	void folderOfTheCopyMustNotBeOpenToOthers() throws IOException {
		Path jar = flagging().write("plugin.jar");
		permit(this.copies, "rwxrwxrwx");
		assertThatLoadingFails(jar).withMessageContaining("others may write to '" + this.copies + "'");
		assertThat(this.copies).isEmptyDirectory();
		Files.delete(this.copies);
		assertThatLoadingFails(jar).withMessageContaining("no private copy can be made in '" + this.copies + "'")
			.satisfies((ex) -> assertThat(ex.advice()).contains("java.io.tmpdir"));
	}

	private TestJar flagging() {
		return TestJar.plugin(this.folder, "static { System.setProperty(\"" + RAN + "\", \"yes\"); }" + TestJar.GIVES);
	}

	private PluginCredentialsSource load(PluginOptions options) {
		return new PluginCredentialsSource(options, InstantSource.system(), this.copies);
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatLoadingFails(Path jar) {
		return assertThatLoadingFails(jar, CredentialsErrorCode.PLUGIN_LOAD);
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatLoadingFails(Path jar,
			CredentialsErrorCode code) {
		return assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> load(PluginOptions.of(jar)).retrieve())
			.withMessageStartingWith("The plugin '" + jar + "' ")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private long openCopies() throws IOException {
		Path files = Path.of("/proc/self/fd");
		assumeThat(files).exists();
		try (Stream<Path> open = Files.list(files)) {
			return open.filter((file) -> target(file).startsWith(this.copies.toString())).count();
		}
	}

	private static String target(Path file) {
		try {
			return Files.readSymbolicLink(file).toString();
		}
		catch (IOException ex) {
			return "closed meanwhile";
		}
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
