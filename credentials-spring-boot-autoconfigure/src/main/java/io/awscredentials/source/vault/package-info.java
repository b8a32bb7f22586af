/**
 * Credentials that the AWS secrets engine of HashiCorp Vault gives.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.vault;

import org.jspecify.annotations.NullMarked;
