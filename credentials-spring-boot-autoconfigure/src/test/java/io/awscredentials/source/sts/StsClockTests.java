package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.List;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what sources do on a machine whose clock is wrong.
 */
class StsClockTests {

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { -40, 40 })
	void retrieveWhenTheClockIsWrongSignsAgain(int minutes) {
		this.sts.server.skew(Duration.ofMinutes(minutes));
		// One extra attempt, however few are configured.
		HttpOptions options = HttpOptions.service().withMaxAttempts(1);
		AssumeRoleCredentialsSource source = new AssumeRoleCredentialsSource(this.sts.keys(),
				AssumeRoleOptions.of(Sts.ROLE), this.sts.connection("eu-west-1", options));
		Credentials credentials = source.retrieve();
		assertThat(this.sts.clock.offset()).isEqualTo(Duration.ofMinutes(minutes));
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(1)));
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(2);
		source.retrieve();
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(3);
	}

	@Test
	void retrieveLearnsFromSuccess() {
		this.sts.server.skew(Duration.ofMinutes(4));
		assertThat(this.sts.role().retrieve().expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(1)));
		assertThat(this.sts.clock.offset()).isEqualTo(Duration.ofMinutes(4));
	}

	@Test
	void retrieveDoesNotLearnWhatItsAcceptedSignatureDisproves() {
		this.sts.server.fault(Fault.skewedDate(Duration.ofDays(12)));
		assertThat(this.sts.role().retrieve().expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(1)));
		assertThat(this.sts.clock.offset()).isZero();
	}

	@Test
	void retrieveDoesNotLearnFromUnsignedRequests() {
		this.sts.server.fault(Fault.skewedDate(Duration.ofMinutes(4)));
		this.sts.server.webIdentityToken("token");
		WebIdentityOptions options = new WebIdentityOptions(Sts.ROLE, null, null, null, null, List.of());
		new WebIdentityCredentialsSource(options, () -> "token", null, (name) -> null, this.sts.connection())
			.retrieve();
		assertThat(this.sts.clock.offset()).isZero();
	}

	@Test
	void retrieveDoesNotLearnFromOtherRefusals() {
		this.sts.server
			.fault(Fault.error(403, "AccessDenied", "no").withHeader("Date", "Sat, 21 Nov 2020 10:00:00 GMT"));
		Sts.failure(this.sts.role());
		assertThat(this.sts.clock.offset()).isZero();
	}

	@Test
	void retrieveLearnsFromARefusedCode() {
		this.sts.server.skew(Duration.ofMinutes(4));
		Sts.failure(new SessionTokenCredentialsSource(this.sts.keys(), new SessionTokenOptions(null, Sts.DEVICE),
				this.sts.connection(), new MfaAuthentication("default", (challenge) -> "000000")));
		assertThat(this.sts.clock.offset()).isEqualTo(Duration.ofMinutes(4));
	}

	@Test
	void retrieveWithACodeIsNotRepeated() {
		this.sts.server.skew(Duration.ofMinutes(40));
		int[] asked = new int[1];
		MfaTokenProvider codes = (challenge) -> {
			asked[0]++;
			assertThat(challenge.attempt()).isEqualTo(1);
			return this.sts.server.unusedCode(Sts.DEVICE);
		};
		SessionTokenCredentialsSource source = new SessionTokenCredentialsSource(this.sts.keys(),
				new SessionTokenOptions(null, Sts.DEVICE), this.sts.connection(),
				new MfaAuthentication("default", codes));
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.advice()).contains("clock");
		assertThat(this.sts.server.count("GetSessionToken")).isEqualTo(1);
		assertThat(source.retrieve().expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(12)));
		assertThat(asked[0]).isEqualTo(2);
	}

}
