/**
 * Sources that read what is already there: properties, environment, system properties.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.source.basic;

import org.jspecify.annotations.NullMarked;
