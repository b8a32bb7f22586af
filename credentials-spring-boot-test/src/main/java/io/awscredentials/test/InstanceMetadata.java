package io.awscredentials.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service of an {@link AwsTestServer}. Until told otherwise it is
 * version 2 only, knows the extended paths, and has the role {@code test-instance-role}.
 *
 * @since 0.1.0
 */
public final class InstanceMetadata {

	private final AtomicInteger tokenGeneration = new AtomicInteger();

	private volatile @Nullable String roleName = "test-instance-role";

	private volatile String accountId = AwsTestServer.ACCOUNT_ID;

	private volatile boolean extended = true;

	private volatile boolean v1Allowed;

	private volatile Duration lifetime = Duration.ofHours(6);

	private volatile @Nullable String failureCode;

	private volatile String failureMessage = "";

	InstanceMetadata() {
	}

	/**
	 * Attach a role to the instance.
	 * @param roleName the name of the role
	 * @return this instance metadata
	 */
	public InstanceMetadata role(String roleName) {
		this.roleName = roleName;
		return this;
	}

	/**
	 * Detach the role: listing roles answers 404.
	 * @return this instance metadata
	 */
	public InstanceMetadata withoutRole() {
		this.roleName = null;
		return this;
	}

	/**
	 * Set the account the instance is in.
	 * @param accountId the account ID
	 * @return this instance metadata
	 */
	public InstanceMetadata accountId(String accountId) {
		this.accountId = accountId;
		return this;
	}

	/**
	 * Set whether the extended paths, which tell the account ID, are there.
	 * @param extended whether they are, else 404
	 * @return this instance metadata
	 */
	public InstanceMetadata extended(boolean extended) {
		this.extended = extended;
		return this;
	}

	/**
	 * Set whether version 1 is answered, that is requests without a token.
	 * @param v1Allowed whether it is, else 401
	 * @return this instance metadata
	 */
	public InstanceMetadata allowV1(boolean v1Allowed) {
		this.v1Allowed = v1Allowed;
		return this;
	}

	/**
	 * Set how long the credentials live.
	 * @param lifetime the lifetime
	 * @return this instance metadata
	 */
	public InstanceMetadata lifetime(Duration lifetime) {
		this.lifetime = lifetime;
		return this;
	}

	/**
	 * Answer with status 200 and a code that is not {@code Success}.
	 * @param code the code, such as {@code AssumeRoleUnauthorizedAccess}
	 * @param message the message
	 * @return this instance metadata
	 */
	public InstanceMetadata fail(String code, String message) {
		this.failureMessage = message;
		this.failureCode = code;
		return this;
	}

	/**
	 * End what {@link #fail} began.
	 * @return this instance metadata
	 */
	public InstanceMetadata succeed() {
		this.failureCode = null;
		return this;
	}

	/**
	 * Forget all tokens given out: whoever uses one is answered 401.
	 * @return this instance metadata
	 */
	public InstanceMetadata expireTokens() {
		this.tokenGeneration.incrementAndGet();
		return this;
	}

	int tokenGeneration() {
		return this.tokenGeneration.get();
	}

	@Nullable String roleName() {
		return this.roleName;
	}

	String accountId() {
		return this.accountId;
	}

	boolean isExtended() {
		return this.extended;
	}

	boolean isV1Allowed() {
		return this.v1Allowed;
	}

	Duration lifetime() {
		return this.lifetime;
	}

	@Nullable String failureCode() {
		return this.failureCode;
	}

	String failureMessage() {
		return this.failureMessage;
	}

}
