package io.awscredentials.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call of STS, checked as STS does.
 */
final class StsParameters {

	private static final Set<String> SECRETS = Set.of("TokenCode", "WebIdentityToken", "SAMLAssertion");

	private static final int MAX_POLICY = 2048;

	private final Map<String, String> parameters;

	StsParameters(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	@Nullable String optional(String name, int minLength, int maxLength) {
		String value = this.parameters.get(name);
		if (value != null && value.length() < minLength) {
			throw invalid(name, "Member must have length greater than or equal to " + minLength);
		}
		if (value != null && value.length() > maxLength) {
			throw invalid(name, "Member must have length less than or equal to " + maxLength);
		}
		return value;
	}

	String required(String name, int minLength, int maxLength) {
		String value = optional(name, minLength, maxLength);
		if (value == null) {
			throw invalid(name, "Member must not be null");
		}
		return value;
	}

	@Nullable String name(String name, int minLength, int maxLength, String pattern) {
		String value = optional(name, minLength, maxLength);
		if (value != null && !value.matches(pattern)) {
			throw invalid(name, "Member must satisfy regular expression pattern: " + pattern);
		}
		return value;
	}

	String sessionName() {
		String pattern = "[\\w+=,.@-]*";
		required("RoleSessionName", 2, 64);
		name("SourceIdentity", 2, 64, pattern);
		String sessionName = name("RoleSessionName", 2, 64, pattern);
		return (sessionName != null) ? sessionName : "";
	}

	String roleArn() {
		String arn = required("RoleArn", 20, 2048);
		if (!TestRole.isRoleArn(arn)) {
			throw new ServiceException(400, "ValidationError", arn + " is invalid");
		}
		return arn;
	}

	/**
	 * Return the elements of a list that must not be empty.
	 * @param name its name
	 * @param maxSize how many it may have
	 * @param maxLength how long each may be
	 * @return the elements
	 */
	List<String> list(String name, int maxSize, int maxLength) {
		List<String> elements = new ArrayList<>();
		String element = this.parameters.get(name + ".member.1");
		while (element != null) {
			String member = name + ".member." + (elements.size() + 1);
			elements.add(required(member, 1, maxLength));
			element = this.parameters.get(name + ".member." + (elements.size() + 1));
		}
		if (elements.isEmpty()) {
			throw invalid(name, "Member must not be null");
		}
		limit(name + ".member.", "", maxSize);
		return elements;
	}

	Map<String, String> tags() {
		limit("Tags.member.", ".Key", 50);
		Map<String, String> tags = new LinkedHashMap<>();
		for (int i = 1; this.parameters.containsKey("Tags.member." + i + ".Key"); i++) {
			String value = optional("Tags.member." + i + ".Value", 0, 256);
			tags.put(required("Tags.member." + i + ".Key", 1, 128), (value != null) ? value : "");
		}
		return tags;
	}

	Duration duration(Duration usual, int maxSeconds) {
		return duration(usual, 900, maxSeconds);
	}

	Duration duration(Duration usual, int minSeconds, int maxSeconds) {
		String value = this.parameters.get("DurationSeconds");
		if (value == null) {
			return usual;
		}
		int seconds;
		try {
			seconds = Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new ServiceException(400, "MalformedInput", "DurationSeconds is not a number");
		}
		if (seconds < minSeconds) {
			throw invalid("DurationSeconds", "Member must have value greater than or equal to " + minSeconds);
		}
		if (seconds > maxSeconds) {
			throw invalid("DurationSeconds", "Member must have value less than or equal to " + maxSeconds);
		}
		return Duration.ofSeconds(seconds);
	}

	/**
	 * Check what narrows and tags a session.
	 * @return the length of the policy, or zero where there is none
	 */
	int checkSession() {
		limit("Tags.member.", ".Key", 50);
		limit("PolicyArns.member.", ".arn", 10);
		String policy = optional("Policy", 1, Integer.MAX_VALUE);
		if (policy == null) {
			return 0;
		}
		try {
			Json.readObject(policy);
		}
		catch (IllegalArgumentException ex) {
			throw new ServiceException(400, "MalformedPolicyDocument", "Syntax errors in policy.");
		}
		if (policy.length() > MAX_POLICY) {
			throw new ServiceException(400, "PackedPolicyTooLarge", "Serialized token too large for session");
		}
		return policy.length();
	}

	private void limit(String start, String end, int max) {
		long count = this.parameters.keySet()
			.stream()
			.filter((name) -> name.startsWith(start) && name.endsWith(end))
			.count();
		if (count > max) {
			throw invalid(start.substring(0, start.indexOf('.')),
					"Member must have length less than or equal to " + max);
		}
	}

	private ServiceException invalid(String name, String constraint) {
		String value = this.parameters.get(name);
		String shown = (value == null) ? "null" : "'" + (SECRETS.contains(name) ? "***" : value) + "'";
		return new ServiceException(400, "ValidationError",
				"1 validation error detected: Value " + shown + " at '" + Character.toLowerCase(name.charAt(0))
						+ name.substring(1) + "' failed to satisfy constraint: " + constraint);
	}

}
