/**
 * Sources that read what is already there: properties, environment, system properties.
 */
@NullMarked
package io.awscredentials.source.basic;

import org.jspecify.annotations.NullMarked;
