package io.awscredentials.source.sts;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code GetSessionToken}. What is {@code null} is not sent.
 *
 * @param duration how long the credentials are to live; STS's default is twelve hours
 * @param mfaSerialNumber the serial number or ARN of an MFA device
 * @hidden
 */
public record SessionTokenOptions(@Nullable Duration duration, @Nullable String mfaSerialNumber) {
}
