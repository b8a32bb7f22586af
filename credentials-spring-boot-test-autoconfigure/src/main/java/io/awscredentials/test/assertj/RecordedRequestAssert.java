package io.awscredentials.test.assertj;

import java.util.Objects;
import java.util.Set;

import io.awscredentials.test.RecordedRequest;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a request that an AWS for tests received. What fails shows no headers,
 * and only values of parameters that are never secret.
 *
 * @since 0.1.0
 */
public final class RecordedRequestAssert extends AbstractAssert<RecordedRequestAssert, RecordedRequest> {

	private static final Set<String> SHOWN = Set.of("Action", "DurationSeconds", "RoleArn", "RoleSessionName",
			"SerialNumber", "SourceIdentity", "Version", "role_name", "account_id");

	RecordedRequestAssert(RecordedRequest actual) {
		super(actual, RecordedRequestAssert.class);
	}

	/**
	 * Verify the action.
	 * @param action the expected name of the action, {@code AssumeRole} for example
	 * @return these assertions
	 */
	public RecordedRequestAssert hasAction(String action) {
		isNotNull();
		return check(this.actual.action().equals(action), "to be a call of " + action);
	}

	/**
	 * Verify which key the request was signed with.
	 * @param accessKeyId the expected access key ID
	 * @return these assertions
	 */
	public RecordedRequestAssert isSignedWith(String accessKeyId) {
		isNotNull();
		return check(accessKeyId.equals(this.actual.accessKeyId()),
				"to be signed with the key " + accessKeyId + ", and it was with " + this.actual.accessKeyId());
	}

	/**
	 * Verify a parameter.
	 * @param name the name of the parameter
	 * @param value its expected value
	 * @return these assertions
	 */
	public RecordedRequestAssert hasParameter(String name, String value) {
		isNotNull();
		String found = this.actual.parameter(name);
		return check(value.equals(found),
				"to have the expected parameter " + name + ", and it was " + shown(name, found));
	}

	/**
	 * Verify that there is no such parameter.
	 * @param name the name of the parameter
	 * @return these assertions
	 */
	public RecordedRequestAssert hasNoParameter(String name) {
		isNotNull();
		return check(this.actual.parameter(name) == null, "to have no parameter " + name);
	}

	/**
	 * Verify a header.
	 * @param name the name of the header, in any case
	 * @param value its expected first value
	 * @return these assertions
	 */
	public RecordedRequestAssert hasHeader(String name, String value) {
		isNotNull();
		return check(Objects.equals(this.actual.header(name), value), "to have the expected header " + name);
	}

	/**
	 * Verify what the request was answered with.
	 * @param status the expected HTTP status
	 * @return these assertions
	 */
	public RecordedRequestAssert wasAnsweredWith(int status) {
		isNotNull();
		return check(this.actual.status() == status, "to be answered with " + status);
	}

	private static String shown(String name, @Nullable String value) {
		return (value == null) ? "absent" : (SHOWN.contains(name)) ? "'" + value + "'" : "another one";
	}

	private RecordedRequestAssert check(boolean condition, String expectation) {
		if (!condition) {
			throw failure("%nExpecting%n  %s%n%s", this.actual, expectation);
		}
		return this;
	}

}
