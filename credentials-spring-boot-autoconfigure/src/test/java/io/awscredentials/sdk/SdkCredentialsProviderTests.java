package io.awscredentials.sdk;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SdkCredentialsProvider}.
 */
class SdkCredentialsProviderTests {

	private static final Instant EXPIRATION = Instant.parse("2999-01-01T00:00:00Z");

	private static final Credentials SESSION = new Credentials("ASIA", "secret", "token", EXPIRATION, "123456789012");

	private static final Credentials LONG_TERM = new Credentials("AKIA", "secret", null, null, null);

	@Test
	void temporaryCredentialsBecomeSessionCredentials() {
		assertThat(SdkCredentialsProvider.of(() -> SESSION).resolveCredentials())
			.isInstanceOfSatisfying(AwsSessionCredentials.class, (credentials) -> {
				assertThat(credentials.accessKeyId()).isEqualTo("ASIA");
				assertThat(credentials.secretAccessKey()).isEqualTo("secret");
				assertThat(credentials.sessionToken()).isEqualTo("token");
				assertThat(credentials.expirationTime()).contains(EXPIRATION);
				assertThat(credentials.accountId()).contains("123456789012");
			});
	}

	@Test
	void longTermCredentialsBecomeBasicCredentials() {
		assertThat(SdkCredentialsProvider.of(() -> LONG_TERM).resolveCredentials())
			.isInstanceOfSatisfying(AwsBasicCredentials.class, (credentials) -> {
				assertThat(credentials.accessKeyId()).isEqualTo("AKIA");
				assertThat(credentials.secretAccessKey()).isEqualTo("secret");
				assertThat(credentials.accountId()).isEmpty();
			});
	}

	@Test
	void sameCredentialsAreConvertedOnce() {
		SdkCredentialsProvider provider = SdkCredentialsProvider
			.of(new Controlled(CompletableFuture.completedFuture(SESSION)));
		assertThat(provider.resolveCredentials()).isSameAs(provider.resolveCredentials());
		assertThat(provider.resolveIdentity()).isSameAs(provider.resolveIdentity())
			.isCompletedWithValueMatching((identity) -> identity == provider.resolveCredentials());
	}

	@Test
	void identityIsResolvedWithoutWaiting() {
		CompletableFuture<Credentials> pending = new CompletableFuture<>();
		CompletableFuture<? extends AwsCredentialsIdentity> identity = SdkCredentialsProvider
			.of(new Controlled(pending))
			.resolveIdentity();
		assertThat(identity).isNotDone();
		pending.complete(SESSION);
		assertThat(identity.join()).isInstanceOf(AwsSessionCredentials.class);
	}

	@Test
	void failureIsPassedOn() {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Test", "none");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> SdkCredentialsProvider.of(new Controlled(CompletableFuture.failedFuture(failure)))
				.resolveIdentity()
				.join())
			.withCause(failure);
	}

	@Test
	void clientsCanNotCloseIt() {
		assertThat(SdkCredentialsProvider.of(() -> SESSION)).isNotInstanceOf(SdkAutoCloseable.class)
			.isNotInstanceOf(AutoCloseable.class);
	}

	@Test
	void registryKeepsNoAdapterAlive() {
		WeakReference<SdkCredentialsProvider> adapter = new WeakReference<>(used());
		Awaitility.await().until(() -> {
			System.gc();
			return adapter.get() == null;
		});
		assertThat(LiveProviders.all()).doesNotContainNull();
	}

	private static SdkCredentialsProvider used() {
		SdkCredentialsProvider adapter = SdkCredentialsProvider.of(() -> SESSION);
		adapter.resolveCredentials();
		assertThat(LiveProviders.all()).contains(adapter);
		return adapter;
	}

	/**
	 * Gives what a future gives.
	 */
	private record Controlled(CompletableFuture<Credentials> future) implements CredentialsProvider {

		@Override
		public Credentials resolveCredentials() {
			return this.future.join();
		}

		@Override
		public CompletableFuture<Credentials> resolveCredentialsAsync() {
			return this.future;
		}

	}

}
