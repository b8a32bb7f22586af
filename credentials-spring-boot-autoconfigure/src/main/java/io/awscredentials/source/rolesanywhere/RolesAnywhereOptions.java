package io.awscredentials.source.rolesanywhere;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.source.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code CreateSession}.
 *
 * @param trustAnchorArn the ARN of the trust anchor, whose region is asked
 * @param profileArn the ARN of the profile
 * @param roleArn the ARN of the role
 * @param duration how long the credentials are to live, within what profile and role
 * allow
 * @param sessionName the name of the session, which only some profiles accept, or
 * {@code null} for the serial number of the certificate
 */
public record RolesAnywhereOptions(String trustAnchorArn, String profileArn, String roleArn, Duration duration,
		@Nullable String sessionName) {

	/** Unless another one is configured. */
	public static final Duration DURATION = Duration.ofHours(1);

	/**
	 * Return the region that an ARN names.
	 * @param arn the ARN of a trust anchor or profile
	 * @return the region, empty if there is none
	 */
	public static String region(String arn) {
		String[] parts = arn.split(":", 5);
		return (parts.length == 5) ? parts[3] : "";
	}

	byte[] json() {
		Map<String, Object> fields = new TreeMap<>();
		fields.put("trustAnchorArn", this.trustAnchorArn);
		fields.put("profileArn", this.profileArn);
		fields.put("roleArn", this.roleArn);
		fields.put("durationSeconds", this.duration.toSeconds());
		if (this.sessionName != null) {
			fields.put("roleSessionName", this.sessionName);
		}
		return JsonText.write(fields);
	}

}
