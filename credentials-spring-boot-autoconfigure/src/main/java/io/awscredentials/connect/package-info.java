/**
 * Tokens that open databases, caches and brokers in place of passwords.
 */
@NullMarked
package io.awscredentials.connect;

import org.jspecify.annotations.NullMarked;
