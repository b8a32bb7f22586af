/**
 * Health, endpoint, metrics and sanitizing for the actuator.
 */
@NullMarked
package io.awscredentials.actuate;

import org.jspecify.annotations.NullMarked;
