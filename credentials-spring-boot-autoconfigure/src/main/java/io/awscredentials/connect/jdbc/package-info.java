/**
 * Data sources that are opened with tokens in place of passwords.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.connect.jdbc;

import org.jspecify.annotations.NullMarked;
