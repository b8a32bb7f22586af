package io.awscredentials.source.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileCredentialsSource}.
 */
class ProfileCredentialsSourceTests implements ProfileSources, DetailedSource {

	private static final String ROLE = """
			[profile a]
			role_arn = r
			source_profile = b
			[profile b]
			credential_process = x
			aws_account_id = 999999999999
			region = eu-west-1
			""";

	private final List<ProfileStep> created = new ArrayList<>();

	private Credentials credentials = new Credentials("AKIA", "secret", null, null, null);

	private @Nullable CredentialsException failure;

	private @Nullable Credentials rejected;

	private boolean unusable;

	@TempDir
	private Path home;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectory(this.home.resolve(".aws"));
		write(ROLE);
	}

	private void write(String config) throws IOException {
		Files.writeString(this.home.resolve(".aws/config"), config);
	}

	private ProfileCredentialsSource source(String profile) {
		return new ProfileCredentialsSource(new ProfileFiles(new ProfileOptions(profile, null, null, true),
				Map.of("HOME", this.home.toString())::get, null), this);
	}

	@Override
	public CredentialsSource first(ProfileStep.Base step, ProfileSettings settings) {
		if (this.unusable) {
			throw ProfileErrors.invalid("Can't be used", "Use another one");
		}
		this.created.add(step);
		return this;
	}

	@Override
	public CredentialsSource assumeRole(CredentialsSource source, ProfileStep.AssumeRole step,
			ProfileSettings settings) {
		this.created.add(step);
		return source;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		if (this.failure != null) {
			throw this.failure;
		}
		Credentials credentials = this.credentials;
		return new RetrievedCredentials(credentials, PastExpiry.SERVE).withKeeper(() -> this.rejected = credentials);
	}

	@Override
	public String name() {
		return "Step";
	}

	@Test
	void retrieveGoesTheStepsOfTheProfile() {
		ProfileCredentialsSource source = source("a");
		assertThat(source.name()).isEqualTo("Profile");
		RetrievedCredentials retrieved = source.retrieveDetailed();
		assertThat(this.created).extracting(ProfileStep::profile).containsExactly("b", "a");
		assertThat(source.name()).isEqualTo("Step (profile a)");
		assertThat(retrieved.pastExpiry()).isEqualTo(PastExpiry.SERVE);
		assertThat(retrieved.recheckAfter()).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.rejected).isNull();
		retrieved.reject();
		assertThat(this.rejected).isSameAs(this.credentials);
	}

	@Test
	void retrieveWithoutReloadNeitherLooksAgainNorReadsAgain() throws IOException {
		ProfileCredentialsSource source = new ProfileCredentialsSource(new ProfileFiles(
				new ProfileOptions("a", null, null, false), Map.of("HOME", this.home.toString())::get, null), this);
		assertThat(source.retrieveDetailed().recheckAfter()).isNull();
		write("[default]\n");
		assertThat(source.retrieveDetailed().recheckAfter()).isNull();
		assertThat(this.created).hasSize(2);
	}

	@Test
	void retrieveKeepsItsSourcesWhileTheFilesSayTheSame() throws IOException {
		ProfileCredentialsSource source = source("a");
		source.retrieve();
		source.retrieve();
		write("# a line more\n[profile other]\nregion = us-east-1\n" + ROLE);
		source.retrieve();
		assertThat(this.created).hasSize(2);
	}

	@Test
	void retrieveWhenAStepOrTheWayToItChangesCreatesItsSourcesAnew() throws IOException {
		ProfileCredentialsSource source = source("a");
		source.retrieve();
		write(ROLE.replace("role_arn = r", "role_arn = q"));
		source.retrieve();
		assertThat(this.created).hasSize(4);
		write(ROLE.replace("role_arn = r", "role_arn = q").replace("eu-west-1", "eu-west-2"));
		source.retrieve();
		assertThat(this.created).hasSize(6);
		write(ROLE.replace("role_arn = r", "role_arn = q\nendpoint_url = http://localhost"));
		source.retrieve();
		assertThat(this.created).hasSize(8);
	}

	@Test
	void retrieveWhenAStepFailsNamesTheProfileAndKeepsTheRest() {
		MfaChallenge challenge = new MfaChallenge("serial", null, "default", 1);
		this.failure = new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "AssumeRole", "A code is needed")
			.withMfaChallenge(challenge)
			.withAdvice("Give it")
			.withRetryable(true)
			.withNextAttempt(Duration.ofSeconds(7));
		CredentialsException thrown = failure(source("a"));
		assertThat(thrown)
			.hasMessage("Profile 'a' (" + this.home.resolve(".aws/config") + ", line 1): A code is needed");
		assertThat(thrown.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
		assertThat(thrown.source()).isEqualTo("AssumeRole");
		assertThat(thrown.mfaChallenge()).isEqualTo(challenge);
		assertThat(thrown.advice()).isEqualTo("Give it");
		assertThat(thrown.retryable()).isTrue();
		assertThat(thrown.nextAttempt()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void retrieveWhenAStepFindsNothingIsAFailureOfTheProfile() {
		this.failure = new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Environment", "X is not set");
		CredentialsException thrown = failure(source("b"));
		assertThat(thrown.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID);
		assertThat(thrown).hasMessageStartingWith("Profile 'b' (")
			.hasMessageEndingWith(": X is not set")
			.hasCause(this.failure);
	}

	@Test
	void retrieveWhenThereIsNoProfileIsNotAFailureOfOne() {
		assertThat(failure(source("c"))).hasMessageStartingWith("Profile 'c', which 'profile.name' names, is not in ");
		assertThat(this.created).isEmpty();
	}

	@Test
	void retrieveWhenTheFilesFailIsWorthAnotherLookAsSoonAsWhenTheyDoNot() throws IOException {
		ProfileCredentialsSource source = source("a");
		source.retrieve();
		write("[profile a]\nrole_arn = r\n");
		assertThat(failure(source).nextAttempt()).isEqualTo(Duration.ofSeconds(10));
		assertThat(failure(source).retryable()).isTrue();
		assertThat(failure(source("a")).retryable()).isFalse();
		write("[profile a");
		assertThat(failure(source).nextAttempt()).isEqualTo(Duration.ofSeconds(10));
		write(ROLE.replace("role_arn = r", "role_arn = q"));
		this.unusable = true;
		CredentialsException thrown = failure(source);
		assertThat(thrown).hasMessageStartingWith("Profile 'a' (").hasMessageEndingWith("): Can't be used");
		assertThat(thrown.nextAttempt()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void retrieveWhenAStepFailsOrTheFilesAreNotLookedAtAgainLeavesTheNextAttemptToOthers() throws IOException {
		this.failure = new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION, "Process", "x");
		assertThat(failure(source("b")).nextAttempt()).isNull();
		write("[profile a");
		ProfileFiles files = new ProfileFiles(new ProfileOptions("a", null, null, false),
				Map.of("HOME", this.home.toString())::get, null);
		ProfileCredentialsSource source = new ProfileCredentialsSource(files, this);
		assertThat(failure(source).nextAttempt()).isNull();
		this.failure = null;
		write(ROLE);
		assertThat(source.retrieveDetailed().recheckAfter()).isNull();
	}

	@Test
	void retrieveWhenAProcessTellsNoAccountTakesThatOfTheProfile() {
		ProfileCredentialsSource source = source("b");
		assertThat(source.retrieve().accountId()).isEqualTo("999999999999");
		assertThat(source.name()).isEqualTo("Step (profile b)");
		assertThat(source.retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.SERVE);
		this.credentials = new Credentials("AKIA", "secret", "token", null, "123456789012");
		assertThat(source.retrieve()).isSameAs(this.credentials);
	}

	private static CredentialsException failure(CredentialsSource source) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

}
