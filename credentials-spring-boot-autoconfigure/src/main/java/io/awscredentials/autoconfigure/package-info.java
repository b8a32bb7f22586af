/**
 * Auto-configuration: properties and conditional beans.
 */
@NullMarked
package io.awscredentials.autoconfigure;

import org.jspecify.annotations.NullMarked;
