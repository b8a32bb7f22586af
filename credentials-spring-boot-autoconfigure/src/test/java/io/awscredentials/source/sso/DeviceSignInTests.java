package io.awscredentials.source.sso;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.SignInChallenge;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.awscredentials.source.sso.SsoFixture.fails;
import static io.awscredentials.source.sso.SsoFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SsoSession} letting a person sign in.
 */
class DeviceSignInTests {

	private static final String TOKEN = "CreateToken";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture sso;

	@SuppressWarnings("NullAway.Init")
	private SsoSession session;

	@BeforeEach
	void start() {
		this.sso = new SsoFixture(this.folder.resolve("home/.aws/sso/cache"));
		this.session = session();
	}

	private SsoSession session() {
		return this.sso.session(new SsoSessionOptions("dev", SsoFixture.START_URL, AwsTestServer.REGION,
				this.sso.cache.toString(), true, null));
	}

	@AfterEach
	void stop() {
		this.sso.close();
	}

	private Path file() {
		return this.sso.cache.resolve("34c6fceca75e456f25e7e99531e2425c6c1de443.json");
	}

	private CredentialsException failure() {
		return Objects
			.requireNonNull(catchThrowableOfType(CredentialsException.class, () -> this.session.accessToken()));
	}

	private SignInChallenge challenge() {
		return Objects.requireNonNull(failure().signInChallenge());
	}

	/** Let the time pass until the source wants to be asked again. */
	private CredentialsException later(CredentialsException failure) {
		this.sso.advance(Objects.requireNonNull(failure.nextAttempt()));
		return failure();
	}

	@Test
	void firstRetrievalStartsASignIn() {
		this.sso.advance(Duration.ofMillis(771));
		CredentialsException failure = failure();
		assertThat(this.sso.aws.requests()).extracting(RecordedRequest::action)
			.containsExactly("RegisterClient", "StartDeviceAuthorization");
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.SSO_TOKEN_MISSING);
		assertThat(failure.retryable()).isFalse();
		SignInChallenge challenge = Objects.requireNonNull(failure.signInChallenge());
		assertThat(challenge.verificationUri()).isEqualTo(this.sso.uri() + "/device");
		assertThat(challenge.link()).endsWith("user_code=" + challenge.userCode());
		assertThat(challenge.expiresAt()).isEqualTo("2026-11-21T08:10:00Z");
		assertThat(failure).hasMessageContaining(file().toString()).hasMessageContaining("2026-11-21T08:10:00Z");
		assertThat(failure.advice())
			.isEqualTo("Open " + challenge.link() + " and confirm the code " + challenge.userCode());
		assertThat(failure.nextAttempt()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_001));
		assertThat(this.sso.aws.requests().get(0).parameters()).containsEntry("clientType", "public");
		assertThat(this.sso.aws.requests().get(0).body()).contains("\"scopes\":[\"sso:account:access\"]");
	}

	@Test
	void retrievalsInBetweenAskNobody() {
		SignInChallenge challenge = challenge();
		this.sso.advance(Duration.ofMillis(999));
		assertThat(challenge()).isEqualTo(challenge);
		assertThat(failure().nextAttempt()).isEqualTo(Duration.ofMillis(2));
		assertThat(this.sso.aws.count(TOKEN)).isZero();
	}

	@Test
	void retrievalAfterTheIntervalAsksOnce() {
		CredentialsException first = failure();
		CredentialsException second = later(first);
		assertThat(second.signInChallenge()).isEqualTo(first.signInChallenge());
		assertThat(this.sso.aws.count(TOKEN)).isOne();
		later(second);
		assertThat(this.sso.aws.count(TOKEN)).isEqualTo(2);
	}

	@Test
	void tokenIsThereAndSharedOnceThePersonSignedIn() {
		CredentialsException failure = failure();
		this.sso.aws.identityCenter().approve(challenge().userCode());
		this.sso.advance(Objects.requireNonNull(failure.nextAttempt()));
		String token = this.session.accessToken();
		assertThat(token).isEqualTo(text(file(), "accessToken"));
		assertThat(text(file(), "startUrl")).isEqualTo(SsoFixture.START_URL);
		assertThat(text(file(), "region")).isEqualTo("us-east-1");
		assertThat(text(file(), "expiresAt")).matches("2026-11-21T09:00:0\\dZ");
		assertThat(text(file(), "registrationExpiresAt")).matches("2027-02-19T08:00:0\\dZ");
		assertThat(text(file(), "clientId")).isNotBlank();
		assertThat(text(file(), "clientSecret")).isNotBlank();
		assertThat(text(file(), "refreshToken")).isNotBlank();
		assertThat(this.sso.session(this.sso.options("dev")).accessToken()).isEqualTo(token);
		this.sso.advance(Duration.ofDays(1));
		assertThat(this.session.accessToken()).isNotEqualTo(token);
		assertThat(this.sso.aws.count("StartDeviceAuthorization")).isOne();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void filesAndFoldersAreForTheirOwnerOnly() throws Exception {
		CredentialsException failure = failure();
		this.sso.aws.identityCenter().approve(challenge().userCode());
		this.sso.advance(Objects.requireNonNull(failure.nextAttempt()));
		this.session.accessToken();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		for (Path path = this.sso.cache; !path.equals(this.folder); path = Objects.requireNonNull(path.getParent())) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwx------");
		}
	}

	@Test
	void slowDownAddsFiveSeconds() {
		CredentialsException failure = failure();
		this.sso.aws.identityCenter().slowDown(challenge().userCode());
		CredentialsException slower = later(failure);
		assertThat(slower.nextAttempt()).isEqualTo(Duration.ofMillis(6_001));
		assertThat(slower.signInChallenge()).isEqualTo(failure.signInChallenge());
		assertThat(later(slower).nextAttempt()).isEqualTo(Duration.ofMillis(6_001));
	}

	@Test
	void outageOfTheServiceIsWaitedOut() {
		CredentialsException failure = failure();
		Fault outage = Fault.status(500).onAction(TOKEN);
		this.sso.aws.fault(outage);
		CredentialsException during = later(failure);
		assertThat(during.signInChallenge()).isEqualTo(failure.signInChallenge());
		assertThat(during.nextAttempt()).isEqualTo(Duration.ofMillis(6_001));
		assertThat(this.sso.aws.count(TOKEN)).isOne();
		this.sso.aws.removeFault(outage);
		this.sso.aws.identityCenter().approve(challenge().userCode());
		this.sso.advance(Objects.requireNonNull(during.nextAttempt()));
		assertThat(this.session.accessToken()).isNotBlank();
	}

	@Test
	void codeThatExpiredIsFollowedByANewOneOnDemand() {
		SignInChallenge first = challenge();
		this.sso.advance(Duration.ofMinutes(10));
		CredentialsException expired = failure();
		assertThat(expired.code()).isEqualTo(CredentialsErrorCode.SSO_TOKEN_EXPIRED);
		assertThat(expired.signInChallenge()).isNull();
		assertThat(expired.retryable()).isFalse();
		assertThat(expired.nextAttempt()).isEqualTo(ChronoUnit.FOREVER.getDuration());
		assertThat(challenge().userCode()).isNotEqualTo(first.userCode());
		assertThat(this.sso.aws.count("RegisterClient")).isOne();
	}

	@Test
	void codeThatTheServiceCallsExpiredIsFollowedByANewOneOnDemand() {
		CredentialsException failure = failure();
		this.sso.aws.fault(Fault.error(400, "expired_token", "Expired").onAction(TOKEN).times(1));
		CredentialsException expired = later(failure);
		assertThat(expired.code()).isEqualTo(CredentialsErrorCode.SSO_TOKEN_EXPIRED);
		assertThat(expired.signInChallenge()).isNull();
		assertThat(challenge()).isNotEqualTo(failure.signInChallenge());
	}

	@Test
	void signInThatFailsOtherwiseStartsAllOverOnDemand() {
		CredentialsException failure = failure();
		this.sso.aws.fault(Fault.error(400, "invalid_grant", "SECRET").onAction(TOKEN).times(1));
		CredentialsException failed = later(failure);
		assertThat(failed.code()).isEqualTo(CredentialsErrorCode.SSO_TOKEN_MISSING);
		assertThat(failed).hasMessageContaining("invalid_grant");
		assertThat(failed.toString()).doesNotContain("SECRET");
		assertThat(failed.signInChallenge()).isNull();
		challenge();
		assertThat(this.sso.aws.count("RegisterClient")).isEqualTo(2);
	}

	@Test
	void signInByOtherMeansEndsThisOne() {
		SignInChallenge first = challenge();
		this.sso.signIn("dev");
		assertThat(this.session.accessToken()).isEqualTo(text(file(), "accessToken"));
		this.sso.aws.identityCenter().signOut();
		this.sso.advance(Duration.ofHours(2));
		assertThat(challenge()).isNotEqualTo(first);
	}

	@Test
	void expiredOrUnreadableOrRefusedTokensAskForASignIn() throws Exception {
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().signOut();
		SsoCredentialsSource source = new SsoCredentialsSource(this.session, SsoFixture.ACCOUNT, "Reader");
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, source::retrieve,
				(ex) -> assertThat(ex.signInChallenge()).isNotNull());
		Files.writeString(file(), "garbage");
		fails(CredentialsErrorCode.SSO_TOKEN_INVALID, source::retrieve,
				(ex) -> assertThat(ex.signInChallenge()).isNotNull());
		this.sso.aws.identityCenter().approve(challenge().userCode());
		this.sso.advance(Duration.ofSeconds(2));
		assertThat(source.retrieve()).isNotNull();
	}

	@Test
	void outageAsksNobodyToSignIn() {
		this.sso.signIn("dev");
		this.sso.advance(Duration.ofHours(2));
		this.sso.aws.fault(Fault.status(503));
		CredentialsException failure = failure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.signInChallenge()).isNull();
	}

	@Test
	void serviceThatTakesNobodyNamesWhatToCheck() {
		this.sso.aws.fault(Fault.error(400, "invalid_request", "No such portal"));
		CredentialsException failure = failure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure.advice()).contains("sso.start-url").contains("sso.region");
	}

	@Test
	void answersThatMakeNoSenseAreNotShownToAnybody() {
		for (String answer : new String[] { "{}", "garbage",
				"{\"deviceCode\":\"d\",\"userCode\":\"AB\\nCD\",\"verificationUri\":\"https://x\",\"expiresIn\":600}",
				"{\"deviceCode\":\"d\",\"userCode\":\"ABCD\",\"verificationUri\":\"https://x\"}",
				"{\"deviceCode\":\"d\",\"verificationUri\":\"https://x\",\"expiresIn\":600}" }) {
			Fault fault = Fault.status(200, answer).onAction("StartDeviceAuthorization");
			this.sso.aws.fault(fault);
			assertThat(failure().code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
			this.sso.aws.removeFault(fault);
		}
	}

	@ParameterizedTest
	@CsvSource({ "null,5", "7,7", "0,5", "1e300,3600", "-1e300,5", "99999999999999999999,3600", "1e200000000,3600" })
	void intervalIsWithinReasonWhateverTheServiceNames(String interval, int seconds) {
		this.sso.aws.fault(Fault
			.status(200,
					"{\"deviceCode\":\"d\",\"userCode\":\"ABCD\",\"verificationUri\":\"https://x\","
							+ "\"expiresIn\":1e300,\"interval\":" + interval + "}")
			.onAction("StartDeviceAuthorization"));
		assertThat(failure().nextAttempt()).isEqualTo(Duration.ofSeconds(seconds).plusMillis(1));
	}

}
