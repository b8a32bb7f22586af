package io.awscredentials.source.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for sources that have to give MFA codes.
 */
class MfaTests {

	private static final AssumeRoleOptions OPTIONS = AssumeRoleOptions.of(Sts.ROLE).withMfaSerialNumber(Sts.DEVICE);

	private final Sts sts = new Sts();

	private final List<MfaChallenge> challenges = new ArrayList<>();

	private final AtomicInteger inner = new AtomicInteger();

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void retrieveSendsACode() {
		this.sts.server.role(Sts.ROLE).requireMfa(Sts.DEVICE);
		CredentialsSource source = source(this::code);
		source.retrieve();
		assertThat(this.sts.server.requests("AssumeRole").get(0).parameters()).containsEntry("SerialNumber", Sts.DEVICE)
			.containsEntry("TokenCode", this.sts.server.currentCode(Sts.DEVICE));
		assertThat(this.challenges).containsExactly(new MfaChallenge(Sts.DEVICE, Sts.ROLE, "prod", 1));
	}

	@Test
	void refusedCodeIsFollowedByAnotherChallenge() {
		CredentialsSource source = source((challenge) -> {
			code(challenge);
			return "000000";
		});
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.mfaChallenge()).isEqualTo(new MfaChallenge(Sts.DEVICE, Sts.ROLE, "prod", 2));
		assertThat(failure.toString()).doesNotContain("000000");
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(1);
		Sts.failure(source);
		assertThat(this.challenges).extracting(MfaChallenge::attempt).containsExactly(1, 2);
	}

	@Test
	void attemptsStartAnewAfterSuccess() {
		String[] code = { "000000" };
		CredentialsSource source = source((challenge) -> {
			String right = code(challenge);
			return (code[0] != null) ? code[0] : right;
		});
		Sts.failure(source);
		code[0] = this.sts.server.unusedCode(Sts.DEVICE);
		source.retrieve();
		code[0] = this.sts.server.unusedCode(Sts.DEVICE);
		source.retrieve();
		assertThat(this.challenges).extracting(MfaChallenge::attempt).containsExactly(1, 2, 1);
	}

	@Test
	void refusedCodeOfAMachineIsTriedAgainLater() {
		CredentialsException failure = Sts.failure(source(new MfaTokenProvider() {

			@Override
			public String tokenCode(MfaChallenge challenge) {
				return "000000";
			}

			@Override
			public boolean interactive() {
				return false;
			}

		}));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.mfaChallenge()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12345", "1234567", "12345a", "١٢٣٤٥٦", "123 456" })
	void whatIsNotSixDigitsIsNotSent(String code) {
		CredentialsException failure = Sts.failure(source((challenge) -> code));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
		assertThat(failure.mfaChallenge()).extracting(MfaChallenge::attempt).isEqualTo(2);
		assertThat(this.sts.server.requests()).isEmpty();
	}

	@Test
	void noCodeAtAllIsNotSent() {
		assertThat(Sts.failure(source((challenge) -> missing())).code())
			.isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
		assertThat(this.sts.server.requests()).isEmpty();
	}

	@SuppressWarnings("NullAway")
	private static String missing() {
		return null;
	}

	@Test
	void requestWithACodeIsNeverRepeated() {
		this.sts.server.fault(Fault.throttling());
		CredentialsException failure = Sts.failure(source(this::code));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_THROTTLED);
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(1);
		this.sts.server.clearFaults();
		this.sts.server.fault(Fault.reset());
		assertThat(Sts.failure(source(this::code)).code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(2);
	}

	@Test
	void whileACodeIsAwaitedTheInnerSourceIsNotAsked() {
		boolean[] there = new boolean[1];
		CredentialsSource source = source((challenge) -> {
			if (!there[0]) {
				throw new CredentialsException(CredentialsErrorCode.MFA_REQUIRED, "Test", "later");
			}
			return code(challenge);
		});
		CredentialsException failure = Sts.failure(source);
		assertThat(failure.mfaChallenge()).isEqualTo(new MfaChallenge(Sts.DEVICE, Sts.ROLE, "prod", 1));
		Sts.failure(source);
		Sts.failure(source);
		assertThat(this.inner).hasValue(1);
		there[0] = true;
		source.retrieve();
		assertThat(this.inner).hasValue(2);
		assertThat(this.sts.server.requests()).hasSize(1);
	}

	@Test
	void failureOfTheTokenProviderIsTold() {
		IllegalStateException cause = new IllegalStateException("secret");
		CredentialsException failure = Sts.failure(source((challenge) -> {
			throw cause;
		}));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.mfaChallenge()).isNull();
		assertThat(failure).hasCause(cause)
			.hasMessageContaining("IllegalStateException")
			.hasMessageNotContaining("secret");
	}

	@Test
	void deviceWithoutTokenProviderIsAFailureBeforeAnythingIsRetrieved() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> new AssumeRoleCredentialsSource(this.sts.keys(), OPTIONS, this.sts.connection()))
			.withMessageContaining(Sts.DEVICE)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_PROVIDER_MISSING));
	}

	private String code(MfaChallenge challenge) {
		this.challenges.add(challenge);
		return this.sts.server.unusedCode(Sts.DEVICE);
	}

	private CredentialsSource source(MfaTokenProvider codes) {
		CredentialsSource keys = this.sts.keys();
		CredentialsSource counted = () -> {
			this.inner.incrementAndGet();
			return keys.retrieve();
		};
		return new AssumeRoleCredentialsSource(counted, OPTIONS, this.sts.connection(),
				new MfaAuthentication("prod", codes));
	}

}
