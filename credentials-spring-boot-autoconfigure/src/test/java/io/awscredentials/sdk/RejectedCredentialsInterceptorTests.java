package io.awscredentials.sdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RejectedCredentialsInterceptor}.
 */
class RejectedCredentialsInterceptorTests {

	private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=ASIAOURS/20261121/us-east-1/s3/aws4_request,"
			+ " SignedHeaders=host;x-amz-date, Signature=0123";

	private final List<Credentials> invalidated = new ArrayList<>();

	private final Credentials credentials = new Credentials("ASIAOURS", "secret", "token", null, null);

	// Registered weakly: the field keeps it.
	private final SdkCredentialsProvider provider = SdkCredentialsProvider.of(new CredentialsProvider() {

		@Override
		public Credentials resolveCredentials() {
			return RejectedCredentialsInterceptorTests.this.credentials;
		}

		@Override
		public void invalidate(Credentials rejected) {
			RejectedCredentialsInterceptorTests.this.invalidated.add(rejected);
		}

	});

	RejectedCredentialsInterceptorTests() {
		this.provider.resolveCredentials();
	}

	private void fail(Throwable failure, SdkHttpRequest.@Nullable Builder request) {
		new RejectedCredentialsInterceptor().onExecutionFailure(
				new Failed(failure, Optional.ofNullable(request).map(SdkHttpRequest.Builder::build)),
				new ExecutionAttributes());
	}

	private static SdkHttpRequest.Builder request() {
		return SdkHttpRequest.builder().method(SdkHttpMethod.GET).protocol("https").host("example.com");
	}

	private static SdkHttpRequest.Builder signed(String authorization) {
		return request().putHeader("Authorization", authorization);
	}

	private static AwsServiceException answer(@Nullable String code) {
		return AwsServiceException.builder().awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).build();
	}

	@Test
	void sdkFindsItByItself() {
		assertThat(new ClasspathInterceptorChainFactory().getGlobalInterceptors())
			.hasAtLeastOneElementOfType(RejectedCredentialsInterceptor.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ExpiredToken", "ExpiredTokenException", "InvalidToken" })
	void rejectionInvalidates(String code) {
		fail(answer(code), signed(SIGNED));
		assertThat(this.invalidated).containsExactly(this.credentials);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AccessDenied", "AuthFailure", "InvalidTokenException", "NoSuchKey" })
	void otherAnswersDoNot(String code) {
		fail(answer(code), signed(SIGNED));
		assertThat(this.invalidated).isEmpty();
	}

	@Test
	void rejectionInsideAnotherExceptionInvalidates() {
		fail(new CompletionException(answer("ExpiredToken")), signed(SIGNED));
		assertThat(this.invalidated).hasSize(1);
	}

	@Test
	void multiRegionSignatureInvalidates() {
		fail(answer("ExpiredToken"), signed("AWS4-ECDSA-P256-SHA256 Credential=ASIAOURS/20261121/s3/aws4_request,"
				+ " SignedHeaders=host, Signature=0123"));
		assertThat(this.invalidated).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASIAOURS/20261121/us-east-1/s3/aws4_request",
			"ASIAOURS%2F20261121%2Fus-east-1%2Fs3%2Faws4_request" })
	void presignedRequestInvalidates(String scope) {
		fail(answer("ExpiredToken"), request().putRawQueryParameter("X-Amz-Credential", scope));
		assertThat(this.invalidated).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS4-HMAC-SHA256 Credential=ASIAOTHER/20261121/us-east-1/s3/aws4_request", "Bearer token",
			"AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=ASIAOURS", "" })
	void requestsOfOthersDoNot(String authorization) {
		fail(answer("ExpiredToken"), signed(authorization));
		assertThat(this.invalidated).isEmpty();
	}

	@Test
	void failuresWithoutAnswerOrRequestDoNot() {
		fail(answer("ExpiredToken"), null);
		fail(answer("ExpiredToken"), request());
		fail(answer(null), signed(SIGNED));
		fail(AwsServiceException.builder().build(), signed(SIGNED));
		fail(new IOException("reset"), signed(SIGNED));
		assertThat(this.invalidated).isEmpty();
	}

	@Test
	void credentialsThatWereReplacedAreNotInvalidated() {
		this.provider.rejected("ASIABEFORE");
		assertThat(this.invalidated).isEmpty();
	}

	private record Failed(Throwable exception,
			Optional<SdkHttpRequest> httpRequest) implements Context.FailedExecution {

		@Override
		public SdkRequest request() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<SdkHttpResponse> httpResponse() {
			return Optional.empty();
		}

		@Override
		public Optional<SdkResponse> response() {
			return Optional.empty();
		}

	}

}
