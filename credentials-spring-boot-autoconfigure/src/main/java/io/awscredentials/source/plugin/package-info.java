/**
 * Credentials that a jar gives which is loaded at run time.
 */
@NullMarked
package io.awscredentials.source.plugin;

import org.jspecify.annotations.NullMarked;
