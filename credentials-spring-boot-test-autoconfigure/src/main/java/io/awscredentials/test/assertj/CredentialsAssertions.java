package io.awscredentials.test.assertj;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;

/**
 * Entry point of the assertions on credentials and on what an AWS for tests was asked;
 * what fails shows no secret. They can be imported beside those of AssertJ: <pre>
 * assertThat(provider).hasAccountId("123456789012").expiresAfter(Instant.now());
 * assertThat(aws).hasReceived("AssumeRole", 1);
 * assertThat(aws).lastRequest("AssumeRole").hasParameter("ExternalId", "tenant-1");
 * </pre>
 *
 * @since 0.1.0
 */
public final class CredentialsAssertions {

	private CredentialsAssertions() {
	}

	/**
	 * Create assertions on the credentials of a provider.
	 * @param actual the provider
	 * @return the assertions
	 */
	public static CredentialsProviderAssert assertThat(CredentialsProvider actual) {
		return new CredentialsProviderAssert(actual);
	}

	/**
	 * Create assertions on what a server was asked.
	 * @param actual the server
	 * @return the assertions
	 */
	public static AwsTestServerAssert assertThat(AwsTestServer actual) {
		return new AwsTestServerAssert(actual);
	}

	/**
	 * Create assertions on a request that a server received.
	 * @param actual the request
	 * @return the assertions
	 */
	public static RecordedRequestAssert assertThat(RecordedRequest actual) {
		return new RecordedRequestAssert(actual);
	}

}
