/**
 * A small web service that shows its credentials live.
 */
@NullMarked
package io.awscredentials.sample;

import org.jspecify.annotations.NullMarked;
