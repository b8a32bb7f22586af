/**
 * Credentials that an external program prints.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.process;

import org.jspecify.annotations.NullMarked;
