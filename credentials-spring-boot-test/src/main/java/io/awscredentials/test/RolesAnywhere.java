package io.awscredentials.test;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The IAM Roles Anywhere of an {@link AwsTestServer}: trust anchors and profiles. The
 * roles of a profile must be {@linkplain AwsTestServer#role(String) roles of the server},
 * too, and not deny access to everybody.
 *
 * @since 0.1.0
 */
public final class RolesAnywhere {

	private static final String PREFIX = "arn:aws:rolesanywhere:" + AwsTestServer.REGION + ":"
			+ AwsTestServer.ACCOUNT_ID + ":";

	private final Map<String, X509Certificate> trustAnchors = new ConcurrentHashMap<>();

	private final Map<String, List<String>> profiles = new ConcurrentHashMap<>();

	private volatile boolean sessionNames;

	private volatile Duration profileDuration = Duration.ofHours(12);

	RolesAnywhere() {
	}

	/**
	 * Create a trust anchor.
	 * @param authority the certificate of the authority
	 * @return the ARN of the trust anchor
	 */
	public String trustAnchor(X509Certificate authority) {
		String arn = PREFIX + "trust-anchor/" + UUID.randomUUID();
		this.trustAnchors.put(arn, authority);
		return arn;
	}

	/**
	 * Create a profile.
	 * @param roleArns the ARNs of its roles
	 * @return the ARN of the profile
	 */
	public String profile(String... roleArns) {
		String arn = PREFIX + "profile/" + UUID.randomUUID();
		this.profiles.put(arn, List.of(roleArns));
		return arn;
	}

	/**
	 * Set whether profiles accept names of sessions, which they do not at first.
	 * @param accept whether they do
	 * @return this service
	 */
	public RolesAnywhere acceptSessionNames(boolean accept) {
		this.sessionNames = accept;
		return this;
	}

	/**
	 * Set the longest duration of sessions by the profiles, which shortens those that are
	 * asked for.
	 * @param duration the duration
	 * @return this service
	 */
	public RolesAnywhere profileDuration(Duration duration) {
		this.profileDuration = duration;
		return this;
	}

	@Nullable X509Certificate authority(String trustAnchorArn) {
		return this.trustAnchors.get(trustAnchorArn);
	}

	@Nullable List<String> roles(String profileArn) {
		return this.profiles.get(profileArn);
	}

	boolean acceptsSessionNames() {
		return this.sessionNames;
	}

	Duration profileDuration() {
		return this.profileDuration;
	}

}
