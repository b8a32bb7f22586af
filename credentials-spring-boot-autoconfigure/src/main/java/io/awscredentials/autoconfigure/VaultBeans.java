package io.awscredentials.autoconfigure;

import io.awscredentials.source.vault.VaultReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bean of the application that talks to Vault, where Spring Vault is there.
 */
@FunctionalInterface
interface VaultBeans {

	/**
	 * Find the bean.
	 * @return what reads with it, or {@code null} if there is no such bean
	 */
	@Nullable VaultReader find();

}
