package io.awscredentials.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request an {@link AwsTestServer} received. Nothing is masked, but {@link #toString()}
 * shows no more than what was asked for.
 *
 * @param time when it came, by the server's clock
 * @param service the service it was for, such as {@code sts} or {@code instance-metadata}
 * @param action the action, as AWS names it where AWS does
 * @param method the method
 * @param path the path as it was sent
 * @param query the query as it was sent
 * @param headers the headers, whose names ignore case
 * @param parameters the decoded parameters of the query, and of the form or the texts at
 * the top of the JSON object in the body
 * @param body the body
 * @param accessKeyId the access key ID it claims to be signed with or {@code null}
 * @param status the status it was answered with, zero where it was not (yet)
 * @since 0.1.0
 */
public record RecordedRequest(Instant time, String service, String action, String method, String path, String query,
		Map<String, List<String>> headers, Map<String, String> parameters, String body, @Nullable String accessKeyId,
		int status) {

	/**
	 * Return the first value of a header.
	 * @param name the name of the header, in any case
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/**
	 * Return a parameter.
	 * @param name the name of the parameter
	 * @return the value or {@code null}
	 */
	public @Nullable String parameter(String name) {
		return this.parameters.get(name);
	}

	RecordedRequest withStatus(int status) {
		return new RecordedRequest(this.time, this.service, this.action, this.method, this.path, this.query,
				this.headers, this.parameters, this.body, this.accessKeyId, status);
	}

	@Override
	public String toString() {
		return this.method + " " + this.path + " (" + this.service + " " + this.action + ") -> " + this.status;
	}

}
