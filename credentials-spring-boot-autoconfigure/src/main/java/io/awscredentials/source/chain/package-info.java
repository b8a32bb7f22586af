/**
 * The chain of sources.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.chain;

import org.jspecify.annotations.NullMarked;
