package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.MfaChallenge;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of {@code mfa_serial} in a profile.
 */
class ProfileMfaTests {

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	@BeforeEach
	void open() {
		this.laptop.aws.role("arn:aws:iam::111122223333:role/Developer")
			.requireMfa(Laptop.DEVICE)
			.maxDuration(Duration.ofHours(8));
		this.laptop.aws.role("arn:aws:iam::444455556666:role/Deploy");
	}

	private ApplicationContextRunner pending(String profile) {
		return this.laptop.runner(profile)
			.withPropertyValues("aws.credentials.mfa.provider=pending", "aws.credentials.startup=background");
	}

	@Test
	void personAnswersTheChallengeOfTheProfile() {
		pending("work-mfa").run((context) -> {
			RefreshingCredentialsProvider provider = awaitChallenge(context);
			MfaChallenge challenge = challenge(context);
			assertThat(challenge)
				.isEqualTo(new MfaChallenge(Laptop.DEVICE, "arn:aws:iam::111122223333:role/Developer", "default", 1));
			answer(context, "000000");
			assertThat(challenge(context).attempt()).isEqualTo(2);
			answer(context, this.laptop.aws.unusedCode(Laptop.DEVICE));
			assertThat(provider.resolveCredentials().accountId()).isEqualTo("111122223333");
			assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
		});
	}

	@Test
	void oneAnswerServesTheRoleBehindForHours() {
		pending("prod").run((context) -> {
			RefreshingCredentialsProvider provider = awaitChallenge(context);
			answer(context, this.laptop.aws.unusedCode(Laptop.DEVICE));
			assertThat(provider.resolveCredentials().accountId()).isEqualTo("444455556666");
			provider.refresh().join();
			// Somebody adds a profile, which is none of this one's business.
			this.laptop.write(".aws/config", "[profile new]\nregion = us-west-2\n" + withoutMark());
			provider.refresh().join();
			assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
			assertThat(provider.status().refreshes()).isEqualTo(3);
			assertThat(this.laptop.aws.requests("AssumeRole")
				.stream()
				.filter((request) -> request.parameter("TokenCode") != null)).hasSize(1);
		});
	}

	@Test
	void otherRoleOfTheProfileIsAnotherChallenge() {
		pending("prod").run((context) -> {
			RefreshingCredentialsProvider provider = awaitChallenge(context);
			answer(context, this.laptop.aws.unusedCode(Laptop.DEVICE));
			this.laptop.write(".aws/config", withoutMark().replace("role/Developer", "role/Admin"));
			provider.refresh().handle((refreshed, failure) -> failure).join();
			assertThat(provider.status().state()).isEqualTo(RefreshState.AWAITING_MFA);
			assertThat(challenge(context).roleArn()).isEqualTo("arn:aws:iam::111122223333:role/Admin");
		});
	}

	private String withoutMark() {
		return this.laptop.read(".aws/config").replace("\uFEFF", "");
	}

	@Test
	void beanOfTheApplicationGivesCodes() {
		this.laptop.runner("work-mfa")
			.withBean(MfaTokenProvider.class, () -> (challenge) -> this.laptop.aws.unusedCode(Laptop.DEVICE))
			.run((context) -> assertThat(
					context.getBean(RefreshingCredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("111122223333"));
	}

	@Test
	void beanOfTheApplicationIsMadeWithTheSourceAndNotInARetrieval() {
		List<Thread> makers = new CopyOnWriteArrayList<>();
		this.laptop.runner("work-mfa").withBean(MfaTokenProvider.class, () -> {
			makers.add(Thread.currentThread());
			return (challenge) -> this.laptop.aws.unusedCode(Laptop.DEVICE);
		}, (definition) -> definition.setLazyInit(true)).run((context) -> {
			context.getBean(RefreshingCredentialsProvider.class).resolveCredentials();
			assertThat(makers).containsExactly(Thread.currentThread());
		});
	}

	@Test
	void beanThatStartsFromTheCredentialsOfAProfileGivesCodesForOthers() {
		this.laptop.runner("default")
			.withPropertyValues("aws.credentials.named.partner.profile.name=work-mfa",
					"aws.credentials.named.partner.startup=lazy")
			.withBean("codes", CodesBehindCredentials.class,
					() -> new CodesBehindCredentials((challenge) -> this.laptop.aws.unusedCode(Laptop.DEVICE)))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("partnerCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accountId()).isEqualTo("111122223333");
			});
	}

	@Test
	void ofSeveralBeansOneHasToBePrimary() {
		MfaTokenProvider codes = (challenge) -> this.laptop.aws.unusedCode(Laptop.DEVICE);
		ApplicationContextRunner runner = this.laptop.runner("work-mfa")
			.withBean("one", MfaTokenProvider.class, () -> (challenge) -> "000000");
		runner.withBean("two", MfaTokenProvider.class, () -> codes).run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(RefreshingCredentialsProvider.class)::resolveCredentials)
				.actual();
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(failure).hasMessage("Profile " + this.laptop.place("work-mfa")
					+ ": There are several MfaTokenProvider beans: one, two");
			assertThat(failure.advice()).contains("primary", "'aws.credentials.mfa.provider'");
		});
		runner.withBean("two", MfaTokenProvider.class, () -> codes, (definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(
					context.getBean(RefreshingCredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("111122223333"));
	}

	private static RefreshingCredentialsProvider awaitChallenge(AssertableApplicationContext context) {
		RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(provider.status().state()).isEqualTo(RefreshState.AWAITING_MFA));
		return provider;
	}

	private static MfaChallenge challenge(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(PendingMfaTokenProvider.class).challenges().get("default"));
	}

	private static void answer(AssertableApplicationContext context, String code) {
		Objects.requireNonNull(context.getBean(MfaAnswers.class).answer("default", code)).join();
	}

	/**
	 * Keeps the seed where the application's own credentials open it.
	 */
	private static final class CodesBehindCredentials implements MfaTokenProvider {

		private final MfaTokenProvider delegate;

		private CodesBehindCredentials(MfaTokenProvider delegate) {
			this.delegate = delegate;
		}

		@Autowired
		void credentials(@Qualifier("refreshingCredentialsProvider") CredentialsProvider credentials) {
			credentials.resolveCredentials();
		}

		@Override
		public String tokenCode(MfaChallenge challenge) {
			return this.delegate.tokenCode(challenge);
		}

	}

}
