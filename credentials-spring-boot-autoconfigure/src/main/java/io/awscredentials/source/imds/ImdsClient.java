package io.awscredentials.source.imds;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.Outage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the instance metadata service, in version 2 of its protocol: with a token
 * that is kept for its life. Version 1 is used only where it is allowed and version 2 is
 * not answered.
 */
final class ImdsClient {

	private static final Log logger = LogFactory.getLog(ImdsClient.class);

	private static final String TOKEN_PATH = "/latest/api/token";

	private static final String TOKEN_HEADER = "x-aws-ec2-metadata-token";

	private static final String LIFETIME_HEADER = "x-aws-ec2-metadata-token-ttl-seconds";

	private static final String HOP_LIMIT = "On EC2, in a container, raise the hop limit of the metadata service: "
			+ "aws ec2 modify-instance-metadata-options --http-put-response-hop-limit 2. Elsewhere, leave "
			+ "'instance-metadata' out of the chain or set AWS_EC2_METADATA_DISABLED=true";

	private static final String TOKEN_ADVICE = "Enable the metadata service in the instance's metadata options; for "
			+ "one that only knows version 1, set 'instance-metadata.v1-fallback'";

	private final Supplier<CredentialsHttpClient> http;

	private final InstantSource clock;

	private volatile @Nullable ImdsToken token;

	ImdsClient(Supplier<CredentialsHttpClient> http, InstantSource clock) {
		this.http = http;
		this.clock = clock;
	}

	/**
	 * Read what is at a path.
	 * @param settings how the service is asked
	 * @param path the path
	 * @return the answer, or {@code null} if there is nothing at that path
	 * @throws CredentialsException if the service does not answer, or refuses to
	 */
	@Nullable HttpAnswer get(ImdsSettings settings, String path) {
		HttpCall call = HttpCall.get(settings.uri(path));
		HttpAnswer answer = send(call, token(settings));
		if (answer.status() == 401) {
			// The instance was stopped meanwhile, or now wants a token.
			answer = send(call, newToken(settings));
		}
		if (answer.status() == 404) {
			return null;
		}
		if (answer.status() == 401) {
			this.token = null;
			throw refused(call, answer).withRetryable(true);
		}
		if (!answer.successful()) {
			throw refused(call, answer);
		}
		return answer;
	}

	/**
	 * Return credentials whose expiration is told as the local clock will see it.
	 * @param credentials the credentials
	 * @return the credentials
	 */
	Credentials localTime(Credentials credentials) {
		return this.http.get().clockSkew().localTime(credentials);
	}

	private HttpAnswer send(HttpCall call, ImdsToken token) {
		HttpCall shown = (token.value() != null) ? call.withHeader(TOKEN_HEADER, token.value()) : call;
		return this.http.get().exchange(task(shown));
	}

	private ImdsToken token(ImdsSettings settings) {
		ImdsToken known = this.token;
		return (known != null && known.usable(this.clock.instant())) ? known : newToken(settings);
	}

	private ImdsToken newToken(ImdsSettings settings) {
		ImdsToken created = requestToken(settings);
		this.token = created;
		return created;
	}

	private ImdsToken requestToken(ImdsSettings settings) {
		HttpCall call = HttpCall.put(settings.uri(TOKEN_PATH))
			.withHeader(LIFETIME_HEADER, Long.toString(ImdsToken.LIFETIME.toSeconds()));
		HttpAnswer answer;
		try {
			answer = this.http.get().exchange(task(call).asProbe());
		}
		catch (CredentialsException ex) {
			// Where there is a hop too many, what is lost is the answer with the token.
			if (!(ex.getCause() instanceof SocketTimeoutException)) {
				throw ex;
			}
			if (settings.v1Allowed()) {
				return version1(call, "does not answer in time");
			}
			throw ex.withAdvice(HOP_LIMIT);
		}
		if (answer.successful()) {
			return read(call, answer);
		}
		if (isUnsupported(answer) && settings.v1Allowed()) {
			return version1(call, "answers with status " + answer.status());
		}
		CredentialsException refused = refused(call, answer);
		throw (refused.retryable()) ? refused : refused.withAdvice(TOKEN_ADVICE);
	}

	private ImdsToken version1(HttpCall call, String reason) {
		logger.warn(call + " " + reason + ": falling back to version 1 of the instance metadata service");
		return ImdsToken.none(this.clock.instant());
	}

	private ImdsToken read(HttpCall call, HttpAnswer answer) {
		String value = answer.text().strip();
		if (value.isEmpty() || !value.chars().allMatch((c) -> c > ' ' && c < 0x7f)) {
			throw new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID,
					InstanceMetadataCredentialsSource.NAME, call + ": the answer is not a token");
		}
		return ImdsToken.of(value, this.clock.instant(), lifetime(answer));
	}

	private static Duration lifetime(HttpAnswer answer) {
		String header = answer.header(LIFETIME_HEADER);
		try {
			return (header != null) ? Duration.ofSeconds(Integer.parseInt(header.strip())) : ImdsToken.LIFETIME;
		}
		catch (NumberFormatException ex) {
			// A token that ended earlier than believed is renewed when it is refused.
			return ImdsToken.LIFETIME;
		}
	}

	private static boolean isUnsupported(HttpAnswer answer) {
		return answer.status() == 403 || answer.status() == 404 || answer.status() == 405;
	}

	private static CredentialsException refused(HttpCall call, HttpAnswer answer) {
		String outcome = (answer.isOutage()) ? Outage.of("the metadata service", answer.status())
				: "status " + answer.status();
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.IMDS_UNAVAILABLE,
				InstanceMetadataCredentialsSource.NAME, call + ": " + outcome);
		return (answer.isOutage()) ? failure.withAdvice(Outage.AWS_ADVICE)
				: failure.withRetryable(answer.status() == 429);
	}

	private static HttpTask task(HttpCall call) {
		return HttpTask.of(InstanceMetadataCredentialsSource.NAME, () -> call);
	}

}
