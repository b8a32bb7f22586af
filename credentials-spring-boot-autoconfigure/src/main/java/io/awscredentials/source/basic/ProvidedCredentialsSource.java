package io.awscredentials.source.basic;

import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;

/**
 * Gives the credentials of another provider, from which role chaining starts.
 */
public final class ProvidedCredentialsSource implements DetailedSource {

	private final CredentialsProvider provider;

	private final Supplier<String> name;

	/**
	 * Create a new instance.
	 * @param provider the other provider
	 * @param name gives the name of the other provider's source
	 */
	public ProvidedCredentialsSource(CredentialsProvider provider, Supplier<String> name) {
		this.provider = provider;
		this.name = name;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		Credentials credentials = this.provider.resolveCredentials();
		return new RetrievedCredentials(credentials, PastExpiry.REFUSE)
			.withOnRejection(() -> this.provider.invalidate(credentials));
	}

	@Override
	public String name() {
		return this.name.get();
	}

}
