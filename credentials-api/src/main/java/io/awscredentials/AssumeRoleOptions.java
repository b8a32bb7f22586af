package io.awscredentials;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code AssumeRole} of STS: a role, and what narrows or describes its
 * session. What is {@code null} or empty is not sent. Immutable; options with the same
 * values are equal.
 *
 * @since 0.1.0
 */
public final class AssumeRoleOptions {

	private final String roleArn;

	private final @Nullable String externalId;

	// Apart from the two above: few roles have any of the rest, and roles may be many.
	private final Session session;

	private AssumeRoleOptions(String roleArn, @Nullable String externalId, Session session) {
		this.roleArn = roleArn;
		this.externalId = externalId;
		this.session = session;
	}

	/**
	 * Return the options that name a role and leave the rest to STS.
	 * @param roleArn the ARN of the role
	 * @return the options
	 */
	public static AssumeRoleOptions of(String roleArn) {
		return new AssumeRoleOptions(roleArn, null, Session.USUAL);
	}

	/**
	 * Return these options with an external ID.
	 * @param externalId the external ID that the role's trust policy asks for
	 * @return the options
	 */
	public AssumeRoleOptions withExternalId(@Nullable String externalId) {
		return new AssumeRoleOptions(this.roleArn, externalId, this.session);
	}

	/**
	 * Return these options with a name of the session.
	 * @param sessionName the name, or {@code null} to make one up
	 * @return the options
	 */
	public AssumeRoleOptions withSessionName(@Nullable String sessionName) {
		Session s = this.session;
		return with(new Session(sessionName, s.duration, s.policy, s.policyArns, s.tags, s.transitiveTagKeys,
				s.sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with a lifetime of the credentials.
	 * @param duration how long the credentials are to live, from 15 minutes to 12 hours
	 * and no longer than the role allows; an hour if {@code null}, which is also the
	 * longest for a role that is assumed with the credentials of another role
	 * @return the options
	 */
	public AssumeRoleOptions withDuration(@Nullable Duration duration) {
		Session s = this.session;
		return with(new Session(s.sessionName, duration, s.policy, s.policyArns, s.tags, s.transitiveTagKeys,
				s.sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with a session policy.
	 * @param policy what narrows the permissions of the role, as JSON
	 * @return the options
	 */
	public AssumeRoleOptions withPolicy(@Nullable String policy) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, policy, s.policyArns, s.tags, s.transitiveTagKeys,
				s.sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with managed policies that serve as session policies.
	 * @param policyArns the ARNs of the policies, in place of those before
	 * @return the options
	 */
	public AssumeRoleOptions withPolicyArns(List<String> policyArns) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, List.copyOf(policyArns), s.tags,
				s.transitiveTagKeys, s.sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with session tags.
	 * @param tags the tags, in place of those before
	 * @return the options
	 */
	public AssumeRoleOptions withTags(Map<String, String> tags) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, s.policyArns,
				Collections.unmodifiableMap(new LinkedHashMap<>(tags)), s.transitiveTagKeys, s.sourceIdentity,
				s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with the tags that are passed on when further roles are
	 * assumed.
	 * @param transitiveTagKeys the keys of the tags, in place of those before
	 * @return the options
	 */
	public AssumeRoleOptions withTransitiveTagKeys(List<String> transitiveTagKeys) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, s.policyArns, s.tags,
				List.copyOf(transitiveTagKeys), s.sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with a source identity.
	 * @param sourceIdentity who it is, as shown in the logs of AWS
	 * @return the options
	 */
	public AssumeRoleOptions withSourceIdentity(@Nullable String sourceIdentity) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, s.policyArns, s.tags, s.transitiveTagKeys,
				sourceIdentity, s.mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with an MFA device, whose codes an {@link MfaTokenProvider}
	 * gives.
	 * @param mfaSerialNumber the serial number or ARN of the device
	 * @return the options
	 */
	public AssumeRoleOptions withMfaSerialNumber(@Nullable String mfaSerialNumber) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, s.policyArns, s.tags, s.transitiveTagKeys,
				s.sourceIdentity, mfaSerialNumber, s.expectedAccountIds));
	}

	/**
	 * Return these options with the accounts that the role may be in. Not sent to STS:
	 * credentials of another account are refused before anybody gets them.
	 * @param expectedAccountIds the IDs of the accounts, twelve digits each, in place of
	 * those of the property {@code expected-account-ids}; empty for these
	 * @return the options
	 */
	public AssumeRoleOptions withExpectedAccountIds(List<String> expectedAccountIds) {
		Session s = this.session;
		return with(new Session(s.sessionName, s.duration, s.policy, s.policyArns, s.tags, s.transitiveTagKeys,
				s.sourceIdentity, s.mfaSerialNumber, List.copyOf(expectedAccountIds)));
	}

	private AssumeRoleOptions with(Session session) {
		boolean usual = session.equals(Session.USUAL);
		return new AssumeRoleOptions(this.roleArn, this.externalId, (usual) ? Session.USUAL : session);
	}

	/**
	 * Return the ARN of the role.
	 * @return the ARN
	 */
	public String roleArn() {
		return this.roleArn;
	}

	/**
	 * Return the external ID that the role's trust policy asks for.
	 * @return the external ID, or {@code null}
	 */
	public @Nullable String externalId() {
		return this.externalId;
	}

	/**
	 * Return the name of the session.
	 * @return the name, or {@code null} to make one up
	 */
	public @Nullable String sessionName() {
		return this.session.sessionName;
	}

	/**
	 * Return how long the credentials are to live.
	 * @return the duration, or {@code null} for STS's default of an hour
	 */
	public @Nullable Duration duration() {
		return this.session.duration;
	}

	/**
	 * Return the session policy.
	 * @return the policy as JSON, or {@code null}
	 */
	public @Nullable String policy() {
		return this.session.policy;
	}

	/**
	 * Return the ARNs of the managed policies that serve as session policies.
	 * @return the ARNs
	 */
	public List<String> policyArns() {
		return this.session.policyArns;
	}

	/**
	 * Return the session tags.
	 * @return the tags
	 */
	public Map<String, String> tags() {
		return this.session.tags;
	}

	/**
	 * Return the keys of the tags that are passed on when further roles are assumed.
	 * @return the keys
	 */
	public List<String> transitiveTagKeys() {
		return this.session.transitiveTagKeys;
	}

	/**
	 * Return the source identity.
	 * @return the source identity, or {@code null}
	 */
	public @Nullable String sourceIdentity() {
		return this.session.sourceIdentity;
	}

	/**
	 * Return the serial number or ARN of the MFA device.
	 * @return the serial number, or {@code null}
	 */
	public @Nullable String mfaSerialNumber() {
		return this.session.mfaSerialNumber;
	}

	/**
	 * Return the IDs of the accounts that the role may be in.
	 * @return the IDs, empty to leave that to the property
	 */
	public List<String> expectedAccountIds() {
		return this.session.expectedAccountIds;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AssumeRoleOptions that && this.roleArn.equals(that.roleArn)
				&& Objects.equals(this.externalId, that.externalId) && this.session.equals(that.session);
	}

	@Override
	public int hashCode() {
		int session = (this.session == Session.USUAL) ? 0 : this.session.hashCode();
		return (31 * this.roleArn.hashCode() + Objects.hashCode(this.externalId)) * 31 + session;
	}

	// An external ID is not meant to be known to others, nor is who a session is for.
	@Override
	public String toString() {
		return "AssumeRoleOptions[roleArn=" + this.roleArn + "]";
	}

	/** What describes a session, apart from whose it is. */
	private record Session(@Nullable String sessionName, @Nullable Duration duration, @Nullable String policy,
			List<String> policyArns, Map<String, String> tags, List<String> transitiveTagKeys,
			@Nullable String sourceIdentity, @Nullable String mfaSerialNumber, List<String> expectedAccountIds) {

		private static final Session USUAL = new Session(null, null, null, List.of(), Map.of(), List.of(), null, null,
				List.of());

	}

}
