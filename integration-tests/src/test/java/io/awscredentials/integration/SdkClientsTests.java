package io.awscredentials.integration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSdkAutoConfiguration;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests with real clients of the AWS SDK, synchronous and asynchronous ones.
 */
class SdkClientsTests {

	private static final SdkEventLoopGroup EVENT_LOOPS = SdkEventLoopGroup.builder().numberOfThreads(1).build();

	private final AwsTestServer aws = AwsTestServer.start();

	private final ApplicationContextRunner withoutSource = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(AwsCredentialsAutoConfiguration.class, AwsCredentialsSdkAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy");

	private final ApplicationContextRunner contextRunner = this.withoutSource.withPropertyValues(
			"aws.credentials.container.full-uri=" + this.aws.container().fullUri(),
			"aws.credentials.container.authorization-token=" + this.aws.container().authorizationToken());

	@AfterEach
	void stopServer() {
		this.aws.close();
	}

	/**
	 * A client, and one call that it makes.
	 */
	private record Calling(String name, String action, Consumer<AwsCredentialsProvider> call) {
	}

	private Stream<Calling> clients() {
		return Stream.of(new Calling("S3, URL connection", "ListBuckets", (provider) -> {
			try (S3Client client = s3(provider)) {
				client.listBuckets();
			}
		}), new Calling("S3, Netty", "ListBuckets", (provider) -> {
			try (S3AsyncClient client = configure(S3AsyncClient.builder(), provider).forcePathStyle(true)
				.httpClientBuilder(netty())
				.build()) {
				join(client.listBuckets());
			}
		}), new Calling("STS, URL connection", "GetCallerIdentity", (provider) -> {
			try (StsClient client = configure(StsClient.builder(), provider)
				.httpClientBuilder(UrlConnectionHttpClient.builder())
				.build()) {
				client.getCallerIdentity();
			}
		}), new Calling("STS, Netty", "GetCallerIdentity", (provider) -> {
			try (StsAsyncClient client = configure(StsAsyncClient.builder(), provider).httpClientBuilder(netty())
				.build()) {
				join(client.getCallerIdentity());
			}
		}), new Calling("Secrets Manager, URL connection", "GetSecretValue", (provider) -> {
			try (SecretsManagerClient client = configure(SecretsManagerClient.builder(), provider)
				.httpClientBuilder(UrlConnectionHttpClient.builder())
				.build()) {
				client.getSecretValue((request) -> request.secretId("secret"));
			}
		}), new Calling("Secrets Manager, Netty", "GetSecretValue", (provider) -> {
			try (SecretsManagerAsyncClient client = configure(SecretsManagerAsyncClient.builder(), provider)
				.httpClientBuilder(netty())
				.build()) {
				join(client.getSecretValue((request) -> request.secretId("secret")));
			}
		}));
	}

	private S3Client s3(AwsCredentialsProvider provider) {
		return configure(S3Client.builder(), provider).forcePathStyle(true)
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.build();
	}

	private <B extends AwsClientBuilder<B, ?>> B configure(B builder, AwsCredentialsProvider provider) {
		return builder.credentialsProvider(provider).region(Region.US_EAST_1).endpointOverride(this.aws.uri());
	}

	// Closing a client does not end this group, which would take two quiet seconds.
	private static NettyNioAsyncHttpClient.Builder netty() {
		return NettyNioAsyncHttpClient.builder().eventLoopGroup(EVENT_LOOPS);
	}

	private static void join(CompletableFuture<?> future) {
		try {
			future.join();
		}
		catch (CompletionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

	@TestFactory
	Stream<DynamicTest> signs() {
		return clients()
			.map((client) -> DynamicTest.dynamicTest(client.name(), () -> this.contextRunner.run((context) -> {
				this.aws.clearRequests();
				this.aws.secret("secret", "value");
				client.call().accept(context.getBean(AwsCredentialsProvider.class));
				Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
				RecordedRequest request = this.aws.requests(client.action()).get(0);
				assertThat(request.status()).isEqualTo(200);
				assertThat(request.accessKeyId()).isEqualTo(credentials.accessKeyId());
				assertThat(request.header("X-Amz-Security-Token")).isEqualTo(credentials.sessionToken());
			})));
	}

	@TestFactory
	Stream<DynamicTest> recoversFromARevokedKeyWithTheNextCall() {
		return clients()
			.map((client) -> DynamicTest.dynamicTest(client.name(), () -> this.contextRunner.run((context) -> {
				this.aws.clearRequests();
				this.aws.secret("secret", "value");
				AwsCredentialsProvider provider = context.getBean(AwsCredentialsProvider.class);
				client.call().accept(provider);
				String key = provider.resolveCredentials().accessKeyId();
				this.aws.revoke(key);
				assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> client.call().accept(provider))
					.satisfies(
							(failure) -> assertThat(failure.awsErrorDetails().errorCode()).startsWith("ExpiredToken"));
				client.call().accept(provider);
				assertThat(provider.resolveCredentials().accessKeyId()).isNotEqualTo(key);
				assertThat(this.aws.count("GetContainerCredentials")).isEqualTo(2);
			})));
	}

	@Test
	void keysOfOthersAreNotOurBusiness() {
		TestCredentials other = this.aws.addUser();
		this.aws.revoke(other.accessKeyId());
		this.contextRunner.run((context) -> {
			AwsCredentialsProvider ours = context.getBean(AwsCredentialsProvider.class);
			String key = ours.resolveCredentials().accessKeyId();
			try (S3Client client = s3(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(other.accessKeyId(), other.secretAccessKey())))) {
				assertThatExceptionOfType(AwsServiceException.class).isThrownBy(client::listBuckets);
			}
			assertThat(ours.resolveCredentials().accessKeyId()).isEqualTo(key);
			assertThat(this.aws.count("GetContainerCredentials")).isOne();
		});
	}

	@Test
	void closingAClientLeavesTheProviderAlive() {
		this.contextRunner.run((context) -> {
			AwsCredentialsProvider provider = context.getBean(AwsCredentialsProvider.class);
			try (S3Client client = s3(provider)) {
				client.listBuckets();
			}
			this.aws.revoke(provider.resolveCredentials().accessKeyId());
			try (S3Client client = s3(provider)) {
				assertThatExceptionOfType(AwsServiceException.class).isThrownBy(client::listBuckets);
				assertThat(client.listBuckets().buckets()).hasSize(1);
			}
		});
	}

	@Test
	void accountIdIsCarried() {
		this.contextRunner.run((context) -> assertThat(
				context.getBean(AwsCredentialsProvider.class).resolveIdentity().join().accountId())
			.contains(AwsTestServer.ACCOUNT_ID));
	}

	@Test
	void asynchronousCallDoesNotWaitForCredentials() {
		CountDownLatch released = new CountDownLatch(1);
		CredentialsSource slow = () -> {
			try {
				released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return new Credentials("AKIASLOW", "secret", null, null, null);
		};
		this.withoutSource.withBean("customCredentialsSource", CredentialsSource.class, () -> slow).run((context) -> {
			CompletableFuture<? extends AwsCredentialsIdentity> future = context.getBean(AwsCredentialsProvider.class)
				.resolveIdentity();
			assertThat(future).isNotDone();
			released.countDown();
			assertThat(future.join().accessKeyId()).isEqualTo("AKIASLOW");
		});
	}

	@TestFactory
	Stream<DynamicTest> failureReachesTheCaller() {
		return clients().map((client) -> DynamicTest.dynamicTest(client.name(),
				() -> this.withoutSource.withPropertyValues("aws.credentials.process.command=/absent/program")
					.run((context) -> assertThatException()
						.isThrownBy(() -> client.call().accept(context.getBean(AwsCredentialsProvider.class)))
						.satisfies((failure) -> assertThat(credentialsException(failure).code())
							.isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION)))));
	}

	private static CredentialsException credentialsException(Throwable failure) {
		// Asynchronous clients put it into an exception of the SDK.
		return (CredentialsException) ((failure instanceof SdkClientException) ? failure.getCause() : failure);
	}

	@Test
	void presignedUrlsAreSignedWithOurKey() {
		this.contextRunner.run((context) -> {
			AwsCredentialsProvider provider = context.getBean(AwsCredentialsProvider.class);
			try (S3Presigner presigner = S3Presigner.builder()
				.credentialsProvider(provider)
				.region(Region.US_EAST_1)
				.endpointOverride(URI.create("http://localhost"))
				.build()) {
				List<String> credential = presigner
					.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
						.getObjectRequest((request) -> request.bucket("bucket").key("key")))
					.httpRequest()
					.rawQueryParameters()
					.get("X-Amz-Credential");
				assertThat(credential).singleElement()
					.asString()
					.startsWith(provider.resolveCredentials().accessKeyId() + "/");
			}
		});
	}

}
