package io.awscredentials.autoconfigure;

import java.util.function.Supplier;

import io.awscredentials.connect.IamTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tokens for what is connected to while beans are made or later. Who uses them does not
 * depend on the credentials: those who are told about these may be connected with it.
 */
final class ConnectTokens implements SmartInitializingSingleton {

	private final ProviderDefinitions definitions;

	private final SingletonSupplier<IamTokens> tokens;

	/**
	 * Create a new instance.
	 * @param definitions the definitions of all providers
	 * @param tokens makes tokens, and is asked for at the end of the start at the latest
	 */
	ConnectTokens(ProviderDefinitions definitions, Supplier<IamTokens> tokens) {
		this.definitions = definitions;
		this.tokens = SingletonSupplier.of(tokens);
	}

	/**
	 * Return what makes tokens.
	 * @param provider the name of the provider
	 * @return what makes tokens
	 */
	IamTokens get(String provider) {
		IamTokens tokens = this.tokens.obtain();
		return (provider.equals(ProviderDefinition.DEFAULT)) ? tokens : tokens.provider(provider);
	}

	/**
	 * Return what makes tokens.
	 * @param key the name of the property of the provider below {@code aws.credentials}
	 * @param provider the name of the provider, or {@code null} for the default one
	 * @param region the region, or {@code null} if the default one counts
	 * @return what makes tokens
	 */
	Supplier<IamTokens> of(String key, @Nullable String provider, @Nullable String region) {
		String name = checked(key, provider);
		String own = text(region);
		return () -> (own != null) ? get(name).region(own) : get(name);
	}

	/**
	 * Return the name of a provider that there is.
	 * @param key the name of its property below {@code aws.credentials}
	 * @param provider the name, or {@code null} for the default one
	 * @return the name
	 */
	String checked(String key, @Nullable String provider) {
		return this.definitions.checkedName(key, provider);
	}

	static String providerName(@Nullable String provider) {
		String name = text(provider);
		return (name != null) ? name : ProviderDefinition.DEFAULT;
	}

	static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.tokens.obtain();
	}

}
