/**
 * The refresh engine: keeps credentials fresh in the background and serves them without
 * locks.
 */
@NullMarked
package io.awscredentials.refresh;

import org.jspecify.annotations.NullMarked;
