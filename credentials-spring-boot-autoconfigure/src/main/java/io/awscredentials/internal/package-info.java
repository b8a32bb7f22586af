/**
 * <em>Internal</em>: what sources tell the refresh engine beside the credentials. Not for
 * applications; it may change at any time.
 */
@NullMarked
package io.awscredentials.internal;

import org.jspecify.annotations.NullMarked;
