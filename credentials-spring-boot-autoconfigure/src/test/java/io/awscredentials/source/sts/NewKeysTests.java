package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AssumeRoleCredentialsSource} with keys that were made just now, as
 * Vault makes them, and that AWS does not know for some seconds.
 */
class NewKeysTests {

	private final Sts sts = new Sts();

	private final List<Credentials> vended = new ArrayList<>();

	private final CredentialsSource source = role(this.sts.kept(this::vend));

	private @Nullable Instant expiration = this.sts.instant().plus(Duration.ofHours(12));

	private Credentials vend() {
		Credentials made = Sts.credentials(this.sts.server.addUser());
		Credentials keys = new Credentials(made.accessKeyId(), made.secretAccessKey(), null, this.expiration, null);
		this.vended.add(keys);
		return keys;
	}

	private void refuse(int times) {
		this.sts.server.fault(Fault.error(403, "InvalidClientTokenId", "The security token is invalid").times(times));
	}

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void sameKeyIsTriedAgainWithBackOffUntilAwsKnowsIt() {
		refuse(4);
		List<Long> pauses = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			CredentialsException failure = Sts.failure(this.source);
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
			assertThat(failure.retryable()).isTrue();
			Duration pause = Objects.requireNonNull(failure.nextAttempt());
			pauses.add(pause.toSeconds());
			this.sts.advance(pause);
		}
		assertThat(pauses).containsExactly(1L, 1L, 2L, 4L);
		assertThat(this.source.retrieve().accessKeyId()).startsWith("ASIA");
		assertThat(this.vended).hasSize(1);
		this.sts.advance(Duration.ofHours(5));
		this.source.retrieve();
		assertThat(this.vended).as("it is used until it ends").hasSize(1);
	}

	@Test
	void sameGoesForKeysWithoutExpiration() {
		this.expiration = null;
		refuse(2);
		this.sts.advance(Objects.requireNonNull(Sts.failure(this.source).nextAttempt()));
		this.sts.advance(Objects.requireNonNull(Sts.failure(this.source).nextAttempt()));
		this.source.retrieve();
		assertThat(this.vended).hasSize(1);
	}

	@Test
	void pauseIsNoLongerThanSixteenSecondsAndThereIsOneForAMinute() {
		refuse(3);
		Sts.failure(this.source);
		this.sts.advance(Duration.ofSeconds(40));
		assertThat(Sts.failure(this.source).nextAttempt()).isEqualTo(Duration.ofSeconds(16));
		this.sts.advance(Duration.ofSeconds(20));
		assertThat(this.source.retrieve()).as("with another key, at once").isNotNull();
		assertThat(this.vended).hasSize(2);
	}

	@Test
	void keyThatWasGoodIsGivenUpAndAnotherOneUsedAtOnce() {
		this.source.retrieve();
		this.sts.advance(Duration.ofHours(1));
		refuse(1);
		assertThat(this.source.retrieve()).isNotNull();
		assertThat(this.vended).hasSize(2);
		assertThat(this.sts.server.requests("AssumeRole")).extracting((request) -> request.accessKeyId())
			.containsExactly(this.vended.get(0).accessKeyId(), this.vended.get(0).accessKeyId(),
					this.vended.get(1).accessKeyId());
	}

	@Test
	void otherKeyMayBeNewTwiceOver() {
		this.source.retrieve();
		this.sts.advance(Duration.ofHours(1));
		refuse(2);
		assertThat(Sts.failure(this.source).nextAttempt()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.source.retrieve()).isNotNull();
		assertThat(this.vended).hasSize(2);
	}

	@Test
	void keyThatIsObtainedAgainIsNotNew() {
		CredentialsSource role = role(this.sts.kept(() -> Sts.credentials(this.sts.user)));
		role.retrieve();
		this.sts.advance(Duration.ofHours(1));
		refuse(3);
		for (int i = 0; i < 3; i++) {
			CredentialsException failure = Sts.failure(role);
			assertThat(failure.retryable()).isFalse();
			assertThat(failure.nextAttempt()).isNull();
		}
		assertThat(role.retrieve()).isNotNull();
	}

	@Test
	void keysThatNobodyKeepsAreNotNew() {
		CredentialsSource role = this.sts.role();
		refuse(1);
		CredentialsException failure = Sts.failure(role);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.nextAttempt()).isNull();
	}

	@Test
	void otherRefusalsChangeNoKey() {
		this.source.retrieve();
		this.sts.advance(Duration.ofHours(1));
		this.sts.server.fault(Fault.error(403, "AccessDenied", "No").times(1));
		assertThat(Sts.failure(this.source).nextAttempt()).isNull();
		this.source.retrieve();
		assertThat(this.vended).hasSize(1);
	}

	@Test
	void newKeysWithoutExpirationAreGivenUpForOtherRefusals() {
		this.expiration = null;
		this.sts.server.fault(Fault.error(403, "AccessDenied", "No").times(1));
		Sts.failure(this.source);
		this.source.retrieve();
		assertThat(this.vended).hasSize(2);
	}

	@Test
	void newKeyThatHasEndedIsReplaced() {
		this.sts.server.fault(Fault.error(403, "ExpiredToken", "It has ended").times(1));
		assertThat(this.source.retrieve()).isNotNull();
		assertThat(this.vended).hasSize(2);
	}

	@Test
	void sessionIsGotWithANewKeyToo() {
		CredentialsSource session = new SessionTokenCredentialsSource(this.sts.kept(this::vend),
				new SessionTokenOptions(null, null), this.sts.connection());
		refuse(1);
		assertThat(Sts.failure(session).nextAttempt()).isEqualTo(Duration.ofSeconds(1));
		assertThat(session.retrieve()).isNotNull();
		assertThat(this.vended).hasSize(1);
	}

	private CredentialsSource role(CredentialsSource signers) {
		return new AssumeRoleCredentialsSource(signers, AssumeRoleOptions.of(Sts.ROLE), this.sts.connection());
	}

}
