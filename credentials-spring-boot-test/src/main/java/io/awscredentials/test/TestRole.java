package io.awscredentials.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A role of an {@link AwsTestServer}, and who may assume it. Until told otherwise it
 * trusts everybody, for at most an hour.
 *
 * @since 0.1.0
 */
public final class TestRole {

	private static final String NOBODY = "nobody";

	private final String arn;

	private final String id;

	private volatile List<String> trusted = List.of();

	private volatile @Nullable String externalId;

	private volatile boolean mfaRequired;

	private volatile @Nullable String mfaSerialNumber;

	private volatile Duration maxDuration = Duration.ofHours(1);

	TestRole(String arn, String id) {
		this.arn = arn;
		this.id = id;
	}

	/**
	 * Trust these principals and no others.
	 * @param principals account IDs, or ARNs of users or roles
	 * @return this role
	 */
	public TestRole trust(String... principals) {
		this.trusted = List.of(principals);
		return this;
	}

	/**
	 * Require an external ID.
	 * @param externalId the external ID
	 * @return this role
	 */
	public TestRole requireExternalId(String externalId) {
		this.externalId = externalId;
		return this;
	}

	/**
	 * Require MFA: a code in the request, or credentials that come from a call with one.
	 * @return this role
	 */
	public TestRole requireMfa() {
		this.mfaRequired = true;
		return this;
	}

	/**
	 * Require MFA, and of codes in the request that they are the given device's.
	 * @param serialNumber the serial number of the device
	 * @return this role
	 */
	public TestRole requireMfa(String serialNumber) {
		this.mfaSerialNumber = serialNumber;
		return requireMfa();
	}

	/**
	 * Set the longest session that may be asked for.
	 * @param maxDuration up to twelve hours
	 * @return this role
	 */
	public TestRole maxDuration(Duration maxDuration) {
		this.maxDuration = maxDuration;
		return this;
	}

	/**
	 * Deny access to everybody, as if the role had been deleted.
	 * @return this role
	 */
	public TestRole deny() {
		return trust(NOBODY);
	}

	String arn() {
		return this.arn;
	}

	String id() {
		return this.id;
	}

	Duration maxDuration() {
		return this.maxDuration;
	}

	boolean isOpen() {
		return !this.trusted.equals(List.of(NOBODY));
	}

	boolean isMfaRequired() {
		return this.mfaRequired;
	}

	boolean accepts(Key caller, @Nullable String externalId, @Nullable String serialNumber) {
		return trusts(caller) && (this.externalId == null || this.externalId.equals(externalId))
				&& (this.mfaSerialNumber == null || serialNumber == null || this.mfaSerialNumber.equals(serialNumber));
	}

	private boolean trusts(Key caller) {
		return this.trusted.isEmpty() || this.trusted.stream().anyMatch((principal) -> isPrincipal(principal, caller));
	}

	private static boolean isPrincipal(String principal, Key caller) {
		if (!principal.startsWith("arn:")) {
			return principal.equals(caller.credentials().accountId());
		}
		if (principal.endsWith(":root")) {
			return accountId(principal).equals(caller.credentials().accountId());
		}
		if (!principal.contains(":role/")) {
			return principal.equals(caller.arn());
		}
		String session = ":assumed-role/" + name(principal) + "/";
		return Objects.equals(accountId(principal), caller.credentials().accountId()) && caller.arn().contains(session);
	}

	static boolean isRoleArn(String arn) {
		return arn.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
	}

	static String partition(String arn) {
		return arn.split(":")[1];
	}

	static String accountId(String arn) {
		return arn.split(":")[4];
	}

	static String name(String arn) {
		return arn.substring(arn.lastIndexOf('/') + 1);
	}

}
