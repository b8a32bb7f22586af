package io.awscredentials.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what went wrong with a request. It is named by its method and its URI
 * without the query, which may hold a token.
 *
 * @param source the name of the source that failed
 * @param unreachable the code of failures to get an answer
 */
record HttpFailures(String source, CredentialsErrorCode unreachable) {

	private static final String TLS_ADVICE = "Check that the address speaks TLS, that its certificate is for that host "
			+ "and signed by an authority this JVM trusts, and the clock of this machine";

	private static final String RESPONSE_ADVICE = "Check that the address is the one of the AWS service, and that no "
			+ "proxy or portal answers in its place";

	/**
	 * Tell that no answer came.
	 * @param call the request
	 * @param ex why
	 * @return the failure
	 */
	CredentialsException noAnswer(HttpCall call, IOException ex) {
		if (ex instanceof NotSentException notSent) {
			CredentialsException failure = unreachable(call, notSent.getMessage(), null)
				.withRetryable(notSent.retryable());
			return (notSent.advice() != null) ? failure.withAdvice(notSent.advice()) : failure;
		}
		if (ex instanceof BadAnswerException) {
			return invalid(call, ex.getMessage());
		}
		if (ex instanceof SSLException && !isConnectionLost(ex)) {
			return unreachable(call, "TLS failed, " + ex.getMessage(), ex).withAdvice(TLS_ADVICE).withRetryable(false);
		}
		// Of a request factory that is not ours: its message may quote the answer.
		Throwable cause = (ex instanceof ProtocolException) ? null : ex;
		return unreachable(call, words(ex), cause);
	}

	/**
	 * Tell that the thread was interrupted on the way.
	 * @param call the request
	 * @return the failure
	 */
	CredentialsException interrupted(HttpCall call) {
		return unreachable(call, "the thread was interrupted", null);
	}

	/**
	 * Tell that something of the application's in the client failed.
	 * @param call the request
	 * @param ex what it threw
	 * @return the failure
	 */
	CredentialsException customizer(HttpCall call, RuntimeException ex) {
		return unreachable(call, "an interceptor or customizer of the client failed with " + ex.getClass().getName(),
				ex)
			.withAdvice("Look at the cause, and at the beans of type CredentialsRestClientCustomizer")
			.withRetryable(false);
	}

	/**
	 * Tell that an answer came that nobody can want.
	 * @param call the request
	 * @param reason what is wrong with it
	 * @return the failure
	 */
	CredentialsException invalid(HttpCall call, @Nullable String reason) {
		return failure(CredentialsErrorCode.RESPONSE_INVALID, call, reason, null).withAdvice(RESPONSE_ADVICE)
			.withRetryable(false);
	}

	private CredentialsException unreachable(HttpCall call, @Nullable String reason, @Nullable Throwable cause) {
		return failure(this.unreachable, call, reason, cause);
	}

	private CredentialsException failure(CredentialsErrorCode code, HttpCall call, @Nullable String reason,
			@Nullable Throwable cause) {
		return new CredentialsException(code, this.source, call + ": " + reason, cause);
	}

	private static @Nullable String words(IOException ex) {
		if (ex instanceof UnknownHostException) {
			return "the host name can't be resolved (" + ex.getMessage() + ")";
		}
		if (ex instanceof SocketTimeoutException) {
			return ex.getMessage();
		}
		if (ex instanceof ConnectException || ex instanceof NoRouteToHostException) {
			return "no connection (" + ex.getMessage() + ")";
		}
		if (isConnectionLost(ex)) {
			return "the connection was closed before the answer was complete";
		}
		return "the request failed with " + ex.getClass().getName();
	}

	/**
	 * Tell a connection that broke while TLS was spoken from one where TLS is at fault.
	 */
	private static boolean isConnectionLost(Throwable ex) {
		for (Throwable link = ex; link != null; link = link.getCause()) {
			if (link instanceof SocketException || link instanceof EOFException) {
				return true;
			}
		}
		return false;
	}

}
