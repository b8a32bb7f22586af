package io.awscredentials.integration;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import example.EarlyAutoConfiguration;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSdkAutoConfiguration;
import io.awscredentials.sdk.SdkCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.ssm.SsmClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the clients of Spring Cloud AWS use our credentials.
 */
class SpringCloudAwsTests {

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private final Applications applications;

	SpringCloudAwsTests(@TempDir Path folder) {
		this.applications = new Applications(folder, this.aws);
	}

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	@Test
	void clientsSignWithOurCredentials() throws IOException {
		this.aws.secret("secret", "value").parameter("/parameter", "value");
		this.applications.withKeys("aws.credentials", this.user).with("spring.cloud.aws.sqs.enabled=true");
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getBeansOfType(AwsCredentialsProvider.class)).containsOnlyKeys("awsCredentialsProvider");
			context.getBean(S3Client.class).listBuckets();
			context.getBean(SecretsManagerClient.class).getSecretValue((request) -> request.secretId("secret"));
			context.getBean(SsmClient.class).getParametersByPath((request) -> request.path("/"));
			// The server has no queues: what counts is who asks.
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> context.getBean(SqsAsyncClient.class).listQueues().join());
			assertThat(this.aws.requests()).hasSizeGreaterThanOrEqualTo(4)
				.allSatisfy((request) -> assertThat(request.accessKeyId()).isEqualTo(this.user.accessKeyId()));
		}
	}

	@Test
	void providerOfTheApplicationWins() throws IOException {
		this.applications.withKeys("aws.credentials", this.user).source(OwnSdkProvider.class);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getBeansOfType(AwsCredentialsProvider.class)).containsOnlyKeys("own");
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo(this.user.accessKeyId());
		}
	}

	@Test
	void credentialsProviderOfTheApplicationIsAdapted() throws IOException {
		this.applications.source(OwnProvider.class);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getBean(AwsCredentialsProvider.class)).isInstanceOf(SdkCredentialsProvider.class);
			assertThat(context.getBean(AwsCredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIAOWN");
		}
	}

	@Test
	void whenDisabledSpringCloudAwsHasItsOwn() throws IOException {
		this.applications.with("aws.credentials.enabled=false",
				"spring.cloud.aws.credentials.access-key=" + this.user.accessKeyId(),
				"spring.cloud.aws.credentials.secret-key=" + this.user.secretAccessKey());
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getBean(AwsCredentialsProvider.class)).isNotInstanceOf(SdkCredentialsProvider.class);
			context.getBean(S3Client.class).listBuckets();
		}
	}

	@Test
	void oursComesFirstHoweverAutoConfigurationsAreSorted() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(EarlyAutoConfiguration.class,
					RegionProviderAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
					AwsCredentialsSdkAutoConfiguration.class, AwsCredentialsAutoConfiguration.class))
			.withPropertyValues("spring.cloud.aws.region.static=us-east-1",
					"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey())
			.run((context) -> assertThat(context.getBeansOfType(AwsCredentialsProvider.class))
				.containsOnlyKeys("awsCredentialsProvider"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void orderOfTheClassPathDoesNotMatter(boolean oursFirst) throws Exception {
		Comparator<String> ours = Comparator.comparing((entry) -> entry.contains("credentials-spring-boot"));
		List<URL> classPath = new ArrayList<>();
		for (String entry : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.sorted((oursFirst) ? ours.reversed() : ours)
			.toList()) {
			classPath.add(Path.of(entry).toUri().toURL());
		}
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader isolated = new URLClassLoader(classPath.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(isolated);
			Method run = isolated.loadClass(IsolatedRun.class.getName())
				.getDeclaredMethod("run", String.class, String.class, String.class);
			run.setAccessible(true);
			assertThat(
					run.invoke(null, this.aws.uri().toString(), this.user.accessKeyId(), this.user.secretAccessKey()))
				.isEqualTo("[awsCredentialsProvider]");
			assertThat(this.aws.requests("ListBuckets")).singleElement()
				.satisfies((request) -> assertThat(request.status()).isEqualTo(200));
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnSdkProvider {

		@Bean
		AwsCredentialsProvider own() {
			return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOWN", "secret"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnProvider {

		@Bean
		CredentialsProvider own() {
			return () -> new Credentials("AKIAOWN", "secret", null, null, null);
		}

	}

}
