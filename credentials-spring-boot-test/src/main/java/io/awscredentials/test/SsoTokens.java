package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The clients, devices and tokens of IAM Identity Center; guarded by itself.
 */
final class SsoTokens {

	static final Duration DEVICE_LIFETIME = Duration.ofMinutes(10);

	private static final Duration REGISTRATION_LIFETIME = Duration.ofDays(90);

	private final Map<String, Client> clients = new HashMap<>();

	private final Map<String, Device> devices = new HashMap<>();

	private final Map<String, Instant> accessTokens = new HashMap<>();

	private final Map<String, String> refreshTokens = new HashMap<>();

	private final InstantSource clock;

	private final KeyStore random;

	private Duration lifetime = Duration.ofHours(1);

	SsoTokens(InstantSource clock, KeyStore random) {
		this.clock = clock;
		this.random = random;
	}

	synchronized SsoToken signIn() {
		return issue(register(true));
	}

	synchronized void accept(SsoToken token) {
		Client client = new Client(token.clientId(), token.clientSecret(), token.registrationExpiration(),
				token.refreshToken() != null);
		this.clients.put(client.id(), client);
		this.accessTokens.put(token.accessToken(), token.expiration());
		if (token.refreshToken() != null) {
			this.refreshTokens.put(token.refreshToken(), client.id());
		}
	}

	synchronized Client register(boolean refreshable) {
		Client client = new Client(UUID.randomUUID().toString(), this.random.randomText(60),
				now().plus(REGISTRATION_LIFETIME), refreshable);
		this.clients.put(client.id(), client);
		return client;
	}

	synchronized Client client(@Nullable String id, @Nullable String secret) {
		Client client = this.clients.get(id);
		if (client == null || !client.secret().equals(secret) || !now().isBefore(client.expiration())) {
			throw new ServiceException(401, "invalid_client", "Invalid client provided");
		}
		return client;
	}

	synchronized Device startDevice(Client client) {
		String random = this.random.randomId();
		Device device = new Device(this.random.randomText(60), random.substring(0, 4) + "-" + random.substring(4, 8),
				client.id(), now().plus(DEVICE_LIFETIME), Decision.PENDING);
		this.devices.put(device.deviceCode(), device);
		return device;
	}

	synchronized @Nullable Device waiting(String userCode) {
		Device device = device(userCode);
		return (device != null && device.isUndecided() && now().isBefore(device.expiration())) ? device : null;
	}

	private @Nullable Device device(String userCode) {
		return this.devices.values()
			.stream()
			.filter((candidate) -> candidate.userCode().equals(userCode))
			.findFirst()
			.orElse(null);
	}

	synchronized void decide(String userCode, Decision decision) {
		Device device = device(userCode);
		if (device == null) {
			throw new IllegalArgumentException("No device waits with user code '" + userCode + "'");
		}
		this.devices.put(device.deviceCode(), device.with(decision));
	}

	synchronized SsoToken redeemDevice(Client client, @Nullable String deviceCode) {
		Device device = this.devices.get(deviceCode);
		if (device == null || !device.clientId().equals(client.id())) {
			throw new ServiceException(400, "invalid_grant", "Invalid device code provided");
		}
		if (!now().isBefore(device.expiration())) {
			throw new ServiceException(400, "expired_token", "The device code has expired");
		}
		switch (device.decision()) {
			case PENDING -> throw new ServiceException(400, "authorization_pending", "Authorization is still pending");
			case DENIED -> throw new ServiceException(400, "access_denied", "The person turned the device down");
			case SLOW_DOWN -> {
				this.devices.put(device.deviceCode(), device.with(Decision.PENDING));
				throw new ServiceException(400, "slow_down", "The device asks too often");
			}
			case APPROVED -> this.devices.remove(device.deviceCode());
		}
		return issue(client);
	}

	synchronized SsoToken refresh(Client client, @Nullable String refreshToken) {
		if (!client.id().equals(this.refreshTokens.get(refreshToken))) {
			throw new ServiceException(400, "invalid_grant", "Invalid refresh token provided");
		}
		// Good for one use: the answer has the next one.
		this.refreshTokens.remove(refreshToken);
		return issue(client);
	}

	private SsoToken issue(Client client) {
		Instant expiration = now().plus(this.lifetime);
		String accessToken = "aoa" + this.random.randomText(120);
		this.accessTokens.put(accessToken, expiration);
		String refreshToken = null;
		if (client.refreshable()) {
			refreshToken = "aor" + this.random.randomText(120);
			this.refreshTokens.put(refreshToken, client.id());
		}
		return new SsoToken(accessToken, expiration, refreshToken, client.id(), client.secret(), client.expiration());
	}

	synchronized boolean isValid(@Nullable String accessToken) {
		Instant expiration = this.accessTokens.get(accessToken);
		return expiration != null && now().isBefore(expiration);
	}

	synchronized void expireAccessTokens() {
		this.accessTokens.clear();
	}

	synchronized void signOut() {
		this.accessTokens.clear();
		this.refreshTokens.clear();
	}

	synchronized void lifetime(Duration lifetime) {
		this.lifetime = lifetime;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	enum Decision {

		PENDING, APPROVED, DENIED, SLOW_DOWN

	}

	record Client(String id, String secret, Instant expiration, boolean refreshable) {

	}

	record Device(String deviceCode, String userCode, String clientId, Instant expiration, Decision decision) {

		boolean isUndecided() {
			return this.decision == Decision.PENDING || this.decision == Decision.SLOW_DOWN;
		}

		Device with(Decision decision) {
			return new Device(this.deviceCode, this.userCode, this.clientId, this.expiration, decision);
		}

	}

}
