package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import io.awscredentials.source.vault.VaultReader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;

/**
 * What an application supplies, in place of what would be assembled or for it. Asked
 * while a provider is made, never by a retrieval.
 */
interface SuppliedBeans {

	/** Nothing. */
	SuppliedBeans NONE = new SuppliedBeans() {
	};

	/**
	 * Return the default provider's source of a kind.
	 * @param kind the kind
	 * @return the source, or {@code null} if there is none
	 */
	default @Nullable CredentialsSource source(SourceKind kind) {
		return null;
	}

	/**
	 * Return whether there is a bean of a name.
	 * @param name the name
	 * @return whether there is one
	 */
	default boolean contains(String name) {
		return false;
	}

	/**
	 * Return the provider that retrieved the credentials with which configuration was
	 * loaded, if it is what would be assembled.
	 * @param name the name of the provider
	 * @return the provider, or {@code null} if there is none
	 */
	default @Nullable RefreshingCredentialsProvider earlier(String name) {
		return null;
	}

	/**
	 * Return the provider whose credentials others start from.
	 * @param name its name
	 * @return the provider, or {@code null} if it has to be assembled
	 */
	default @Nullable CredentialsProvider provider(String name) {
		return null;
	}

	/**
	 * Return what stands in for the file with a web identity token.
	 * @return the bean of the application, or {@code null} if there is none
	 */
	default @Nullable WebIdentityTokenSource webIdentityTokenSource() {
		return null;
	}

	/**
	 * Return the client registrations that tokens can be had for.
	 * @return the registrations, or {@code null} where Spring Security is not there
	 */
	default @Nullable OAuth2Tokens oauth2Tokens() {
		return null;
	}

	/**
	 * Return the SSL bundles of the application.
	 * @return the bundles, or {@code null} if there are none
	 */
	default @Nullable SslBundles sslBundles() {
		return null;
	}

	/**
	 * Return what reads from Vault.
	 * @return the bean of the application, or {@code null} if there is none
	 */
	default @Nullable VaultReader vaultReader() {
		return null;
	}

}
