package io.awscredentials.source.sts;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awscredentials.Credentials;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.http.sigv4.SigV4Signer;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.RegionFallback;
import io.awscredentials.region.RegionResolver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls STS for sources: finds it, signs each attempt anew, learns from its answers what
 * the time is, and reads them.
 */
final class StsClient {

	private static final Log logger = LogFactory.getLog(StsClient.class);

	private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

	private final String source;

	private final StsConnection connection;

	private final AtomicBoolean fallbackTold = new AtomicBoolean();

	/**
	 * Create a new instance.
	 * @param source the name of the source, for failures
	 * @param connection how STS is reached
	 */
	StsClient(String source, StsConnection connection) {
		this.source = source;
		this.connection = connection;
	}

	/**
	 * Return the time as AWS sees it.
	 * @return the clock
	 */
	ClockSkew clock() {
		return this.connection.clock();
	}

	/**
	 * Make a call that gives credentials.
	 * @param request the call
	 * @param subject what is asked for, for failures
	 * @param signer the credentials to sign with, or {@code null} not to sign
	 * @return the credentials, their expiration as the local clock will see it
	 */
	Credentials call(StsRequest request, String subject, @Nullable Credentials signer) {
		return this.connection.clock()
			.localTime(call(request, subject, signer, (xml) -> StsResponse.read(xml, request.action())));
	}

	/**
	 * Ask whose credentials are, which they need no permission for.
	 * @param credentials the credentials
	 * @param request the call
	 * @return the account and the ARN
	 */
	CallerIdentity identity(Credentials credentials, StsRequest request) {
		return call(request, credentials.maskedAccessKeyId(), credentials, StsResponse::identity);
	}

	private <T> T call(StsRequest request, String subject, @Nullable Credentials signer, AnswerReader<T> reader) {
		String region = region(request.arn());
		URI endpoint = this.connection.endpoints().resolve(AwsService.STS, region, this.connection.profile().get());
		SigV4Signer signature = new SigV4Signer(region, "sts");
		HttpTask asked = HttpTask.of(this.source, () -> httpCall(request, endpoint, signature, signer))
			.retryingOn(StsError::isTransient);
		HttpTask task = (signer != null) ? asked.asSigned() : asked;
		HttpAnswer answer = this.connection.client().exchange((request.once()) ? task.onlyOnce() : task);
		if (signer != null && learn(answer) && isClockRefusal(answer) && !request.once()) {
			answer = this.connection.client().exchange(task);
			learn(answer);
		}
		StsFailures failures = new StsFailures(this.source, request, endpoint, region, subject, signer);
		if (!answer.successful()) {
			throw failures.refused(StsError.of(answer));
		}
		try {
			return reader.read(answer.body());
		}
		catch (InvalidXmlException ex) {
			throw failures.unreadable(ex);
		}
	}

	/**
	 * Learn the time from the answer to a signed request: one whose signature was
	 * accepted, also if a code of an MFA device, which goes by the clock as well, was
	 * not, and one whose time was refused.
	 * @param answer the answer
	 * @return whether the local clock turned out to be wrong
	 */
	private boolean learn(HttpAnswer answer) {
		ClockSkew clock = this.connection.clock();
		Duration before = clock.offset();
		if (answer.successful() || StsError.of(answer).isMfa()) {
			clock.learnFromAccepted(answer.header("Date"));
		}
		else if (isClockRefusal(answer)) {
			clock.learn(answer.header("Date"));
		}
		if (clock.offset().equals(before)) {
			return false;
		}
		logger.warn(clock + ", judged by STS: signatures and expirations are corrected");
		return true;
	}

	private static boolean isClockRefusal(HttpAnswer answer) {
		return !answer.successful() && StsError.of(answer).isClock();
	}

	private HttpCall httpCall(StsRequest request, URI endpoint, SigV4Signer signature, @Nullable Credentials signer) {
		byte[] body = request.body();
		HttpCall call = HttpCall.post(endpoint, FORM, body);
		if (signer == null) {
			return call;
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
		Map<String, String> signed = new LinkedHashMap<>();
		signature
			.sign(signer, this.connection.clock().now(), call.method(), endpoint, headers, SigV4Signer.sha256(body))
			.forEach(signed::put);
		return call.withHeaders(signed);
	}

	private String region(@Nullable String arn) {
		String region = this.connection.region().get();
		if (region != null) {
			return region;
		}
		RegionFallback fallback = RegionResolver.fallback(arn);
		if (this.fallbackTold.compareAndSet(false, true)) {
			logger.info(fallback.explanation());
		}
		return fallback.region();
	}

	/**
	 * Reads the answer to a call.
	 *
	 * @param <T> what is in it
	 */
	private interface AnswerReader<T> {

		T read(byte[] xml) throws InvalidXmlException;

	}

}
