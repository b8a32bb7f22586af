package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CachedCredentials}.
 */
class CachedCredentialsTests {

	private static final long OBTAINED = 1_000;

	private static final long DEAF_UNTIL = 2_000;

	private static final String ARN = "arn:aws:iam::123456789012:user/alice";

	private static final Instant EXPIRATION = Instant.ofEpochSecond(3_600);

	private final Credentials credentials = ScriptedSource.credentials(1, EXPIRATION);

	@Test
	void timesAreMillisecondsAsFarAsTheyGo() {
		Instant last = Instant.ofEpochSecond(Long.MAX_VALUE / 4_000);
		assertThat(CachedCredentials.millis(last)).isEqualTo(last.toEpochMilli());
		assertThat(CachedCredentials.millis(last.plusSeconds(1))).isEqualTo(Snapshot.NEVER);
		assertThat(CachedCredentials.millis(null)).isEqualTo(Snapshot.NEVER);
	}

	@Test
	void timesBeforeTheEpochAreLongAgo() {
		assertThat(CachedCredentials.millis(Instant.ofEpochMilli(-1))).isEqualTo(CachedCredentials.LONG_AGO);
		assertThat(CachedCredentials.millis(Instant.ofEpochMilli(500))).isEqualTo(500);
	}

	@Test
	void setIsTheSameByItsKeyAndExpiration() {
		CachedCredentials cached = cached(null);
		assertThat(cached.sameSet(ScriptedSource.credentials(1, EXPIRATION))).isTrue();
		assertThat(cached.sameSet(ScriptedSource.credentials(1, EXPIRATION.plusSeconds(1)))).isFalse();
		assertThat(cached.sameSet(ScriptedSource.credentials(2, EXPIRATION))).isFalse();
	}

	@Test
	void rejectionIsNewsOnceTheSourceHasNotJustBeenAskedForOne() {
		CachedCredentials cached = cached(null);
		assertThat(cached.rejectable(this.credentials, OBTAINED)).isFalse();
		assertThat(cached.rejectable(this.credentials, DEAF_UNTIL - 1)).isFalse();
		assertThat(cached.rejectable(this.credentials, DEAF_UNTIL)).isTrue();
		// A clock that was set back.
		assertThat(cached.rejectable(this.credentials, OBTAINED - 1)).isTrue();
		assertThat(cached.withRejection().rejectable(this.credentials, DEAF_UNTIL)).isFalse();
	}

	@Test
	void refusedCredentialsAreNewWhenTheyComeAgain() {
		CachedCredentials cached = cached(null);
		assertThat(cached.sameAs(retrieval(null))).isTrue();
		assertThat(cached.withRejection().sameAs(retrieval(null))).isFalse();
	}

	@Test
	void credentialsAreNewOnceItIsKnownWhoseTheyAre() {
		CallerIdentity identity = new CallerIdentity("123456789012", ARN, null);
		assertThat(cached(null).sameAs(retrieval(identity))).isFalse();
		assertThat(cached(identity).sameAs(retrieval(identity))).isTrue();
		assertThat(cached(identity).sameAs(retrieval(new CallerIdentity("123456789012", ARN + "2", null)))).isFalse();
		assertThat(cached(identity).sameAs(retrieval(new CallerIdentity(failure())))).isTrue();
	}

	private static CredentialsException failure() {
		return new CredentialsException(CredentialsErrorCode.CONNECTION, "STS", "STS can't be reached");
	}

	private CachedCredentials cached(@Nullable CallerIdentity identity) {
		return new CachedCredentials(this.credentials, PastExpiry.REFUSE, OBTAINED, OBTAINED, DEAF_UNTIL, false, false,
				identity);
	}

	private Retrieval retrieval(@Nullable CallerIdentity identity) {
		return new Retrieval(this.credentials, null, PastExpiry.REFUSE, null, OBTAINED, Duration.ZERO, identity);
	}

}
