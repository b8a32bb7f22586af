package io.awscredentials.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How calls over HTTP are made.
 *
 * @param connectTimeout Time that a connection may take to come about; one second for
 * metadata, two elsewhere, if not set.
 * @param readTimeout Time that the other side may be silent; one second for metadata, two
 * for containers, where it grows with each attempt, and ten elsewhere, if not set.
 * @param maxAttempts Number of times that a call is made at most.
 */
record HttpProperties(@Nullable Duration connectTimeout, @Nullable Duration readTimeout,
		@Nullable Integer maxAttempts) {
}
