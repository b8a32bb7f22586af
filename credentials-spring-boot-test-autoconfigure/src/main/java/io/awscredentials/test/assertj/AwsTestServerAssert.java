package io.awscredentials.test.assertj;

import java.util.List;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what an AWS for tests was asked, since its start or since its requests
 * were cleared.
 *
 * @since 0.1.0
 */
public final class AwsTestServerAssert extends AbstractAssert<AwsTestServerAssert, AwsTestServer> {

	AwsTestServerAssert(AwsTestServer actual) {
		super(actual, AwsTestServerAssert.class);
	}

	/**
	 * Verify that there was a request for an action.
	 * @param action the name of the action, {@code AssumeRole} for example
	 * @return these assertions
	 */
	public AwsTestServerAssert hasReceived(String action) {
		isNotNull();
		return check(this.actual.count(action) > 0, "a request for " + action);
	}

	/**
	 * Verify how many requests there were for an action.
	 * @param action the name of the action
	 * @param times the expected number
	 * @return these assertions
	 */
	public AwsTestServerAssert hasReceived(String action, int times) {
		isNotNull();
		return check(this.actual.count(action) == times, times + " requests for " + action);
	}

	/**
	 * Verify that there was no request at all.
	 * @return these assertions
	 */
	public AwsTestServerAssert hasReceivedNothing() {
		isNotNull();
		return check(this.actual.requests().isEmpty(), "no request");
	}

	/**
	 * Create assertions on the last request for an action, which there has to be.
	 * @param action the name of the action
	 * @return assertions on that request
	 */
	public RecordedRequestAssert lastRequest(String action) {
		hasReceived(action);
		List<RecordedRequest> requests = this.actual.requests(action);
		return new RecordedRequestAssert(requests.get(requests.size() - 1));
	}

	private AwsTestServerAssert check(boolean condition, String expectation) {
		if (!condition) {
			throw failure("%nExpecting %s, but the server has received%n  %s", expectation, this.actual.requests());
		}
		return this;
	}

}
