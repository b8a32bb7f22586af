/**
 * Credentials that an external program prints.
 */
@NullMarked
package io.awscredentials.source.process;

import org.jspecify.annotations.NullMarked;
