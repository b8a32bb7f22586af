package io.awscredentials.mfa;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConsoleMfaTokenProvider}.
 */
class ConsoleMfaTokenProviderTests {

	private static final MfaChallenge CHALLENGE = new MfaChallenge("device", "role", "prod", 1);

	private static final Duration LONG = Duration.ofMinutes(2);

	private final StringWriter out = new StringWriter();

	@Test
	void tokenCodeAsksAndReads() {
		assertThat(provider("\n 123 456\r\n", LONG).tokenCode(CHALLENGE)).isEqualTo("123456");
		assertThat(this.out).hasToString("MFA code of device for provider 'prod', role role: ");
	}

	@Test
	void tokenCodeAsksAgainAfterARefusal() {
		ConsoleMfaTokenProvider provider = provider("111111\r\n222222\r\n", LONG);
		provider.tokenCode(CHALLENGE);
		assertThat(provider.tokenCode(new MfaChallenge("device", null, "prod", 2))).isEqualTo("222222");
		assertThat(this.out.toString()).endsWith("The last code was refused. MFA code of device for provider 'prod': ");
	}

	@Test
	void closedConsoleIsAFailure() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> provider("1234", LONG).tokenCode(CHALLENGE))
			.withMessageContaining("has been closed")
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.MFA_REQUIRED);
				assertThat(ex.mfaChallenge()).isEqualTo(CHALLENGE);
				assertThat(ex.advice()).contains("/actuator/awscredentials/prod");
			});
	}

	@Test
	void nobodyAnsweringIsAFailure() throws IOException {
		try (PipedReader in = new PipedReader(new PipedWriter())) {
			ConsoleMfaTokenProvider provider = new ConsoleMfaTokenProvider(in, this.out, Duration.ofMillis(1));
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> provider.tokenCode(CHALLENGE))
				.withMessageContaining("mfa.timeout");
		}
	}

	@Test
	void answerThatCameTooLateIsNotForTheNextQuestion() throws IOException {
		PipedWriter keyboard = new PipedWriter();
		try (PipedReader in = new PipedReader(keyboard)) {
			ConsoleMfaTokenProvider impatient = new ConsoleMfaTokenProvider(in, this.out, Duration.ofNanos(1));
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> impatient.tokenCode(CHALLENGE));
			keyboard.write("111111\n");
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> impatient.tokenCode(CHALLENGE));
			assertThat(in.ready()).isFalse();
		}
	}

	@Test
	void interruptionEndsTheQuestion() throws IOException {
		try (PipedReader in = new PipedReader(new PipedWriter())) {
			ConsoleMfaTokenProvider provider = new ConsoleMfaTokenProvider(in, this.out, LONG);
			CompletableFuture<CredentialsException> failure = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				try {
					provider.tokenCode(CHALLENGE);
				}
				catch (CredentialsException ex) {
					failure.complete(ex);
				}
			});
			thread.start();
			Awaitility.await().until(() -> !this.out.toString().isEmpty());
			thread.interrupt();
			assertThat(failure.join()).hasMessageContaining("withdrawn");
		}
	}

	private ConsoleMfaTokenProvider provider(String input, Duration timeout) {
		return new ConsoleMfaTokenProvider(new StringReader(input), this.out, timeout);
	}

}
