/**
 * A plugin, which the sample loads at run time.
 */
@NullMarked
package io.awscredentials.sample.plugin;

import org.jspecify.annotations.NullMarked;
