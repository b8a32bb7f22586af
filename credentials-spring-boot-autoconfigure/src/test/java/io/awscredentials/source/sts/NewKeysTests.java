package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.test.Fault;
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

	private final CredentialsSource source = new AssumeRoleCredentialsSource(this::vend, AssumeRoleOptions.of(Sts.ROLE),
			this.sts.connection());

	private Credentials vend() {
		Credentials keys = Sts.credentials(this.sts.server.addUser());
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
	void sameKeysAreTriedAgainWithBackOffUntilAwsKnowsThem() {
		refuse(6);
		List<Duration> pauses = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			CredentialsException failure = Sts.failure(this.source);
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
			assertThat(failure.retryable()).isTrue();
			pauses.add(Objects.requireNonNull(failure.nextAttempt()));
		}
		assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 16L);
		assertThat(this.source.retrieve().accessKeyId()).startsWith("ASIA");
		assertThat(this.vended).hasSize(1);
		assertThat(this.source.retrieve()).isNotNull();
		assertThat(this.vended).as("the next ones at the next refresh").hasSize(2);
	}

	@Test
	void keysThatAreRefusedForAMinuteAreNotNewAnyMore() {
		refuse(2);
		Sts.failure(this.source);
		this.sts.advance(Duration.ofMinutes(1));
		CredentialsException failure = Sts.failure(this.source);
		assertThat(this.vended).hasSize(2);
		assertThat(failure.nextAttempt()).as("these are new").isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void keysThatARoleWasAssumedWithAreNotNew() {
		CredentialsSource role = this.sts.role();
		role.retrieve();
		refuse(1);
		CredentialsException failure = Sts.failure(role);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.nextAttempt()).isNull();
	}

	@Test
	void otherRefusalsGiveNewKeysNoSecondChance() {
		this.sts.server.fault(Fault.error(403, "AccessDenied", "No").times(1));
		assertThat(Sts.failure(this.source).nextAttempt()).isNull();
		this.source.retrieve();
		assertThat(this.vended).hasSize(2);
	}

}
