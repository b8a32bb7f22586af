package io.awscredentials.sdk;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Invalidates credentials that a service refused before their end, so that the next call
 * gets new ones. The SDK finds this class by itself and adds it to each client; calls
 * signed with credentials of others pass through.
 *
 * @hidden
 */
public final class RejectedCredentialsInterceptor implements ExecutionInterceptor {

	// What the SDKs' common refresh behaviour lists, with the spelling of the services
	// that speak JSON. 'InvalidTokenException' is not among them: services use it for
	// tokens of their own.
	private static final Set<String> REJECTIONS = Set.of("ExpiredToken", "ExpiredTokenException", "InvalidToken");

	private static final String CREDENTIAL = "Credential=";

	/**
	 * Create a new instance.
	 */
	public RejectedCredentialsInterceptor() {
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes executionAttributes) {
		if (isRejection(context.exception())) {
			context.httpRequest()
				.flatMap(RejectedCredentialsInterceptor::accessKeyId)
				.ifPresent((key) -> LiveProviders.all().forEach((provider) -> provider.rejected(key)));
		}
	}

	private static boolean isRejection(@Nullable Throwable failure) {
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			if (ex instanceof AwsServiceException serviceException) {
				AwsErrorDetails details = serviceException.awsErrorDetails();
				return details != null && details.errorCode() != null && REJECTIONS.contains(details.errorCode());
			}
		}
		return false;
	}

	/**
	 * Return the key a request is signed with, in its header or, where it was presigned,
	 * in its query: what precedes the first slash of the credential scope.
	 */
	private static Optional<String> accessKeyId(SdkHttpRequest request) {
		return request.firstMatchingHeader("Authorization")
			.filter((header) -> header.contains(CREDENTIAL))
			.map((header) -> header.substring(header.indexOf(CREDENTIAL) + CREDENTIAL.length()))
			.or(() -> request.firstMatchingRawQueryParameter("X-Amz-Credential"))
			.map((scope) -> scope.replace("%2F", "/"))
			.map((scope) -> scope.substring(0, Math.max(0, scope.indexOf('/'))));
	}

}
