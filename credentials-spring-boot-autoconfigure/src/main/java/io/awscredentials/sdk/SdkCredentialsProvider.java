package io.awscredentials.sdk;

import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Gives the clients of the AWS SDK for Java v2 the credentials of a provider. Closing a
 * client does not close it: it is not closeable at all, and may be shared by any number
 * of clients. When a service refuses the credentials it gave,
 * {@link RejectedCredentialsInterceptor} tells the provider. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SdkCredentialsProvider implements AwsCredentialsProvider {

	private final CredentialsProvider provider;

	private volatile @Nullable Converted latest;

	private SdkCredentialsProvider(CredentialsProvider provider) {
		this.provider = provider;
	}

	/**
	 * Return an adapter of a provider.
	 * @param provider the provider
	 * @return the adapter
	 */
	public static SdkCredentialsProvider of(CredentialsProvider provider) {
		SdkCredentialsProvider adapter = new SdkCredentialsProvider(provider);
		LiveProviders.add(adapter);
		return adapter;
	}

	@Override
	public AwsCredentials resolveCredentials() {
		return converted(this.provider.resolveCredentials()).credentials();
	}

	/**
	 * Return the credentials without parking the calling thread, as asynchronous clients
	 * need it.
	 * @param request not looked at
	 * @return a future of the credentials, completed already where there are valid ones
	 */
	@Override
	public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
		CompletableFuture<Credentials> future = this.provider.resolveCredentialsAsync();
		if (future.isDone() && !future.isCompletedExceptionally()) {
			return converted(future.join()).identity();
		}
		return future.thenApply((credentials) -> converted(credentials).credentials());
	}

	private Converted converted(Credentials credentials) {
		Converted converted = this.latest;
		if (converted == null || converted.source() != credentials) {
			converted = Converted.of(credentials);
			this.latest = converted;
		}
		return converted;
	}

	/**
	 * Tell the provider that a service refused a key, if that is the one given last.
	 * @param accessKeyId the access key ID
	 */
	void rejected(String accessKeyId) {
		Converted converted = this.latest;
		if (converted != null && converted.source().accessKeyId().equals(accessKeyId)) {
			this.provider.invalidate(converted.source());
		}
	}

	@Override
	public String toString() {
		return "SdkCredentialsProvider[" + this.provider.getClass().getSimpleName() + "]";
	}

	/**
	 * Credentials in the SDK's form, which is made once for each set.
	 */
	private record Converted(Credentials source, AwsCredentials credentials,
			CompletableFuture<AwsCredentialsIdentity> identity) {

		static Converted of(Credentials source) {
			AwsCredentials credentials = convert(source);
			return new Converted(source, credentials, CompletableFuture.completedFuture(credentials));
		}

		// Signers look at these very types to find the session token.
		private static AwsCredentials convert(Credentials source) {
			if (source.sessionToken() == null) {
				return AwsBasicCredentials.builder()
					.accessKeyId(source.accessKeyId())
					.secretAccessKey(source.secretAccessKey())
					.accountId(source.accountId())
					.build();
			}
			return AwsSessionCredentials.builder()
				.accessKeyId(source.accessKeyId())
				.secretAccessKey(source.secretAccessKey())
				.sessionToken(source.sessionToken())
				.accountId(source.accountId())
				.expirationTime(source.expiration())
				.build();
		}

		@Override
		public String toString() {
			return "Converted[" + this.source + "]";
		}

	}

}
