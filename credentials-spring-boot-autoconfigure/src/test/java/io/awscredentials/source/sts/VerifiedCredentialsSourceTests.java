package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VerifiedCredentialsSource}.
 */
class VerifiedCredentialsSourceTests {

	private static final String EXPECTED = AwsTestServer.ACCOUNT_ID;

	private static final String OTHER = "210987654321";

	private static final String PROPERTY = "property 'aws.credentials.expected-account-ids' (application.yml - 3:5)";

	private final Sts sts = new Sts();

	private final List<Credentials> given = new ArrayList<>();

	private @Nullable Credentials next;

	@AfterEach
	void close() {
		this.sts.close();
	}

	private VerifiedCredentialsSource expecting(String... accountIds) {
		return new VerifiedCredentialsSource(this::give,
				new IdentityOptions("default", List.of(accountIds), PROPERTY, false, null), this.sts.connection());
	}

	private VerifiedCredentialsSource verifying() {
		return new VerifiedCredentialsSource(this::give, new IdentityOptions("default", List.of(), "", true, null),
				this.sts.connection());
	}

	private Credentials give() {
		Credentials credentials = (this.next != null) ? this.next : user(EXPECTED);
		this.given.add(credentials);
		return credentials;
	}

	/** Keys of a source that does not tell their account. */
	private Credentials user(String accountId) {
		String key = "AKIAIOSFODNN7EXAM%03d".formatted(this.given.size());
		this.sts.server.addUser(key, "secret-" + accountId, accountId);
		return new Credentials(key, "secret-" + accountId, null, null, null);
	}

	private int asked() {
		return this.sts.server.count("GetCallerIdentity");
	}

	private void fault(int status, String code, int times) {
		this.sts.server.fault(Fault.error(status, code, "Told by the test").times(times));
	}

	@Test
	void accountThatTheSourceTellsIsCheckedWithoutAnybodyBeingAsked() {
		this.next = new Credentials("AKIA", "secret", null, null, EXPECTED);
		VerifiedCredentialsSource source = expecting(OTHER, EXPECTED);
		assertThat(source.retrieve()).isSameAs(this.next);
		this.next = new Credentials("AKIA", "secret", null, null, "333333333333");
		assertThat(Sts.failure(source).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
		assertThat(asked()).isZero();
	}

	@Test
	void accountThatTheSourceDoesNotTellIsAskedForWithTheNewKeysOncePerKey() {
		VerifiedCredentialsSource source = expecting(EXPECTED);
		this.next = user(EXPECTED);
		Credentials credentials = source.retrieve();
		assertThat(credentials.accessKeyId()).isEqualTo(this.next.accessKeyId());
		assertThat(credentials.accountId()).isEqualTo(EXPECTED);
		assertThat(source.retrieve()).isEqualTo(credentials);
		assertThat(asked()).isEqualTo(1);
		RecordedRequest request = this.sts.server.requests("GetCallerIdentity").get(0);
		assertThat(request.parameters()).containsOnlyKeys("Action", "Version").containsEntry("Version", "2011-06-15");
		this.next = null;
		source.retrieve();
		assertThat(asked()).as("another key").isEqualTo(2);
	}

	@Test
	void textThatIsNoAccountIdIsNotBelieved() {
		Credentials keys = user(EXPECTED);
		this.next = new Credentials(keys.accessKeyId(), keys.secretAccessKey(), null, null, "production");
		assertThat(expecting(EXPECTED).retrieve().accountId()).isEqualTo(EXPECTED);
	}

	@Test
	void credentialsOfAnotherAccountAreRefusedInWords() {
		VerifiedCredentialsSource source = expecting(EXPECTED, "333333333333");
		this.next = user(OTHER);
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure).hasMessage("The credentials AKIA********M000 belong to account " + OTHER + ", and "
				+ PROPERTY + " expects " + EXPECTED + " or 333333333333");
		assertThat(failure.nextAttempt()).isNull();
		Sts.failure(source);
		assertThat(asked()).as("asked once for a wrong one, too").isEqualTo(1);
	}

	@Test
	void sourceThatIsLookedAtAgainIsLookedAtAfterAMismatchToo() {
		DetailedSource file = () -> new RetrievedCredentials(user(OTHER), PastExpiry.REFUSE)
			.withRecheckAfter(Duration.ofSeconds(10));
		CredentialsSource source = new VerifiedCredentialsSource(file,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, false, null), this.sts.connection());
		assertThat(Sts.failure(source).nextAttempt()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void keysThatCouldNotBeCheckedAreNotGivenAndCheckedAgain() {
		VerifiedCredentialsSource source = expecting(EXPECTED);
		fault(503, "ServiceUnavailable", 3);
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure).hasMessageContaining("GetCallerIdentity for AKIA********M000");
		assertThat(source.retrieve().accessKeyId()).isEqualTo(this.given.get(0).accessKeyId());
		assertThat(this.given).hasSize(1);
		source.retrieve();
		assertThat(this.given).as("the next ones at the next refresh").hasSize(2);
	}

	@Test
	void keysThatAwsDoesNotKnowYetAreTriedAgainForAMinute() {
		VerifiedCredentialsSource source = expecting(EXPECTED);
		fault(403, "InvalidClientTokenId", 4);
		for (Duration pause : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))) {
			CredentialsException failure = Sts.failure(source);
			assertThat(failure.retryable()).isTrue();
			assertThat(failure.nextAttempt()).isEqualTo(pause);
		}
		assertThat(this.given).hasSize(1);
		this.next = this.given.get(0);
		this.sts.advance(Duration.ofMinutes(1));
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.retryable()).as("the same keys, which are not new any more").isFalse();
		assertThat(failure.nextAttempt()).isNull();
		assertThat(source.retrieve().accessKeyId()).isEqualTo(this.next.accessKeyId());
	}

	@Test
	void identityIsToldWhereItIsVerified() {
		VerifiedCredentialsSource source = verifying();
		RetrievedCredentials retrieved = source.retrieveDetailed();
		assertThat(retrieved.credentials().accountId()).isEqualTo(EXPECTED);
		assertThat(retrieved.identity())
			.isEqualTo(new CallerIdentity(EXPECTED, "arn:aws:iam::" + EXPECTED + ":user/test", null));
	}

	@Test
	void whatStsSaysCountsMoreThanWhatTheSourceTells() {
		Credentials keys = user(OTHER);
		this.next = new Credentials(keys.accessKeyId(), keys.secretAccessKey(), null, null, EXPECTED);
		assertThat(verifying().retrieve().accountId()).isEqualTo(OTHER);
		CredentialsSource both = new VerifiedCredentialsSource(this::give,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, true, null), this.sts.connection());
		assertThat(Sts.failure(both).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void failureToVerifyIsToldOnceAndChangesNothingElse(CapturedOutput output) {
		VerifiedCredentialsSource source = verifying();
		fault(403, "InvalidClientTokenId", 2);
		for (int i = 0; i < 2; i++) {
			RetrievedCredentials retrieved = source.retrieveDetailed();
			assertThat(retrieved.credentials()).isSameAs(this.given.get(i));
			assertThat(retrieved.identity()).isNotNull();
			assertThat(retrieved.identity().failure()).isNotNull()
				.extracting(CredentialsException::code)
				.isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
		}
		assertThat(output).containsOnlyOnce("WARN")
			.contains("AKIA********M000 of provider 'default' are, which are used all the same: [STS_ACCESS_DENIED]");
		assertThat(source.retrieveDetailed().identity()).isNotNull()
			.extracting(CallerIdentity::accountId)
			.isEqualTo(EXPECTED);
	}

	@Test
	void accountThatTheSourceTellsIsCheckedWhereItCannotBeVerified() {
		this.next = new Credentials("AKIA", "secret", null, null, OTHER);
		CredentialsSource both = new VerifiedCredentialsSource(this::give,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, true, null), this.sts.connection());
		assertThat(Sts.failure(both).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
		this.next = new Credentials("AKIA", "secret", null, null, EXPECTED);
		assertThat(both.retrieve()).isSameAs(this.next);
	}

	@Test
	void expiredSetOfAnotherProviderIsGivenUp() {
		List<String> rejected = new ArrayList<>();
		DetailedSource other = () -> new RetrievedCredentials(user(EXPECTED), PastExpiry.REFUSE)
			.withKeeper(() -> rejected.add("rejected"));
		fault(403, "ExpiredToken", 1);
		CredentialsException failure = Sts.failure(new VerifiedCredentialsSource(other,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, false, null), this.sts.connection()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_EXPIRED_TOKEN);
		assertThat(rejected).hasSize(1);
	}

	@Test
	void answerThatNamesNoAccountIsUnreadable() {
		this.sts.server.fault(Fault.status(200, "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>x"
				+ "</Account><Arn>arn:aws:iam::1:user/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>"));
		assertThat(Sts.failure(expecting(EXPECTED)).code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
	}

	@Test
	void withoutARegionTheRoleTellsThePartition() {
		StsConnection nowhere = this.sts.connection(null);
		CredentialsSource role = new VerifiedCredentialsSource(this::give,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, false, Sts.ROLE), nowhere);
		assertThat(role.retrieve().accountId()).isEqualTo(EXPECTED);
		CredentialsException failure = Sts.failure(new VerifiedCredentialsSource(this::give,
				new IdentityOptions("default", List.of(EXPECTED), PROPERTY, false, null), nowhere));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_REGION);
		assertThat(failure.advice()).contains("aws.credentials.region");
	}

	@Test
	void nameIsThatOfTheSource() {
		CredentialsSource source = new VerifiedCredentialsSource(this.sts.role(),
				new IdentityOptions("default", List.of(OTHER), PROPERTY, false, null), this.sts.connection());
		assertThat(source.name()).isEqualTo("AssumeRole < Static");
		source.retrieve();
		assertThat(asked()).as("the ARN of the session tells the account").isZero();
	}

}
