package io.awscredentials.source.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody can guess a code: after three that were wrong none is taken for a while.
 */
class MfaPauseTests {

	private static final AssumeRoleOptions OPTIONS = AssumeRoleOptions.of(Sts.ROLE).withMfaSerialNumber(Sts.DEVICE);

	private final Sts sts = new Sts();

	private final Codes codes = new Codes();

	private final CredentialsSource source = source("prod");

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void guessesDoNotReachSts() {
		for (int i = 0; i < 1_000; i++) {
			assertThat(Sts.failure(this.source).code()).isEqualTo(CredentialsErrorCode.MFA_CODE_INVALID);
		}
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(3);
		assertThat(this.codes.refused).extracting(MfaChallenge::attempt).containsExactly(2, 3, 4);
	}

	@Test
	void refusalSaysWhenTheNextCodeIsTaken() {
		Sts.failure(this.source);
		assertThat(Sts.failure(this.source)).hasMessageNotContaining("next code is taken");
		assertThat(Sts.failure(this.source)).hasMessageEndingWith(". The next code is taken at 2026-11-21T10:00:10Z");
		this.sts.advance(Duration.ofSeconds(4));
		CredentialsException failure = Sts.failure(this.source);
		assertThat(failure).hasMessage("No code of device '" + Sts.DEVICE
				+ "' is taken, since 3 in a row were refused. The next code is taken at 2026-11-21T10:00:10Z");
		assertThat(failure.mfaChallenge()).isEqualTo(new MfaChallenge(Sts.DEVICE, Sts.ROLE, "prod", 4));
		assertThat(failure.retryable()).isFalse();
	}

	@Test
	void rightCodeIsTakenAfterThePauseAndEndsIt() {
		refuse(3);
		this.sts.advance(Duration.ofMillis(9_999));
		this.codes.next = this.sts.server.unusedCode(Sts.DEVICE);
		Sts.failure(this.source);
		this.sts.advance(Duration.ofMillis(1));
		this.source.retrieve();
		this.codes.next = "000000";
		assertThat(Sts.failure(this.source).mfaChallenge()).extracting(MfaChallenge::attempt).isEqualTo(2);
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(5);
	}

	@Test
	void pauseGrows() {
		refuse(3);
		this.sts.advance(Duration.ofSeconds(10));
		refuse(1);
		this.sts.advance(Duration.ofSeconds(10));
		assertThat(Sts.failure(this.source)).hasMessageEndingWith("2026-11-21T10:00:30Z");
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(4);
	}

	@Test
	void otherProviderIsNotHeldUp() {
		refuse(3);
		this.codes.next = this.sts.server.unusedCode(Sts.DEVICE);
		source("other").retrieve();
	}

	@Test
	void clockThatIsSetBackDoesNotProlongIt() {
		refuse(3);
		this.sts.advance(Duration.ofDays(-1));
		refuse(1);
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(4);
	}

	@Test
	void machineIsHeldUpToo() {
		this.codes.interactive = false;
		refuse(3);
		CredentialsException failure = Sts.failure(this.source);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.mfaChallenge()).isNull();
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(3);
	}

	private void refuse(int times) {
		for (int i = 0; i < times; i++) {
			Sts.failure(this.source);
		}
	}

	private CredentialsSource source(String provider) {
		return new AssumeRoleCredentialsSource(this.sts.keys(), OPTIONS, this.sts.connection(),
				new MfaAuthentication(provider, this.codes));
	}

	private static final class Codes implements MfaTokenProvider {

		private final List<MfaChallenge> refused = new ArrayList<>();

		private String next = "000000";

		private boolean interactive = true;

		@Override
		public String tokenCode(MfaChallenge challenge) {
			return this.next;
		}

		@Override
		public void refused(MfaChallenge next) {
			this.refused.add(next);
		}

		@Override
		public boolean interactive() {
			return this.interactive;
		}

	}

}
