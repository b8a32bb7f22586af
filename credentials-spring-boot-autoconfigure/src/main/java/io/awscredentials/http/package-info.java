/**
 * The one place that everything outgoing passes through: timeouts, retries, limits and
 * how failures are told.
 */
@NullMarked
package io.awscredentials.http;

import org.jspecify.annotations.NullMarked;
