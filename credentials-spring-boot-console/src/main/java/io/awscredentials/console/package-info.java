/**
 * A page below the actuator that shows the credentials of a service.
 */
@NullMarked
package io.awscredentials.console;

import org.jspecify.annotations.NullMarked;
