package io.awscredentials.autoconfigure;

import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of which kinds of sources count: conditions, providers and the start go by the
 * same answer, which goes by what is bound.
 */
class SourceSelectionTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.startup=lazy");

	private static CredentialsSource source(String accessKeyId) {
		return () -> new Credentials(accessKeyId, "secret", null, null, null);
	}

	@Test
	void emptyChainIsNone() {
		this.contextRunner.withPropertyValues("aws.credentials.chain=")
			.withBean("customCredentialsSource", CredentialsSource.class, () -> source("AKIACUSTOM"))
			.run((context) -> {
				assertThat(context).doesNotHaveBean("environmentCredentialsSource");
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIACUSTOM");
			});
	}

	@Test
	void emptyChainLeavesTheDefaultChain() {
		this.contextRunner.withPropertyValues("aws.credentials.chain=")
			.withSystemProperties("aws.accessKeyId=AKIASYSTEM", "aws.secretAccessKey=secret")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIASYSTEM"));
	}

	@Test
	void sourceOfTheApplicationDescribesTheDefaultProviderWhereOthersAreNamed() {
		this.contextRunner
			.withPropertyValues("aws.credentials.startup=required",
					"aws.credentials.named.prod.static.access-key-id=AKIAPROD",
					"aws.credentials.named.prod.static.secret-access-key=secret")
			.withBean("customCredentialsSource", CredentialsSource.class, () -> source("AKIACUSTOM"))
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(CredentialsProviders.class).get("default");
				assertThat(provider).isNotNull();
				assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
			});
	}

	@Test
	void roleCountsWherePropertiesCanNotBeListed() {
		unlisted(Map.of("aws.credentials.assume-role.role-arn", ROLE, "aws.credentials.static.access-key-id", "AKIA",
				"aws.credentials.static.secret-access-key", "secret"))
			.run((context) -> {
				assertThat(context).hasBean("assumeRoleCredentialsSource")
					.hasBean("staticCredentialsSource")
					.doesNotHaveBean("environmentCredentialsSource");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
					.isEqualTo("AssumeRole < Static");
			});
	}

	@Test
	void settingsOfAKindDoNotAskForItWherePropertiesCanNotBeListed() {
		unlisted(Map.of("aws.credentials.sso.cache-directory", "cache", "aws.credentials.profile.reload", "false"))
			.run((context) -> assertThat(context).hasBean("environmentCredentialsSource")
				.hasBean("profileCredentialsSource")
				.doesNotHaveBean("ssoCredentialsSource"));
	}

	@Test
	void groupOfANamedProviderCountsWherePropertiesCanNotBeListed() {
		unlisted(Map.of("aws.credentials.named.prod.static.access-key-id", "AKIA",
				"aws.credentials.named.prod.static.secret-access-key", "secret",
				"aws.credentials.named.prod.assume-role.role-arn", ROLE))
			.withPropertyValues("aws.credentials.named.prod.region=eu-west-1")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(CredentialsProviders.class).get("prod");
				assertThat(provider).isNotNull();
				assertThat(provider.status().source()).isEqualTo("AssumeRole < Static");
			});
	}

	@Test
	void readyMfaTokenProviderIsPickedWherePropertiesCanNotBeListed() {
		unlisted(Map.of("aws.credentials.mfa.provider", "pending"))
			.run((context) -> assertThat(context).hasBean("pendingMfaTokenProvider"));
	}

	/** As JNDI: it answers for a name, and can't tell which names it has. */
	private ApplicationContextRunner unlisted(Map<String, String> properties) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new PropertySource<>("unlisted", properties) {

				@Override
				public Object getProperty(String name) {
					return this.source.get(name);
				}

			}));
	}

	@Test
	void groupWithNothingButAMisspeltKeyIsNotSkipped() {
		this.contextRunner.withPropertyValues("aws.credentials.process.comand=/bin/true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("aws.credentials.process"));
	}

}
