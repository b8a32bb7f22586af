package io.awscredentials.test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens or assertions of an identity provider that STS accepts.
 */
final class FederatedTokens {

	private final Map<String, Instant> expirations = new ConcurrentHashMap<>();

	private final InstantSource clock;

	FederatedTokens(InstantSource clock) {
		this.clock = clock;
	}

	void add(String token, Instant expiration) {
		this.expirations.put(token, expiration);
	}

	void check(String token) {
		Instant expiration = this.expirations.get(token);
		if (expiration == null) {
			throw new ServiceException(400, "InvalidIdentityToken",
					"The token that was passed is not a token of a provider in your account.");
		}
		Instant now = this.clock.instant();
		if (!now.isBefore(expiration)) {
			throw new ServiceException(400, "ExpiredTokenException", "Token expired: current date/time "
					+ now.getEpochSecond() + " must be before the expiration date/time " + expiration.getEpochSecond());
		}
	}

}
