package io.awscredentials.test;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.Key.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The keys the server knows.
 */
final class KeyStore {

	private static final String KEY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	// What the tokens of STS begin with.
	private static final String TOKEN_START = "IQoJb3JpZ2luX2Vj";

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Key> keys = new ConcurrentHashMap<>();

	private final Set<String> revoked = ConcurrentHashMap.newKeySet();

	private final InstantSource clock;

	KeyStore(InstantSource clock) {
		this.clock = clock;
	}

	TestCredentials addUser(String accessKeyId, String secretAccessKey, String accountId) {
		TestCredentials credentials = new TestCredentials(accessKeyId, secretAccessKey, null, null, accountId);
		String arn = "arn:aws:iam::" + accountId + ":user/test";
		this.keys.put(accessKeyId, new Key(credentials, arn, "AIDA" + randomId(), Kind.USER, false));
		return credentials;
	}

	TestCredentials addUser(String accountId) {
		return addUser("AKIA" + randomId(), randomText(30), accountId);
	}

	/**
	 * Issue temporary credentials to a principal.
	 */
	TestCredentials issue(Principal principal, Kind kind, boolean mfaAuthenticated, Duration lifetime) {
		Instant expiration = this.clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
		TestCredentials credentials = new TestCredentials("ASIA" + randomId(), randomText(30),
				TOKEN_START + randomText(240), expiration, principal.accountId());
		this.keys.put(credentials.accessKeyId(),
				new Key(credentials, principal.arn(), principal.userId(), kind, mfaAuthenticated));
		return credentials;
	}

	/**
	 * Issue temporary credentials of a role.
	 */
	TestCredentials issue(Principal principal, Duration lifetime) {
		return issue(principal, Kind.ROLE, false, lifetime);
	}

	@Nullable Key find(String accessKeyId) {
		return this.keys.get(accessKeyId);
	}

	List<TestCredentials> issued() {
		return this.keys.values().stream().filter((key) -> key.kind() != Kind.USER).map(Key::credentials).toList();
	}

	void revoke(String accessKeyId) {
		this.revoked.add(accessKeyId);
	}

	boolean isExpired(Key key) {
		Instant expiration = key.credentials().expiration();
		return this.revoked.contains(key.credentials().accessKeyId())
				|| (expiration != null && !this.clock.instant().isBefore(expiration));
	}

	String randomId() {
		StringBuilder id = new StringBuilder();
		this.random.ints(16, 0, KEY_ID_ALPHABET.length()).forEach((i) -> id.append(KEY_ID_ALPHABET.charAt(i)));
		return id.toString();
	}

	String randomText(int bytes) {
		byte[] random = new byte[bytes];
		this.random.nextBytes(random);
		return Base64.getEncoder().encodeToString(random);
	}

	/**
	 * Who credentials are issued to.
	 *
	 * @param accountId the account
	 * @param arn the ARN
	 * @param userId the unique ID
	 */
	record Principal(String accountId, String arn, String userId) {

		static Principal assumedRole(String roleArn, String roleId, String sessionName) {
			String accountId = TestRole.accountId(roleArn);
			String arn = "arn:" + TestRole.partition(roleArn) + ":sts::" + accountId + ":assumed-role/"
					+ TestRole.name(roleArn) + "/" + sessionName;
			return new Principal(accountId, arn, roleId + ":" + sessionName);
		}

	}

}
