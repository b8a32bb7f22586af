package io.awscredentials.source.basic;

import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;

/**
 * Gives the credentials of another provider, from which role chaining starts.
 */
public final class ProvidedCredentialsSource implements CredentialsSource {

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
	public Credentials retrieve() {
		return this.provider.resolveCredentials();
	}

	@Override
	public void invalidate(Credentials rejected) {
		this.provider.invalidate(rejected);
	}

	@Override
	public String name() {
		return this.name.get();
	}

}
