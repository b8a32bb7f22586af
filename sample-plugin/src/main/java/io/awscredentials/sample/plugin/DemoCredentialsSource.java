package io.awscredentials.sample.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;

/**
 * Vends what looks like temporary credentials and opens nothing.
 */
public final class DemoCredentialsSource implements CredentialsSource {

	@Override
	public Credentials retrieve() {
		String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
		Instant expiration = Instant.now().plus(Duration.ofMinutes(2));
		return new Credentials("ASIA" + id.substring(0, 16), id, id, expiration, "123456789012");
	}

}
