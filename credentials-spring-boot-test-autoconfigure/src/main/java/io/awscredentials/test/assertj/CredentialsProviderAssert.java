package io.awscredentials.test.assertj;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the credentials of a provider, which each one resolves: what the provider
 * throws is what the test fails with. What fails shows no secret, and access key IDs
 * masked.
 *
 * @since 0.1.0
 */
public final class CredentialsProviderAssert extends AbstractAssert<CredentialsProviderAssert, CredentialsProvider> {

	CredentialsProviderAssert(CredentialsProvider actual) {
		super(actual, CredentialsProviderAssert.class);
	}

	/**
	 * Verify the access key ID.
	 * @param accessKeyId the expected one
	 * @return these assertions
	 */
	public CredentialsProviderAssert hasAccessKeyId(String accessKeyId) {
		Credentials credentials = resolve();
		return check(credentials.accessKeyId().equals(accessKeyId), credentials,
				"to have the access key ID " + new Credentials(accessKeyId, "-", null, null, null).maskedAccessKeyId());
	}

	/**
	 * Verify the secret access key.
	 * @param secretAccessKey the expected one, which is not shown
	 * @return these assertions
	 */
	public CredentialsProviderAssert hasSecretAccessKey(String secretAccessKey) {
		Credentials credentials = resolve();
		return check(credentials.secretAccessKey().equals(secretAccessKey), credentials,
				"to have another secret access key");
	}

	/**
	 * Verify the session token.
	 * @param sessionToken the expected one, which is not shown
	 * @return these assertions
	 */
	public CredentialsProviderAssert hasSessionToken(String sessionToken) {
		Credentials credentials = resolve();
		return check(sessionToken.equals(credentials.sessionToken()), credentials, "to have another session token");
	}

	/**
	 * Verify that the credentials are temporary ones, of a role for example: they have a
	 * session token.
	 * @return these assertions
	 */
	public CredentialsProviderAssert isTemporary() {
		Credentials credentials = resolve();
		return check(credentials.sessionToken() != null, credentials, "to have a session token");
	}

	/**
	 * Verify that the credentials are long-term ones, of a user: they have no session
	 * token and do not expire.
	 * @return these assertions
	 */
	public CredentialsProviderAssert isLongTerm() {
		Credentials credentials = resolve();
		return check(credentials.sessionToken() == null && credentials.expiration() == null, credentials,
				"to have no session token and no end");
	}

	/**
	 * Verify the account that the credentials belong to.
	 * @param accountId the ID of the expected one
	 * @return these assertions
	 */
	public CredentialsProviderAssert hasAccountId(String accountId) {
		Credentials credentials = resolve();
		return check(accountId.equals(credentials.accountId()), credentials, "to belong to the account " + accountId);
	}

	/**
	 * Verify that the credentials expire after a time, or never.
	 * @param time the time
	 * @return these assertions
	 */
	public CredentialsProviderAssert expiresAfter(Instant time) {
		Credentials credentials = resolve();
		Instant expiration = credentials.expiration();
		return check(expiration == null || expiration.isAfter(time), credentials, "to expire after " + time);
	}

	/**
	 * Verify that the credentials expire before a time.
	 * @param time the time
	 * @return these assertions
	 */
	public CredentialsProviderAssert expiresBefore(Instant time) {
		Credentials credentials = resolve();
		Instant expiration = credentials.expiration();
		return check(expiration != null && expiration.isBefore(time), credentials, "to expire before " + time);
	}

	/**
	 * Verify that there are no credentials, and why.
	 * @param code the expected reason
	 * @return these assertions
	 */
	public CredentialsProviderAssert failsWith(CredentialsErrorCode code) {
		isNotNull();
		try {
			Credentials credentials = this.actual.resolveCredentials();
			return check(false, credentials, "not to be there, with " + code);
		}
		catch (CredentialsException ex) {
			if (ex.code() != code) {
				throw failure("%nExpecting a failure with%n  %s%nbut it was%n  %s: %s", code, ex.code(),
						ex.getMessage());
			}
			return this;
		}
	}

	private Credentials resolve() {
		isNotNull();
		return this.actual.resolveCredentials();
	}

	private CredentialsProviderAssert check(boolean condition, Credentials credentials, String expectation) {
		if (!condition) {
			throw failure("%nExpecting%n  %s%n%s", credentials, expectation);
		}
		return this;
	}

}
