/**
 * Application events about credentials.
 */
@NullMarked
package io.awscredentials.event;

import org.jspecify.annotations.NullMarked;
