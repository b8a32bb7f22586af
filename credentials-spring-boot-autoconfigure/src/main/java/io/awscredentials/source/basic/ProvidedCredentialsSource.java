package io.awscredentials.source.basic;

import java.time.Instant;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.internal.RetrievedCredentials.Keeper;
import org.jspecify.annotations.Nullable;

/**
 * Gives the credentials of another provider, from which role chaining starts.
 */
public final class ProvidedCredentialsSource implements DetailedSource {

	private final CredentialsProvider provider;

	private final Supplier<String> name;

	private final Supplier<@Nullable Instant> lastRefresh;

	private volatile @Nullable Key key;

	/**
	 * Create a new instance.
	 * @param provider the other provider
	 * @param name gives the name of the other provider's source
	 * @param lastRefresh tells when the other provider obtained its credentials, or
	 * {@code null} if it does not say
	 */
	public ProvidedCredentialsSource(CredentialsProvider provider, Supplier<String> name,
			Supplier<@Nullable Instant> lastRefresh) {
		this.provider = provider;
		this.name = name;
		this.lastRefresh = lastRefresh;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		Credentials credentials = this.provider.resolveCredentials();
		return new RetrievedCredentials(credentials, PastExpiry.REFUSE)
			.withKeeper(new Other(this.provider, credentials, since(credentials.accessKeyId())));
	}

	private @Nullable Instant since(String accessKeyId) {
		Key key = this.key;
		if (key == null || !key.id().equals(accessKeyId)) {
			key = new Key(accessKeyId, this.lastRefresh.get());
			this.key = key;
		}
		return key.since();
	}

	@Override
	public String name() {
		return this.name.get();
	}

	/**
	 * An access key, and when it was obtained: it grows no younger by being obtained
	 * again.
	 */
	private record Key(String id, @Nullable Instant since) {
	}

	private record Other(CredentialsProvider provider, Credentials credentials,
			@Nullable Instant since) implements Keeper {

		@Override
		public void reject() {
			this.provider.invalidate(this.credentials);
		}

	}

}
