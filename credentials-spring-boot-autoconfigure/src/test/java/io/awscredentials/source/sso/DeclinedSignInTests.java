package io.awscredentials.source.sso;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.RequestedRetrieval;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SsoSession} after a person declined to sign in.
 */
class DeclinedSignInTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture sso;

	@SuppressWarnings("NullAway.Init")
	private SsoSession session;

	@SuppressWarnings("NullAway.Init")
	private SignInChallenge declined;

	@SuppressWarnings("NullAway.Init")
	private CredentialsException denied;

	@BeforeEach
	void decline() {
		this.sso = new SsoFixture(this.folder);
		this.session = this.sso.session(new SsoSessionOptions("dev", SsoFixture.START_URL, AwsTestServer.REGION,
				this.sso.cache.toString(), true, null));
		CredentialsException asked = failure();
		this.declined = Objects.requireNonNull(asked.signInChallenge());
		this.sso.aws.identityCenter().deny(this.declined.userCode());
		this.sso.advance(Objects.requireNonNull(asked.nextAttempt()));
		this.denied = failure();
	}

	@AfterEach
	void stop() {
		this.sso.close();
	}

	private CredentialsException failure() {
		return Objects
			.requireNonNull(catchThrowableOfType(CredentialsException.class, () -> this.session.accessToken()));
	}

	@Test
	void denialIsFinalForAsLongAsTheCodeWouldHaveLasted() {
		assertThat(this.denied.code()).isEqualTo(CredentialsErrorCode.SSO_ACCESS_DENIED);
		assertThat(this.denied.signInChallenge()).isNull();
		assertThat(this.denied.nextAttempt()).isEqualTo(ChronoUnit.FOREVER.getDuration());
		int requests = this.sso.aws.requests().size();
		this.sso.advance(Duration.ofMinutes(9));
		assertThat(failure().code()).isEqualTo(CredentialsErrorCode.SSO_ACCESS_DENIED);
		assertThat(this.sso.aws.requests()).hasSize(requests);
		this.sso.advance(Duration.ofMinutes(1));
		assertThat(failure().signInChallenge()).isNotNull().isNotEqualTo(this.declined);
	}

	@Test
	void denialIsTakenBackAtOnceByWhoAsksForARefresh() {
		assertThat(this.denied.advice()).contains("refresh the provider by hand");
		SignInChallenge second = RequestedRetrieval.call(this::failure).signInChallenge();
		assertThat(second).isNotNull().isNotEqualTo(this.declined);
		assertThat(failure().signInChallenge()).isEqualTo(second);
	}

}
