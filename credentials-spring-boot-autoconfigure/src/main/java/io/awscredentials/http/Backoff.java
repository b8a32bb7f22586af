package io.awscredentials.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait between two attempts: exponential with full jitter, as the AWS SDKs
 * do, but not shorter than what the other side asks for.
 *
 * @param clock the time, to read a {@code Retry-After} that is a date
 * @param random numbers from 0 to 1
 */
record Backoff(InstantSource clock, DoubleSupplier random) {

	private static final Duration BASE = Duration.ofMillis(100);

	private static final Duration CAP = Duration.ofSeconds(1);

	private static final Duration RETRY_AFTER_CAP = Duration.ofSeconds(5);

	/**
	 * Return how long to wait.
	 * @param attempt the number of the attempt that failed, from 1
	 * @param answer what was answered, if anything was
	 * @return the pause before the next attempt
	 */
	Duration delay(int attempt, @Nullable HttpAnswer answer) {
		Duration ceiling = min(BASE.multipliedBy(1L << Math.min(attempt - 1, 10)), CAP);
		Duration jittered = Duration.ofNanos((long) (ceiling.toNanos() * this.random.getAsDouble()));
		String retryAfter = (answer != null) ? answer.header("Retry-After") : null;
		if (retryAfter == null) {
			return jittered;
		}
		Duration wanted = min(retryAfter(retryAfter.strip()), RETRY_AFTER_CAP);
		return (wanted.compareTo(jittered) > 0) ? wanted : jittered;
	}

	private Duration retryAfter(String value) {
		try {
			return Duration.ofSeconds(Long.parseLong(value));
		}
		catch (NumberFormatException ex) {
			// Not seconds, so a date: RFC 9110, section 10.2.3.
		}
		try {
			Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return Duration.between(this.clock.instant(), date);
		}
		catch (DateTimeException ex) {
			return Duration.ZERO;
		}
	}

	private static Duration min(Duration a, Duration b) {
		return (a.compareTo(b) < 0) ? a : b;
	}

}
