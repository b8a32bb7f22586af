package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The limits that STS sets to parameters: what it would refuse is told before it is
 * asked, by the name under which the value was given.
 *
 * @param prefix what goes before the name of a parameter
 * @param aws whether STS is that of AWS: other stores that speak its protocol have other
 * ARNs
 * @param failures creates the failures
 */
record StsLimits(String prefix, boolean aws, Failures failures) {

	static final Duration MAX_SESSION_DURATION = Duration.ofHours(36);

	private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S+");

	private static final Duration MIN_DURATION = Duration.ofMinutes(15);

	private static final Duration MAX_ROLE_DURATION = Duration.ofHours(12);

	/** What names have in common. */
	private static final String NAME = "_+=,.@-";

	/**
	 * Return the limits for options that are given in code.
	 * @param aws whether STS is that of AWS
	 * @return the limits
	 */
	static StsLimits ofOptions(boolean aws) {
		return new StsLimits("", aws,
				(name, problem, advice) -> new CredentialsException(CredentialsErrorCode.CONFIGURATION, "AssumeRole",
						"Option '" + option(name) + "' of AssumeRoleOptions " + problem)
					.withAdvice(advice));
	}

	/** What is 'mfa.serial-number' as a property is 'mfaSerialNumber' in code. */
	private static String option(String name) {
		StringBuilder option = new StringBuilder();
		boolean next = false;
		for (char c : name.toCharArray()) {
			boolean separator = c == '-' || c == '.';
			if (!separator) {
				option.append((next) ? Character.toUpperCase(c) : c);
			}
			next = separator;
		}
		return option.toString();
	}

	void check(AssumeRoleOptions options) {
		roleArn("role-arn", options.roleArn());
		text("external-id", options.externalId(), 2, 1224, NAME + ":/");
		session(options.sessionName(), options.duration(), options.policy(), options.policyArns());
		tags("tags", options.tags());
		count("transitive-tag-keys", options.transitiveTagKeys().size(), 50);
		options.transitiveTagKeys().forEach((key) -> length("transitive-tag-keys", key, 1, 128));
		text("source-identity", options.sourceIdentity(), 2, 64, NAME);
		serialNumber("mfa.serial-number", options.mfaSerialNumber());
		options.expectedAccountIds().forEach((id) -> {
			if (AccountId.of(id) == null) {
				throw failure(ProviderDefinition.EXPECTED_ACCOUNT_IDS,
						"has an element without the 12 digits of an account ID: '" + Redaction.onOneLine(id) + "'",
						"Correct it");
			}
		});
	}

	void session(@Nullable String name, @Nullable Duration duration, @Nullable String policy, List<String> policyArns) {
		text("session-name", name, 2, 64, NAME);
		duration("duration", duration, MAX_ROLE_DURATION);
		if (policy != null) {
			length("policy", policy, 1, 2048);
		}
		count("policy-arns", policyArns.size(), 10);
		policyArns.forEach((arn) -> {
			length("policy-arns", arn, 20, 2048);
			if (!arn.startsWith("arn:")) {
				throw failure("policy-arns", "has an element that is no ARN: '" + arn + "'",
						"It looks like arn:aws:iam::aws:policy/ReadOnlyAccess");
			}
		});
	}

	// Null comes from code that is not null-marked.
	void roleArn(String name, @Nullable String roleArn) {
		if (roleArn == null) {
			throw failure(name, "is not set", "It looks like arn:aws:iam::123456789012:role/name");
		}
		length(name, roleArn, 20, 2048);
		if (!this.aws && roleArn.chars().noneMatch(Character::isISOControl)) {
			return;
		}
		if (!ROLE_ARN.matcher(roleArn).matches()) {
			throw failure(name, "is not the ARN of a role: '" + Redaction.onOneLine(roleArn) + "'",
					"It looks like arn:aws:iam::123456789012:role/name");
		}
	}

	void serialNumber(String name, @Nullable String serialNumber) {
		text(name, serialNumber, 9, 256, NAME + "/:");
	}

	void duration(String name, @Nullable Duration duration, Duration max) {
		duration(name, duration, MIN_DURATION, max);
	}

	void duration(String name, @Nullable Duration duration, Duration min, Duration max) {
		if (duration != null && (duration.compareTo(min) < 0 || duration.compareTo(max) > 0)) {
			throw failure(name, "is " + duration.toSeconds() + " s, and STS accepts from " + min.toMinutes() + "m to "
					+ max.toHours() + "h", "Correct the value; a number without a unit is milliseconds");
		}
	}

	private void text(String name, @Nullable String text, int min, int max, String special) {
		if (text == null) {
			return;
		}
		length(name, text, min, max);
		IntPredicate allowed = (c) -> c < 128 && (Character.isLetterOrDigit(c) || special.indexOf(c) != -1);
		if (!text.chars().allMatch(allowed)) {
			throw failure(name, "has a character that STS does not accept",
					"Use letters, digits and any of " + special);
		}
	}

	void tags(String name, Map<String, String> tags) {
		count(name, tags.size(), 50);
		tags.forEach((key, value) -> {
			length(name, key, 1, 128);
			length(name, value, 0, 256);
		});
	}

	void length(String name, String value, int min, int max) {
		if (value.length() < min || value.length() > max) {
			throw failure(name, "has " + value.length() + " characters, and STS accepts from " + min + " to " + max,
					"Correct the value");
		}
	}

	void count(String name, int count, int max) {
		if (count > max) {
			throw failure(name, "has " + count + " elements, and STS accepts " + max, "Take some of them out");
		}
	}

	private CredentialsException failure(String name, String problem, String advice) {
		return this.failures.create(this.prefix + name, problem, advice);
	}

	/**
	 * Creates failures.
	 */
	@FunctionalInterface
	interface Failures {

		CredentialsException create(String name, String problem, String advice);

	}

}
