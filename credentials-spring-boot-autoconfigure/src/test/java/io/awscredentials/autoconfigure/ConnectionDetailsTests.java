package io.awscredentials.autoconfigure;

import java.net.URI;
import java.time.Duration;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that connection details win over properties, as in every starter of Spring Boot.
 */
class ConnectionDetailsTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null);

	private final AwsTestServer aws = AwsTestServer.start();

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	private ApplicationContextRunner connected() {
		TestCredentials user = this.aws.addUser("AKIACONNECTED", "secret", AwsTestServer.ACCOUNT_ID);
		return this.contextRunner.withBean(CredentialsConnectionDetails.class, () -> CredentialsConnectionDetails
			.of(this.aws.uri(), AwsTestServer.REGION, user.accessKeyId(), user.secretAccessKey()));
	}

	private static ApplicationContextRunner with(ApplicationContextRunner runner, @Nullable String endpoint,
			@Nullable String region, @Nullable String accessKey, @Nullable String secretKey) {
		return runner.withBean(CredentialsConnectionDetails.class, () -> new CredentialsConnectionDetails() {

			@Override
			public @Nullable URI getEndpoint() {
				return (endpoint != null) ? URI.create(endpoint) : null;
			}

			@Override
			public @Nullable String getRegion() {
				return region;
			}

			@Override
			public @Nullable String getAccessKey() {
				return accessKey;
			}

			@Override
			public @Nullable String getSecretKey() {
				return secretKey;
			}

		});
	}

	@Test
	void theirKeysAreTheCredentialsWhateverPropertiesSay() {
		connected()
			.withPropertyValues("aws.credentials.startup=required", "aws.credentials.chain=process,static",
					"aws.credentials.process.command=/does/not/exist",
					"aws.credentials.static.access-key-id=AKIAPRODUCTION",
					"aws.credentials.static.secret-access-key=secret", "aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.assume-role.mfa.serial-number=arn:aws:iam::123456789012:mfa/device")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("AKIACONNECTED");
				assertThat(provider.status().source()).isEqualTo("ConnectionDetails");
				assertThat(context).doesNotHaveBean(CredentialsSource.class);
				assertThat(this.aws.requests()).isEmpty();
			});
	}

	@Test
	void theyWinOverSourcesOfTheApplication() {
		connected()
			.withBean("customCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIACUSTOM", "secret", null, null, null))
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIACONNECTED"));
	}

	@Test
	void providerOfTheApplicationWinsOverThem() {
		connected()
			.withBean(CredentialsProvider.class, () -> () -> new Credentials("AKIAOWN", "secret", null, null, null))
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIAOWN"));
	}

	@Test
	void namedProvidersHaveTheirOwnSourcesAndTheSameEndpoint() {
		this.aws.role(ROLE);
		connected()
			.withPropertyValues("aws.credentials.use-fips=true", "aws.credentials.region=eu-west-1",
					"aws.credentials.sts.endpoint=http://localhost:1",
					"aws.credentials.named.reader.assume-role.role-arn=" + ROLE,
					"aws.credentials.named.reader.source=default",
					"aws.credentials.named.reader.sts.endpoint=http://localhost:1",
					"aws.credentials.named.keys.static.access-key-id=AKIANAMED",
					"aws.credentials.named.keys.static.secret-access-key=secret")
			.run((context) -> {
				assertThat(context.getBean("readerCredentialsProvider", CredentialsProvider.class).resolveCredentials())
					.isNotNull();
				assertThat(this.aws.requests("AssumeRole")).singleElement()
					.satisfies((request) -> assertThat(request.accessKeyId()).isEqualTo("AKIACONNECTED"))
					.satisfies((request) -> assertThat(request.headers().get("authorization").toString())
						.contains("/us-east-1/sts/"));
				assertThat(context.getBean("keysCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId()).isEqualTo("AKIANAMED");
			});
	}

	@Test
	void requestsAreSignedForTheirRegion() {
		connected().withPropertyValues("aws.credentials.region=eu-west-1")
			.run((context) -> assertThat(context.getBean(AwsSigning.class)
				.of("execute-api")
				.hosts("localhost")
				.presign(HttpMethod.GET, URI.create("http://localhost/"), Duration.ofMinutes(1))
				.toString()).contains("AKIACONNECTED").contains("us-east-1").doesNotContain("eu-west-1"));
	}

	@Test
	void whereTheyHaveNoKeysPropertiesSayWhoAsks() {
		this.aws.role(ROLE);
		this.aws.addUser("AKIASTATIC", "secret", AwsTestServer.ACCOUNT_ID);
		with(this.contextRunner, this.aws.uri().toString(), null, null, " ")
			.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.static.access-key-id=AKIASTATIC",
					"aws.credentials.static.secret-access-key=secret", "aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accessKeyId()).startsWith("ASIA");
				assertThat(provider.status().source()).isEqualTo("AssumeRole < Static");
			});
	}

	@Test
	void whatCanNotBeUsedIsAnError() {
		assertRefused("http:/nowhere", null, null, null, "http:/nowhere");
		assertRefused(null, "Mars", null, null, "Mars");
		assertRefused(null, null, "AKIA", null, "only one of access key and secret key");
		assertRefused(null, null, "AKIA\u200b", "secret", "position 5");
	}

	private void assertRefused(@Nullable String endpoint, @Nullable String region, @Nullable String accessKey,
			@Nullable String secretKey, String message) {
		with(this.contextRunner, endpoint, region, accessKey, secretKey).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining(message)
				.hasMessageContaining("ConnectionDetailsTests")
				.isInstanceOfSatisfying(CredentialsException.class,
						(ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
		});
	}

	@Test
	void conditionReportNamesThem() {
		connected().run((context) -> {
			ConditionEvaluationReport report = ConditionEvaluationReport.get(context.getBeanFactory());
			assertThat(report.getConditionAndOutcomesBySource()
				.get(SourceConfiguration.class.getName() + "#environmentCredentialsSource")).first()
				.satisfies((outcome) -> assertThat(outcome.getOutcome().getMessage()).contains("connection details"));
		});
	}

	/** The lines that the documentation shows. */
	@Test
	void loopbackAwsIsAServiceConnection() {
		this.contextRunner.withUserConfiguration(LoopbackAws.class).run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			provider.resolveCredentials();
			assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
			assertThat(context.getBean(CredentialsProviders.class).all()).hasSize(1);
		});
	}

	@Test
	void sourceOfAConfigurationClassTurnsTheDefaultChainOff() {
		this.contextRunner.withUserConfiguration(CustomSource.class)
			.run((context) -> assertThat(context).doesNotHaveBean("environmentCredentialsSource"));
	}

	@Test
	void secretsAreNotShown() {
		CredentialsConnectionDetails details = CredentialsConnectionDetails.of(this.aws.uri(), "us-east-1", "AKIA",
				"very-secret");
		assertThat(details.toString()).doesNotContain("very-secret");
		assertThat(SuppliedConnection.of(details).toString()).doesNotContain("very-secret");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class LoopbackAws {

		@Bean(destroyMethod = "close")
		AwsTestServer aws() {
			return AwsTestServer.start();
		}

		@Bean
		CredentialsConnectionDetails awsConnection(AwsTestServer aws) {
			TestCredentials user = aws.addUser();
			return CredentialsConnectionDetails.of(aws.uri(), AwsTestServer.REGION, user.accessKeyId(),
					user.secretAccessKey());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomSource {

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> new Credentials("AKIACUSTOM", "secret", null, null, null);
		}

	}

}
