package io.awscredentials.source.sts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.http.sigv4.SigV4Signer;
import io.awscredentials.internal.CallerIdentity;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.internal.RetrievedCredentials.Keeper;
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

	private static final String GLOBAL = "sts.amazonaws.com";

	/** How old a key is that AWS may not know yet. */
	private static final Duration NEW = Duration.ofMinutes(1);

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
	 * Return the time of this machine, in which expirations are told.
	 * @return the time
	 */
	Instant localTime() {
		return clock().now().minus(clock().offset());
	}

	/**
	 * Make a call that gives credentials and is not signed.
	 * @param request the call
	 * @param subject what is asked for, for failures
	 * @return the credentials, their expiration as the local clock will see it
	 */
	Credentials call(StsRequest request, String subject) {
		Target target = target(request);
		HttpAnswer answer = this.connection.client().exchange(task(request, target, null));
		return credentials(answer, new StsFailures(this.source, request, target, subject, null));
	}

	/**
	 * Ask whose credentials are, which they need no permission for.
	 * @param credentials the credentials
	 * @param request the call
	 * @return the account and the ARN
	 */
	CallerIdentity identity(Credentials credentials, StsRequest request) {
		Target target = target(request);
		return identity(credentials, request, target, exchange(request, target, credentials));
	}

	private CallerIdentity identity(Credentials credentials, StsRequest request, Target target, HttpAnswer answer) {
		return read(answer, new StsFailures(this.source, request, target, credentials.maskedAccessKeyId(), credentials),
				StsResponse::identity);
	}

	/**
	 * Ask whose credentials are that may be too new for AWS to know them.
	 * @param credentials the credentials
	 * @param request the call
	 * @return the account and the ARN, or {@code null} if STS does not know the access
	 * key
	 */
	@Nullable CallerIdentity identityIfKnown(Credentials credentials, StsRequest request) {
		Target target = target(request);
		HttpAnswer answer = exchange(request, target, credentials);
		return (!answer.successful() && StsError.of(answer).isUnknownKey()) ? null
				: identity(credentials, request, target, answer);
	}

	/**
	 * Make a call that gives credentials. If STS does not know the key it is signed with,
	 * or any more, whoever keeps the key gives it up, and another one is asked for and
	 * used at once. One that was made less than a minute ago is tried again later.
	 * @param request the call
	 * @param subject what is asked for, for failures
	 * @param signer the credentials to sign with
	 * @param signers gives others
	 * @return the credentials, their expiration as the local clock will see it
	 */
	Credentials call(StsRequest request, String subject, RetrievedCredentials signer, CredentialsSource signers) {
		Target target = target(request);
		RetrievedCredentials used = signer;
		HttpAnswer answer = exchange(request, target, used.credentials());
		if (needsOtherKey(answer, used.keeper())) {
			used.reject();
			used = RetrievedCredentials.from(signers);
			if (!used.credentials().accessKeyId().equals(signer.credentials().accessKeyId())) {
				answer = exchange(request, target, used.credentials());
			}
		}
		Keeper keeper = used.keeper();
		Duration pause = newKeyPause(keeper);
		if (keeper != null && pause != null && !answer.successful() && StsError.of(answer).isUnknownKey()) {
			keeper.hold();
			request.retryingNewKeysAfter(pause);
		}
		return credentials(answer, new StsFailures(this.source, request, target, subject, used.credentials()));
	}

	private boolean needsOtherKey(HttpAnswer answer, @Nullable Keeper keeper) {
		if (keeper == null || answer.successful()) {
			return false;
		}
		StsError error = StsError.of(answer);
		return error.isExpiredKey() || (error.isUnknownKey() && newKeyPause(keeper) == null);
	}

	/**
	 * Return after what time to try the same key again if AWS does not know it. It takes
	 * some seconds until all of AWS knows the key of a user that was made just now: the
	 * pauses double with its age.
	 */
	private @Nullable Duration newKeyPause(@Nullable Keeper keeper) {
		if (keeper == null || keeper.since() == null) {
			return null;
		}
		Duration age = Duration.between(keeper.since(), localTime());
		long seconds = Math.max(1, Math.min(age.toSeconds(), 16));
		return (age.compareTo(NEW) < 0) ? Duration.ofSeconds(seconds) : null;
	}

	private Target target(StsRequest request) {
		String region = region(request.arn());
		URI endpoint = this.connection.endpoints().resolve(AwsService.STS, region, this.connection.profile().get());
		if (request.action().equals(StsResponse.IDENTITY_TOKEN) && GLOBAL.equals(endpoint.getHost())) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, this.source,
					"The endpoint " + endpoint + " is the global one of STS, which issues no identity tokens")
				.withAdvice("Use that of a region, https://sts." + region + ".amazonaws.com, or remove the endpoint");
		}
		return new Target(region, endpoint);
	}

	private HttpTask task(StsRequest request, Target target, @Nullable Credentials signer) {
		return HttpTask.of(this.source, () -> httpCall(request, target, signer)).retryingOn(StsError::isTransient);
	}

	private HttpAnswer exchange(StsRequest request, Target target, Credentials signer) {
		HttpTask task = task(request, target, signer).asSigned();
		HttpAnswer answer = this.connection.client().exchange((request.once()) ? task.onlyOnce() : task);
		if (learn(answer) && isClockRefusal(answer) && !request.once()) {
			answer = this.connection.client().exchange(task);
			learn(answer);
		}
		return answer;
	}

	private Credentials credentials(HttpAnswer answer, StsFailures failures) {
		return clock().localTime(read(answer, failures, (xml) -> StsResponse.read(xml, failures.request().action())));
	}

	private <T> T read(HttpAnswer answer, StsFailures failures, AnswerReader<T> reader) {
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
		ClockSkew clock = clock();
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

	private HttpCall httpCall(StsRequest request, Target target, @Nullable Credentials signer) {
		byte[] body = request.body();
		HttpCall call = HttpCall.post(target.endpoint(), FORM, body);
		if (signer == null) {
			return call;
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
		Map<String, String> signed = new LinkedHashMap<>();
		new SigV4Signer(target.region(), "sts")
			.sign(signer, clock().now(), call.method(), target.endpoint(), headers, SigV4Signer.sha256(body))
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

	/**
	 * Where a call goes.
	 *
	 * @param region the region it is signed for
	 * @param endpoint the endpoint of STS
	 */
	record Target(String region, URI endpoint) {
	}

}
