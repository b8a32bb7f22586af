package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * What there may be already in place of what would be assembled. Asked while a provider
 * is made, never by a retrieval.
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
	 * Return what connection details say.
	 * @return the connection
	 */
	default SuppliedConnection connection() {
		return SuppliedConnection.NONE;
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

}
