package io.awscredentials.source.sts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * A call of STS in its query protocol, while it is being put together. Its string
 * representation shows no parameter.
 */
final class StsRequest {

	private final String action;

	private final Map<String, String> parameters = new LinkedHashMap<>();

	private final List<String> secrets = new ArrayList<>();

	private boolean once;

	private @Nullable Duration newKeysPause;

	private @Nullable String concerning;

	StsRequest(String action) {
		this.action = action;
		this.parameters.put("Action", action);
		this.parameters.put("Version", "2011-06-15");
	}

	String action() {
		return this.action;
	}

	/**
	 * Return the ARN that tells the partition where no region is configured: that of the
	 * role, or of what the call is about, else that of the MFA device.
	 * @return the ARN, or {@code null} if there is none
	 */
	@Nullable String arn() {
		String roleArn = this.parameters.getOrDefault("RoleArn", this.concerning);
		return (roleArn != null) ? roleArn : this.parameters.get("SerialNumber");
	}

	/**
	 * Return whether this call is made once, whatever comes of it: it holds an MFA code.
	 * @return whether it is never repeated
	 */
	boolean once() {
		return this.once;
	}

	/**
	 * Return after what time to try the same keys again if AWS does not know them.
	 * @return the time, or {@code null} if they are not new
	 */
	@Nullable Duration newKeysPause() {
		return this.newKeysPause;
	}

	/**
	 * Say what this call is about where no parameter does.
	 * @param arn the ARN, or {@code null} if it is not known
	 * @return this request
	 */
	StsRequest concerning(@Nullable String arn) {
		this.concerning = arn;
		return this;
	}

	StsRequest retryingNewKeysAfter(@Nullable Duration pause) {
		this.newKeysPause = pause;
		return this;
	}

	/**
	 * Return the values that nobody may be shown, should STS quote them.
	 * @return the values
	 */
	List<String> secrets() {
		return this.secrets;
	}

	StsRequest with(String name, @Nullable String value) {
		if (value != null) {
			this.parameters.put(name, value);
		}
		return this;
	}

	StsRequest with(String name, @Nullable Duration value) {
		return with(name, (value != null) ? Long.toString(value.toSeconds()) : null);
	}

	StsRequest withSecret(String name, @Nullable String value) {
		if (value != null) {
			this.secrets.add(value);
		}
		return with(name, value);
	}

	StsRequest withMfa(@Nullable String serialNumber, @Nullable String code) {
		this.once = this.once || code != null;
		return with("SerialNumber", serialNumber).withSecret("TokenCode", code);
	}

	/**
	 * Add a list.
	 * @param name the name of the list
	 * @param field what follows the number in the name of each element, if anything
	 * @param values the elements
	 * @return this request
	 */
	StsRequest withList(String name, String field, Iterable<String> values) {
		int number = 1;
		for (String value : values) {
			this.parameters.put(name + ".member." + number + field, value);
			number++;
		}
		return this;
	}

	byte[] body() {
		StringJoiner form = new StringJoiner("&");
		this.parameters
			.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return form.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.action;
	}

}
