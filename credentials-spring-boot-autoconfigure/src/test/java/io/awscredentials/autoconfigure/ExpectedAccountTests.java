package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.plugin.TestJar;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for accounts that are expected: nobody ever gets credentials of another one.
 */
class ExpectedAccountTests {

	private static final String RIGHT = AwsTestServer.ACCOUNT_ID;

	private static final String WRONG = "210987654321";

	private static final String ROLE = "arn:aws:iam::" + WRONG + ":role/demo";

	private static final String EXPECTED = "aws.credentials.expected-account-ids=" + RIGHT;

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	private ApplicationContextRunner contextRunner = this.laptop.runner()
		.withPropertyValues("aws.credentials.region=eu-west-1");

	@BeforeEach
	void provide() {
		this.laptop.environment.put("AWS_SHARED_CREDENTIALS_FILE", this.laptop.file("keys").toString());
		this.laptop.environment.put("AWS_CONFIG_FILE", this.laptop.file("config").toString());
		this.laptop.aws.addUser("AKIARIGHT7EXAMPLE1", "secret", RIGHT);
		this.laptop.aws.addUser("AKIAWRONG7EXAMPLE1", "secret", WRONG);
		this.laptop.aws.role(ROLE);
	}

	private static CredentialsException failure(RefreshingCredentialsProvider provider) {
		return catchThrowableOfType(CredentialsException.class, provider::resolveCredentials);
	}

	private static RefreshingCredentialsProvider provider(ApplicationContext context) {
		return context.getBean(CredentialsProviders.class).get("default");
	}

	private static void refuses(RefreshingCredentialsProvider provider) {
		assertThat(catchThrowableOfType(CompletionException.class, provider.refresh()::join))
			.hasCauseInstanceOf(CredentialsException.class)
			.hasMessageContaining(RIGHT)
			.hasMessageContaining(WRONG)
			.hasMessageContaining("'aws.credentials.expected-account-ids'");
	}

	/** The source gives the right ones, then the wrong ones, then the right ones. */
	private static void keepsTheRightOnes(ApplicationContext context, Change change) throws Exception {
		RefreshingCredentialsProvider provider = provider(context);
		Credentials right = provider.resolveCredentials();
		assertThat(right.accountId()).isEqualTo(RIGHT);
		change.to("WRONG");
		refuses(provider);
		assertThat(provider.resolveCredentials()).isEqualTo(right);
		assertThat(provider.status().state()).isEqualTo(RefreshState.STALE);
		assertThat(provider.status().accountId()).isEqualTo(RIGHT);
		provider.invalidate(right);
		assertThat(failure(provider).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
		change.to("RIGHT");
		assertThat(provider.refresh().join().accountId()).isEqualTo(RIGHT);
	}

	private void writeKeys(String account) {
		this.laptop.write("keys",
				"[default]\naws_access_key_id = AKIA" + account + "7EXAMPLE1\naws_secret_access_key = secret\n");
	}

	@Test
	void profileThatSomebodyEditsIsCaught() {
		writeKeys("RIGHT");
		this.contextRunner.withPropertyValues("aws.credentials.profile.name=default", EXPECTED)
			.run((context) -> keepsTheRightOnes(context, this::writeKeys));
	}

	@Test
	void profileThatIsPutRightIsNoticedByItself() {
		writeKeys("WRONG");
		this.contextRunner.withPropertyValues("aws.credentials.profile.name=default", EXPECTED).run((context) -> {
			RefreshingCredentialsProvider provider = provider(context);
			assertThat(failure(provider).nextAttempt()).hasSeconds(10);
			assertThat(provider.status().state()).isEqualTo(RefreshState.FAILED);
		});
	}

	@Test
	void defaultChainIsCaught() {
		writeKeys("RIGHT");
		this.contextRunner.withPropertyValues(EXPECTED).run((context) -> keepsTheRightOnes(context, this::writeKeys));
	}

	@Test
	void vendingProcessThatChangesAccountsIsCaught() {
		Change vend = (account) -> this.laptop.write("vended",
				"{\"Version\":1,\"AccessKeyId\":\"AKIA" + account + "7EXAMPLE1\",\"SecretAccessKey\":\"secret\"}");
		this.laptop.write("vended", "");
		this.contextRunner
			.withPropertyValues(EXPECTED, "aws.credentials.process.command=cat " + this.laptop.file("vended"))
			.run((context) -> {
				vend.to("RIGHT");
				keepsTheRightOnes(context, vend);
			});
	}

	@Test
	void pluginThatIsReplacedIsCaught(@TempDir Path folder) throws IOException {
		Change replace = (account) -> TestJar.plugin(folder, """
				public Credentials retrieve() {
					return new Credentials("AKIA%s7EXAMPLE1", "secret", null, null, null);
				}
				""".formatted(account)).write("plugin.jar");
		Path jar = TestJar.giving(folder, "AKIA").write("plugin.jar");
		this.contextRunner
			.withPropertyValues(EXPECTED, "aws.credentials.plugin.location=" + jar,
					"aws.credentials.plugin.reload=true")
			.run((context) -> {
				replace.to("RIGHT");
				keepsTheRightOnes(context, replace);
			});
	}

	@Test
	void sourceOfTheApplicationIsCaught() {
		String[] account = { "RIGHT" };
		CredentialsSource custom = () -> new Credentials("AKIA" + account[0] + "7EXAMPLE1", "secret", null, null, null);
		this.contextRunner.withBean("customCredentialsSource", CredentialsSource.class, () -> custom)
			.withPropertyValues(EXPECTED)
			.run((context) -> keepsTheRightOnes(context, (next) -> account[0] = next));
	}

	@Test
	void roleOfAnotherAccountIsCaughtWithNobodyBeingAsked() {
		writeKeys("RIGHT");
		this.contextRunner.withPropertyValues(EXPECTED, "aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				assertThat(failure(provider(context)).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
				assertThat(this.laptop.aws.count("GetCallerIdentity")).isZero();
			});
	}

	@Test
	void namedProviderHasAccountsOfItsOwnOrNone() {
		writeKeys("RIGHT");
		this.contextRunner
			.withPropertyValues(EXPECTED, "aws.credentials.named.free.source=default",
					"aws.credentials.named.free.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.strict.source=default",
					"aws.credentials.named.strict.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.strict.expected-account-ids[0]=111122223333")
			.run((context) -> {
				CredentialsProviders providers = context.getBean(CredentialsProviders.class);
				assertThat(providers.get("free").resolveCredentials().accountId()).isEqualTo(WRONG);
				assertThat(failure(providers.get("strict"))).hasMessageContaining("111122223333")
					.hasMessageContaining("'aws.credentials.named.strict.expected-account-ids'")
					.extracting(CredentialsException::code)
					.isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
			});
	}

	@Test
	void providerThatOthersStartFromIsChecked() {
		writeKeys("WRONG");
		this.contextRunner
			.withPropertyValues(EXPECTED, "aws.credentials.named.next.source=default",
					"aws.credentials.named.next.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				RefreshingCredentialsProvider next = context.getBean(CredentialsProviders.class).get("next");
				assertThat(failure(next).code()).isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
				assertThat(this.laptop.aws.count("AssumeRole")).isZero();
			});
	}

	@Test
	void roleThatIsKnownOnlyAtRunTimeIsCheckedByItsOwnAccountsOrThoseOfItsProvider() {
		writeKeys("RIGHT");
		AssumeRoleOptions role = AssumeRoleOptions.of(ROLE);
		this.contextRunner.withPropertyValues(EXPECTED).run((context) -> {
			CredentialsProviders providers = context.getBean(CredentialsProviders.class);
			assertThat(failure(providers.assumeRole(role))).hasMessageContaining(RIGHT)
				.extracting(CredentialsException::code)
				.isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
			AssumeRoleOptions own = role.withExpectedAccountIds(List.of(WRONG));
			assertThat(providers.assumeRole(own).resolveCredentials().accountId()).isEqualTo(WRONG);
			AssumeRoleOptions other = role.withExpectedAccountIds(List.of("111122223333"));
			assertThat(failure(providers.assumeRole(other))).hasMessageContaining("option 'expectedAccountIds'")
				.hasMessageContaining("111122223333");
			assertThat(catchThrowableOfType(CredentialsException.class,
					() -> providers.assumeRole(role.withExpectedAccountIds(List.of("12")))))
				.hasMessageContaining("'expectedAccountIds'");
		});
	}

	@Test
	void credentialsThatConfigurationIsLoadedWithAreChecked() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(this.laptop.aws.properties())
			.and("aws.credentials.static.access-key-id=AKIAWRONG7EXAMPLE1",
					"aws.credentials.static.secret-access-key=secret", EXPECTED)
			.applyTo(environment);
		try (BootstrapCredentials bootstrap = new BootstrapCredentials()) {
			CredentialsProvider provider = bootstrap.provider(() -> BootstrapEnvironment.of(Binder.get(environment)));
			assertThat(catchThrowableOfType(CredentialsException.class, provider::resolveCredentials).code())
				.isEqualTo(CredentialsErrorCode.ACCOUNT_MISMATCH);
		}
	}

	/**
	 * Makes a source give the credentials of an account.
	 */
	@FunctionalInterface
	private interface Change {

		void to(String account) throws Exception;

	}

}
