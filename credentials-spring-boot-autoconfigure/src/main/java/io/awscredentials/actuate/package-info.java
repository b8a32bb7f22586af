/**
 * Health, endpoint, metrics and sanitizing for the actuator.
 * <p>
 * Internal: not for applications, may change at any time.
 */
@NullMarked
package io.awscredentials.actuate;

import org.jspecify.annotations.NullMarked;
