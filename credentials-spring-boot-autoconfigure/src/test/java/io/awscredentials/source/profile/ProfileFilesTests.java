package io.awscredentials.source.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.NoFiles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileFiles}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProfileFilesTests {

	@TempDir
	private Path home;

	private Path config;

	private Path credentials;

	@BeforeEach
	void createFolder() throws IOException {
		Path folder = Files.createDirectory(this.home.resolve(".aws"));
		this.config = folder.resolve("config");
		this.credentials = folder.resolve("credentials");
	}

	@Test
	void profilesWhenThereAreNoFilesIsEmptyAndSilent(CapturedOutput output) {
		Profiles profiles = files(true).profiles();
		assertThat(profiles.all(SectionHeader.Type.PROFILE)).isEmpty();
		assertThat(profiles.config()).hasToString(this.config + " (does not exist)");
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void profilesMayBeReadByOneThreadAfterTheOther() throws Exception {
		Files.writeString(this.config, "[default]\nregion = a\n");
		ProfileFiles files = files(true);
		assertThat(region(files)).isEqualTo("a");
		assertThat(CompletableFuture.supplyAsync(() -> region(files)).get(30, TimeUnit.SECONDS)).isEqualTo("a");
	}

	@Test
	void ssoSessionIsThatOfTheFileAsItIs() throws IOException {
		ProfileFiles files = files(true);
		assertThat(files.configFile()).isEqualTo(this.config.toString());
		assertThat(files.ssoSession("dev")).isNull();
		Files.writeString(this.config, "[sso-session dev]\nsso_start_url = https://x/start\nsso_region = eu-west-1\n");
		assertThat(files.ssoSession("dev")).isEqualTo(new ProfileSsoSession("dev", "https://x/start", "eu-west-1"));
	}

	@Test
	void profilesWhenNothingChangedReturnsTheSame() throws IOException {
		Files.writeString(this.config, "[default]\nregion = a\n");
		ProfileFiles files = files(true);
		Profiles profiles = files.profiles();
		Files.setLastModifiedTime(this.config, FileTime.fromMillis(0));
		assertThat(files.profiles()).isSameAs(profiles);
	}

	@Test
	void profilesWhenFileAppearsChangesOrGoesReadsItAgain() throws IOException {
		ProfileFiles files = files(true);
		assertThat(region(files)).isEqualTo("none");
		Files.writeString(this.config, "[default]\nregion = a\n");
		assertThat(region(files)).isEqualTo("a");
		Files.writeString(this.credentials, "[default]\nregion = c\n");
		assertThat(region(files)).isEqualTo("c");
		Files.delete(this.credentials);
		assertThat(region(files)).isEqualTo("a");
		Files.delete(this.config);
		assertThat(region(files)).isEqualTo("none");
	}

	@Test
	void profilesWhenChangeKeepsSizeAndTimeReadsItAgain() throws IOException {
		Files.writeString(this.config, "[default]\nregion = a\n");
		FileTime time = Files.getLastModifiedTime(this.config);
		ProfileFiles files = files(true);
		assertThat(region(files)).isEqualTo("a");
		Files.writeString(this.config, "[default]\nregion = b\n");
		Files.setLastModifiedTime(this.config, time);
		assertThat(region(files)).isEqualTo("b");
	}

	@Test
	void profilesWhenLinkPointsElsewhereReadsThat() throws IOException {
		Path first = Files.writeString(this.home.resolve("1"), "[default]\nregion = a\n");
		Path second = Files.writeString(this.home.resolve("2"), "[default]\nregion = b\n");
		Files.createSymbolicLink(this.config, first);
		ProfileFiles files = files(true);
		assertThat(region(files)).isEqualTo("a");
		Path link = Files.createSymbolicLink(this.home.resolve("link"), second);
		Files.move(link, this.config, StandardCopyOption.ATOMIC_MOVE);
		assertThat(Files.isSymbolicLink(this.config)).isTrue();
		assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
		assertThat(region(files)).isEqualTo("b");
	}

	@Test
	void profilesWhenReloadIsOffReadsOnce() throws IOException {
		Files.writeString(this.config, "[default]\nregion = a\n");
		ProfileFiles files = files(false);
		assertThat(region(files)).isEqualTo("a");
		Files.writeString(this.config, "[default]\nregion = b\n");
		assertThat(region(files)).isEqualTo("a");
	}

	@Test
	void profilesWhenReloadIsOffAndFileIsBrokenReadsUntilItIsNot() throws IOException {
		Files.writeString(this.config, "[default\n");
		ProfileFiles files = files(false);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(files::profiles);
		Files.writeString(this.config, "[default]\nregion = a\n");
		assertThat(region(files)).isEqualTo("a");
		Files.writeString(this.config, "[default\n");
		assertThat(region(files)).isEqualTo("a");
	}

	@Test
	void profilesWhenChangeBreaksFileFailsUntilItIsMended() throws IOException {
		Files.writeString(this.config, "[default]\nregion = a\n");
		ProfileFiles files = files(true);
		assertThat(region(files)).isEqualTo("a");
		Files.writeString(this.config, "[default]\nregion = b\naws_sec");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(files::profiles)
				.withMessageStartingWith(this.config + ", line 3: ")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE));
		}
		Files.writeString(this.config, "[default]\nregion = b\n");
		assertThat(region(files)).isEqualTo("b");
	}

	@Test
	void planWhenFilesSayTheSameIsEqualAndWhenTheyAreTheSameIsTheSame() throws IOException {
		String keys = "[default]\naws_access_key_id = AKIAONE\naws_secret_access_key = secret\n";
		Files.writeString(this.credentials, keys);
		ProfileFiles files = files(true);
		ProfilePlan plan = files.plan();
		assertThat(files.plan()).isSameAs(plan);
		Files.writeString(this.credentials, "# rotated elsewhere\n" + keys);
		assertThat(files.plan()).isNotSameAs(plan).isEqualTo(plan);
		Files.writeString(this.credentials, keys.replace("ONE", "TWO"));
		assertThat(files.plan()).isNotEqualTo(plan);
	}

	@Test
	void profilesWhenFileHasWarningsLogsThemOncePerVersion(CapturedOutput output) throws IOException {
		Files.writeString(this.config, "[dev]\n");
		ProfileFiles files = files(true);
		files.profiles();
		files.profiles();
		assertThat(output.getOut().split("section 'dev' is ignored", -1)).hasSize(2);
		Files.writeString(this.config, "[dev]\n# changed\n");
		files.profiles();
		assertThat(output.getOut().split("section 'dev' is ignored", -1)).hasSize(3);
	}

	@Test
	void profilesWhenNamedFileIsMissingWarns(CapturedOutput output) {
		ProfileFiles files = new ProfileFiles(ProfileOptions.defaults(),
				Map.of("HOME", this.home.toString(), "AWS_CONFIG_FILE", "/no/such/file")::get, null);
		assertThat(region(files)).isEqualTo("none");
		assertThat(output).contains("'AWS_CONFIG_FILE' names /no/such/file: does not exist");
	}

	@Test
	void profilesWhenFileIsNotReadableIsEmptyAndWarns(CapturedOutput output) throws IOException {
		Files.createDirectory(this.config);
		assertThat(region(files(true))).isEqualTo("none");
		assertThat(output).contains(this.config + " can't be read");
	}

	@Test
	void profilesWhenAccessIsDeniedIsEmptyAndWarns(CapturedOutput output) throws IOException {
		Files.writeString(this.config, "[default]\nregion = a\n");
		Files.setPosixFilePermissions(this.config, PosixFilePermissions.fromString("---------"));
		Assumptions.assumeFalse(Files.isReadable(this.config), "this user may read everything");
		assertThat(region(files(true))).isEqualTo("none");
		assertThat(output).contains(this.config + " can't be read: permission denied");
	}

	@Test
	void profilesWhenFileHasByteOrderMarkReadsPastIt() throws IOException {
		Files.writeString(this.config, "\uFEFF[default]\r\nregion = a\r\nname = Zoë 😂\r\n");
		ProfileSection profile = ProfileTexts.profile(files(true).profiles(), "default");
		assertThat(profile.text("name")).isEqualTo("Zoë 😂");
	}

	@Test
	void profilesWhenFileIsNotUtf8FailsWithTheLine() throws IOException {
		Files.write(this.config, "[default]\n# groß\nregion = a\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> files(true).profiles())
			.withMessage(this.config + ", line 2: The line is not UTF-8 text");
		Files.write(this.config, "\uFEFF[default]\n".getBytes(StandardCharsets.UTF_16LE));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> files(true).profiles())
			.withMessageContaining("UTF-16");
	}

	@Test
	void profilesWhenPathIsInvalidIsEmpty() {
		ProfileFiles files = new ProfileFiles(new ProfileOptions(null, "/a\0b", null, true), (name) -> null, null);
		assertThat(region(files)).isEqualTo("none");
	}

	@Test
	void profilesWhenFileIsNoRegularFileFails() throws Exception {
		NoFiles.pipe(this.config);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> files(true).profiles())
			.withMessage("The file " + this.config + " is a pipe or a device, not a regular file")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE));
		Files.delete(this.config);
		NoFiles.large(this.config);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> files(true).profiles())
			.withMessage("The file " + this.config + " is larger than 10 MB");
	}

	@Test
	void profilesWhenFileIsTheNullDeviceIsEmpty(CapturedOutput output) {
		ProfileFiles files = new ProfileFiles(ProfileOptions.defaults(),
				Map.of("HOME", this.home.toString(), "AWS_CONFIG_FILE", "/dev/null")::get, null);
		assertThat(region(files)).isEqualTo("none");
		assertThat(output).doesNotContain("/dev/null");
	}

	private ProfileFiles files(boolean reload) {
		return new ProfileFiles(new ProfileOptions(null, null, null, reload), Map.of("HOME", this.home.toString())::get,
				null);
	}

	private String region(ProfileFiles files) {
		ProfileSection profile = files.profiles().profile("default");
		String region = (profile != null) ? profile.text("region") : null;
		return (region != null) ? region : "none";
	}

}
