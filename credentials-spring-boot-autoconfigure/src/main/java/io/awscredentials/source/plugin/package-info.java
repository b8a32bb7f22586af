/**
 * Credentials that a jar gives which is loaded at run time.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.plugin;

import org.jspecify.annotations.NullMarked;
