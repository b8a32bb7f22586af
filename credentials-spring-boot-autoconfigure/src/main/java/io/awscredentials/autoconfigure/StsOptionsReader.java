package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import io.awscredentials.autoconfigure.StsProperties.AssumeRole;
import io.awscredentials.autoconfigure.StsProperties.MfaDevice;
import io.awscredentials.autoconfigure.StsProperties.SessionToken;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.source.sts.AssumeRoleOptions;
import io.awscredentials.source.sts.SessionNames;
import io.awscredentials.source.sts.SessionTokenOptions;
import io.awscredentials.source.sts.WebIdentityOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of calls of STS from a description, within the limits that STS
 * sets: what it would refuse at run time is told at startup, by the name of the property.
 *
 * @param description the description
 */
record StsOptionsReader(Description description) {

	private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S+");

	private static final Duration MIN_DURATION = Duration.ofMinutes(15);

	private static final Duration MAX_ROLE_DURATION = Duration.ofHours(12);

	private static final Duration MAX_SESSION_DURATION = Duration.ofHours(36);

	AssumeRoleOptions assumeRole(AssumeRole properties, @Nullable String application) {
		String roleArn = this.description.required("assume-role.role-arn", properties.roleArn());
		String sessionName = text("assume-role.session-name", properties.sessionName(), 2, 64, "_+=,.@-");
		return new AssumeRoleOptions(checkRoleArn("assume-role.role-arn", roleArn),
				(sessionName != null) ? sessionName : SessionNames.create(application),
				text("assume-role.external-id", properties.externalId(), 2, 1224, "_+=,.@:/-"),
				duration("assume-role.duration", properties.duration(), MAX_ROLE_DURATION),
				policy("assume-role.policy", properties.policy()),
				policyArns("assume-role.policy-arns", properties.policyArns()), tags(properties.tags()),
				tagKeys(properties.transitiveTagKeys()),
				text("assume-role.source-identity", properties.sourceIdentity(), 2, 64, "_+=,.@-"),
				serialNumber("assume-role.mfa", properties.mfa()));
	}

	SessionTokenOptions sessionToken(@Nullable SessionToken properties) {
		Duration duration = (properties != null) ? properties.duration() : null;
		return new SessionTokenOptions(duration("session-token.duration", duration, MAX_SESSION_DURATION),
				serialNumber("session-token.mfa", (properties != null) ? properties.mfa() : null));
	}

	WebIdentityOptions webIdentity(WebIdentity properties) {
		String roleArn = textOrNull(properties.roleArn());
		Path tokenFile = properties.tokenFile();
		return new WebIdentityOptions((roleArn != null) ? checkRoleArn("web-identity.role-arn", roleArn) : null,
				(tokenFile == null || tokenFile.toString().isBlank()) ? null : tokenFile,
				text("web-identity.session-name", properties.sessionName(), 2, 64, "_+=,.@-"),
				duration("web-identity.duration", properties.duration(), MAX_ROLE_DURATION),
				policy("web-identity.policy", properties.policy()),
				policyArns("web-identity.policy-arns", properties.policyArns()));
	}

	private @Nullable String serialNumber(String key, @Nullable MfaDevice device) {
		String serialNumber = (device != null) ? device.serialNumber() : null;
		if (device != null && device.tokenProvider() != null) {
			this.description.required(key + ".serial-number", serialNumber);
		}
		return text(key + ".serial-number", serialNumber, 9, 256, "_+=/:,.@-");
	}

	private String checkRoleArn(String key, String roleArn) {
		checkLength(key, roleArn, 20, 2048);
		if (!ROLE_ARN.matcher(roleArn).matches()) {
			throw this.description.invalid(key, "is not the ARN of a role: '" + roleArn + "'",
					"It looks like arn:aws:iam::123456789012:role/name");
		}
		return roleArn;
	}

	private @Nullable String text(String key, @Nullable String value, int min, int max, String special) {
		String text = textOrNull(value);
		if (text == null) {
			return null;
		}
		checkLength(key, text, min, max);
		IntPredicate allowed = (c) -> c < 128 && (Character.isLetterOrDigit(c) || special.indexOf(c) != -1);
		if (!text.chars().allMatch(allowed)) {
			throw this.description.invalid(key, "has a character that STS does not accept",
					"Use letters, digits and any of " + special);
		}
		return text;
	}

	private void checkLength(String key, String value, int min, int max) {
		if (value.length() < min || value.length() > max) {
			throw this.description.invalid(key,
					"has " + value.length() + " characters, and STS accepts from " + min + " to " + max,
					"Correct the value");
		}
	}

	private @Nullable Duration duration(String key, @Nullable Duration duration, Duration max) {
		if (duration != null && (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(max) > 0)) {
			throw this.description.invalid(key,
					"is " + duration.toSeconds() + " s, and STS accepts from 15m to " + max.toHours() + "h",
					"Correct the value; a number without a unit is milliseconds");
		}
		return duration;
	}

	private @Nullable String policy(String key, @Nullable String policy) {
		String text = textOrNull(policy);
		if (text != null) {
			checkLength(key, text, 1, 2048);
		}
		return text;
	}

	private List<String> policyArns(String key, @Nullable List<String> arns) {
		List<String> values = Objects.requireNonNullElse(arns, List.of());
		checkCount(key, values.size(), 10);
		values.forEach((arn) -> {
			checkLength(key, arn, 20, 2048);
			if (!arn.startsWith("arn:")) {
				throw this.description.invalid(key, "has an element that is no ARN: '" + arn + "'",
						"It looks like arn:aws:iam::aws:policy/ReadOnlyAccess");
			}
		});
		return values;
	}

	private Map<String, String> tags(@Nullable Map<String, String> tags) {
		Map<String, String> values = Objects.requireNonNullElse(tags, Map.of());
		checkCount("assume-role.tags", values.size(), 50);
		values.forEach((key, value) -> {
			checkLength("assume-role.tags", key, 1, 128);
			checkLength("assume-role.tags", value, 0, 256);
		});
		return values;
	}

	private List<String> tagKeys(@Nullable List<String> keys) {
		List<String> values = Objects.requireNonNullElse(keys, List.of());
		checkCount("assume-role.transitive-tag-keys", values.size(), 50);
		values.forEach((key) -> checkLength("assume-role.transitive-tag-keys", key, 1, 128));
		return values;
	}

	private void checkCount(String key, int count, int max) {
		if (count > max) {
			throw this.description.invalid(key, "has " + count + " elements, and STS accepts " + max,
					"Take some of them out");
		}
	}

	private static @Nullable String textOrNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

}
