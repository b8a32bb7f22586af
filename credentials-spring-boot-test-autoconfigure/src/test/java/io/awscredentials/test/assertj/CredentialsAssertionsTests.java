package io.awscredentials.test.assertj;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.autoconfigure.AwsTestServerExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.awscredentials.test.assertj.CredentialsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CredentialsAssertions}: what passes, what fails, and what that shows.
 */
@ExtendWith(AwsTestServerExtension.class)
class CredentialsAssertionsTests {

	private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");

	private static final CredentialsProvider TEMPORARY = () -> new Credentials("ASIAIOSFODNN7EXAMPLE", "hidden-secret",
			"hidden-token", END, "123456789012");

	private static final CredentialsProvider LONG_TERM = () -> new Credentials("AKIAIOSFODNN7EXAMPLE", "hidden-secret",
			null, null, null);

	private static final CredentialsProvider NONE = () -> {
		throw new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "AssumeRole", "Denied");
	};

	@Test
	void whatIsSoPasses() {
		assertThat(TEMPORARY).isTemporary()
			.hasAccessKeyId("ASIAIOSFODNN7EXAMPLE")
			.hasSecretAccessKey("hidden-secret")
			.hasSessionToken("hidden-token")
			.hasAccountId("123456789012")
			.expiresAfter(END.minusSeconds(1))
			.expiresBefore(END.plusSeconds(1));
		assertThat(LONG_TERM).isLongTerm().expiresAfter(END);
		assertThat(NONE).failsWith(CredentialsErrorCode.STS_ACCESS_DENIED);
	}

	@Test
	void whatIsNotSoFailsAndShowsNoSecret() {
		fails(() -> assertThat(TEMPORARY).isLongTerm());
		fails(() -> assertThat(TEMPORARY).hasAccessKeyId("AKIAIOSFODNN7EXAMPLE"));
		fails(() -> assertThat(TEMPORARY).hasSecretAccessKey("hidden-other"));
		fails(() -> assertThat(TEMPORARY).hasSessionToken("hidden-other"));
		fails(() -> assertThat(TEMPORARY).hasAccountId("999999999999"));
		fails(() -> assertThat(TEMPORARY).expiresAfter(END));
		fails(() -> assertThat(TEMPORARY).expiresBefore(END));
		fails(() -> assertThat(TEMPORARY).failsWith(CredentialsErrorCode.STS_ACCESS_DENIED));
		fails(() -> assertThat(TEMPORARY).as("the %s", "role").isEqualTo(null));
		fails(() -> assertThat(LONG_TERM).isTemporary());
		fails(() -> assertThat(LONG_TERM).expiresBefore(END));
		fails(() -> assertThat(NONE).failsWith(CredentialsErrorCode.STS_THROTTLED));
		fails(() -> assertThat((CredentialsProvider) null).isTemporary());
	}

	@Test
	void whatTheProviderThrowsIsWhatTheTestFailsWith() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> assertThat(NONE).isTemporary())
			.withMessageContaining("Denied");
	}

	@Test
	void requestsAreChecked(AwsTestServer aws) throws IOException, InterruptedException {
		assertThat(aws).hasReceivedNothing().hasReceived("AssumeRole", 0);
		fails(() -> assertThat(aws).hasReceived("AssumeRole"));
		String form = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn&TokenCode=hidden-code";
		HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(aws.uri() + "/"))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.header("X-Amz-Security-Token", "hidden-token")
				.POST(HttpRequest.BodyPublishers.ofString(form))
				.build(), BodyHandlers.discarding());
		assertThat(aws).hasReceived("AssumeRole").hasReceived("AssumeRole", 1);
		RecordedRequestAssert request = assertThat(aws).lastRequest("AssumeRole");
		request.hasAction("AssumeRole")
			.hasParameter("RoleArn", "arn")
			.hasParameter("TokenCode", "hidden-code")
			.hasNoParameter("ExternalId")
			.hasHeader("x-amz-security-token", "hidden-token")
			.wasAnsweredWith(403);
		fails(() -> assertThat(aws).hasReceivedNothing());
		fails(() -> assertThat(aws).hasReceived("AssumeRole", 2));
		fails(() -> assertThat(aws).lastRequest("GetSessionToken"));
		fails(() -> request.hasAction("GetSessionToken"));
		fails(() -> request.isSignedWith("AKIAIOSFODNN7EXAMPLE"));
		fails(() -> request.hasParameter("TokenCode", "123456"));
		fails(() -> request.hasParameter("ExternalId", "tenant-1"));
		fails(() -> request.hasNoParameter("TokenCode"));
		fails(() -> request.hasHeader("X-Amz-Security-Token", "other"));
		fails(() -> request.wasAnsweredWith(200));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> request.hasParameter("RoleArn", "other"))
			.withMessageContaining("'arn'");
	}

	private static void fails(ThrowingCallable assertion) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("hidden"));
	}

}
