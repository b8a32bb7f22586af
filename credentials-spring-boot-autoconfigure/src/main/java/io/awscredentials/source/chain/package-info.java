/**
 * The chain of sources.
 */
@NullMarked
package io.awscredentials.source.chain;

import org.jspecify.annotations.NullMarked;
