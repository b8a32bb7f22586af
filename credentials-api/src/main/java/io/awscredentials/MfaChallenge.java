package io.awscredentials;

import org.jspecify.annotations.Nullable;

/**
 * A request for the code that an MFA device shows.
 *
 * @param serialNumber the serial number of a hardware device, or the ARN of a virtual one
 * @param roleArn the ARN of the role to be assumed, or {@code null} for a session token
 * @param provider the name of the provider that asks, {@code "default"} for example
 * @param attempt the number of this attempt, from 1; above 1 an earlier code was refused
 */
public record MfaChallenge(String serialNumber, @Nullable String roleArn, String provider, int attempt) {
}
