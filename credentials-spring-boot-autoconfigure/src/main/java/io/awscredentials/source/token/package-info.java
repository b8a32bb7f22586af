/**
 * Tokens that other platforms give to what runs on them, to be exchanged for a role by
 * web identity.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.token;

import org.jspecify.annotations.NullMarked;
