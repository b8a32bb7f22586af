package io.awscredentials.integration;

import java.net.URI;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application which has the connection details of Spring Cloud AWS, those
 * of its support of LocalStack for example, goes on as it did without the starter.
 */
class SpringCloudAwsConnectionDetailsTests {

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withBean(AwsTestServer.class, () -> this.aws)
		.withBean(TestCredentials.class, () -> this.user)
		.withPropertyValues("spring.cloud.aws.sqs.enabled=false", "aws.credentials.instance-metadata.disabled=true");

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	@Test
	void clientsSignWithTheKeysOfTheDetails() {
		this.contextRunner.run((context) -> {
			context.getBean(S3Client.class).listBuckets();
			assertThat(this.aws.requests("ListBuckets")).singleElement()
				.satisfies((request) -> assertThat(request.accessKeyId()).isEqualTo(this.user.accessKeyId()));
			assertThat(context.getBeansOfType(AwsCredentialsProvider.class)).containsOnlyKeys("awsCredentialsProvider");
		});
	}

	@Test
	void detailsWinOverProperties() {
		this.contextRunner
			.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.sts.endpoint=http://localhost:1",
					"aws.credentials.assume-role.role-arn=arn:aws:iam::123456789012:role/production",
					"aws.credentials.static.access-key-id=AKIAPRODUCTION",
					"aws.credentials.static.secret-access-key=secret")
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo(this.user.accessKeyId());
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
					.isEqualTo("ConnectionDetails");
			});
	}

	@Test
	void detailsWithoutKeysLeaveThemToProperties() {
		new ApplicationContextRunner().withUserConfiguration(WithoutKeys.class)
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withPropertyValues("spring.cloud.aws.sqs.enabled=false", "spring.cloud.aws.region.static=eu-west-1",
					"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey())
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		AwsConnectionDetails localStack(AwsTestServer aws, TestCredentials user) {
			return new AwsConnectionDetails() {

				@Override
				public URI getEndpoint() {
					return aws.uri();
				}

				@Override
				public String getRegion() {
					return AwsTestServer.REGION;
				}

				@Override
				public String getAccessKey() {
					return user.accessKeyId();
				}

				@Override
				public String getSecretKey() {
					return user.secretAccessKey();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithoutKeys {

		@Bean
		AwsConnectionDetails localStack() {
			return new AwsConnectionDetails() {

				@Override
				public String getAccessKey() {
					return "AKIAHALF";
				}

			};
		}

	}

}
