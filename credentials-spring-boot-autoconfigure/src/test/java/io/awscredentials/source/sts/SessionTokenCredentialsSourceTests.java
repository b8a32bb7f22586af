package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionTokenCredentialsSource}, also where its session is kept.
 */
class SessionTokenCredentialsSourceTests {

	private final Sts sts = new Sts();

	private final Deque<String> codes = new ArrayDeque<>();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void retrieveGetsASession() {
		SessionTokenCredentialsSource source = new SessionTokenCredentialsSource(this.sts.keys(),
				new SessionTokenOptions(null, null), this.sts.connection());
		Credentials credentials = source.retrieve();
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(12)));
		assertThat(credentials.accountId()).isEqualTo("123456789012");
		assertThat(source.name()).isEqualTo("SessionToken < Static");
		assertThat(this.sts.server.requests().get(0).parameters().keySet()).containsExactlyInAnyOrder("Action",
				"Version");
	}

	@Test
	void retrieveSendsDurationAndCode() {
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		Credentials keys = new Credentials(this.sts.user.accessKeyId(), this.sts.user.secretAccessKey(), null, null,
				null);
		Credentials credentials = source(new StaticCredentialsSource(keys), Duration.ofHours(36)).retrieve();
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(36)));
		assertThat(credentials.accountId()).as("of the device").isEqualTo("123456789012");
	}

	@Test
	void retrieveWithTemporaryCredentialsFailsBeforeACodeIsAsked() {
		CredentialsException failure = Sts.failure(source(this.sts.role(), null));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageContaining("AssumeRole < Static").hasMessageContaining("temporary");
	}

	@Test
	void oneCodeServesManyRoles() {
		this.sts.server.role(Sts.ROLE).requireMfa();
		CredentialsSource session = kept();
		CredentialsSource one = role(session);
		CredentialsSource two = role(session);
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		for (int hour = 0; hour < 10; hour++) {
			one.retrieve();
			two.retrieve();
			this.sts.advance(Duration.ofHours(1));
		}
		assertThat(this.sts.server.count("GetSessionToken")).isEqualTo(1);
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(20);
		assertThat(one.name()).isEqualTo("AssumeRole < SessionToken < Static");
	}

	@Test
	void sessionIsRenewedInTheLastHourOfItsLife() {
		CredentialsSource session = kept();
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		Credentials first = session.retrieve();
		this.sts.advance(Duration.ofHours(11));
		assertThat(session.retrieve()).isSameAs(first);
		this.sts.advance(Duration.ofMinutes(31));
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		assertThat(session.retrieve()).isNotSameAs(first);
	}

	@Test
	void whoCanWaitForACodeWaitsAndWhoCanNotUsesTheOldSession() {
		CredentialsSource role = role(kept());
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		role.retrieve();
		this.sts.advance(Duration.ofMinutes(10 * 60 + 50));
		role.retrieve();
		this.sts.advance(Duration.ofMinutes(45));
		// The role lives for 15 minutes more, the session for 25: a person is asked.
		CredentialsException failure = Sts.failure(role);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
		assertThat(failure.mfaChallenge()).isNotNull();
		this.sts.advance(Duration.ofMinutes(14));
		role.retrieve();
		assertThat(this.sts.server.count("GetSessionToken")).isEqualTo(1);
		this.sts.advance(Duration.ofMinutes(11));
		assertThat(Sts.failure(role).code()).as("the session has ended").isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		role.retrieve();
		assertThat(this.sts.server.count("GetSessionToken")).isEqualTo(2);
	}

	@Test
	void oldSessionBridgesAnOutage() {
		CredentialsSource session = kept();
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		Credentials first = session.retrieve();
		this.sts.advance(Duration.ofMinutes(11 * 60 + 31));
		this.codes.addAll(List.of("123456", "123456"));
		this.sts.server.fault(Fault.status(503));
		assertThat(session.retrieve()).isSameAs(first);
		this.sts.advance(Duration.ofMinutes(28));
		assertThat(Sts.failure(session).code()).as("it is of no use to others in its last minute")
			.isEqualTo(CredentialsErrorCode.CONNECTION);
	}

	@Test
	void revokedSessionIsReplaced() {
		CredentialsSource session = kept();
		CredentialsSource role = role(session);
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		Credentials first = session.retrieve();
		this.sts.server.revoke(first.accessKeyId());
		assertThat(Sts.failure(role).code()).as("a person is asked at once")
			.isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
		this.codes.add(this.sts.server.unusedCode(Sts.DEVICE));
		role.retrieve();
		assertThat(this.sts.server.count("GetSessionToken")).isEqualTo(2);
	}

	private CredentialsSource role(CredentialsSource session) {
		return new AssumeRoleCredentialsSource(session, AssumeRoleOptions.of(Sts.ROLE), this.sts.connection());
	}

	private CredentialsSource kept() {
		return this.sts.kept(source(this.sts.keys(), null));
	}

	private SessionTokenCredentialsSource source(CredentialsSource inner, @Nullable Duration duration) {
		MfaTokenProvider provider = (challenge) -> {
			if (this.codes.isEmpty()) {
				throw new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "Test", "no code");
			}
			return this.codes.remove();
		};
		return new SessionTokenCredentialsSource(inner, new SessionTokenOptions(duration, Sts.DEVICE),
				this.sts.connection(), new MfaAuthentication("default", provider));
	}

}
