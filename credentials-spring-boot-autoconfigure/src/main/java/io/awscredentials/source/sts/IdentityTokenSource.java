package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.IdentityTokenCredentials;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a token that tells others who the caller is ({@code GetWebIdentityToken} of
 * STS), which it gives as {@link IdentityTokenCredentials}. It asks for no more life than
 * the credentials have left that it asks with: STS would refuse that.
 *
 * @hidden
 */
public final class IdentityTokenSource implements DetailedSource {

	private static final Log logger = LogFactory.getLog(IdentityTokenSource.class);

	private static final String NAME = "IdentityToken";

	private static final Duration LEAST = Duration.ofMinutes(1);

	/** STS counts from when it gets the call. */
	private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

	private final CredentialsSource inner;

	private final IdentityTokenOptions options;

	private final StsClient client;

	/**
	 * Create a new instance.
	 * @param inner gives the credentials of the caller
	 * @param options the parameters of the call
	 * @param connection how STS is reached
	 */
	public IdentityTokenSource(CredentialsSource inner, IdentityTokenOptions options, StsConnection connection) {
		this.inner = inner;
		this.options = options;
		this.client = new StsClient(NAME, connection);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		RetrievedCredentials signer = RetrievedCredentials.from(this.inner);
		StsRequest request = new StsRequest(StsResponse.IDENTITY_TOKEN).concerning(this.options.arn())
			.withList("Audience", "", this.options.audience())
			.with("SigningAlgorithm", this.options.algorithm())
			.with("DurationSeconds", duration(signer.credentials().expiration()))
			.withList("Tags", ".Key", this.options.tags().keySet())
			.withList("Tags", ".Value", this.options.tags().values());
		Credentials token = this.client.call(request, "audience " + String.join(", ", this.options.audience()), signer,
				this.inner);
		// Nobody accepts one that has expired.
		return new RetrievedCredentials(token, PastExpiry.REFUSE);
	}

	private Duration duration(@Nullable Instant sessionEnd) {
		Duration duration = this.options.duration();
		if (sessionEnd == null) {
			return duration;
		}
		Duration left = Duration.between(this.client.localTime(), sessionEnd).minus(ON_THE_WAY);
		if (left.compareTo(duration) >= 0) {
			return duration;
		}
		Duration shorter = (left.compareTo(LEAST) > 0) ? left : LEAST;
		logger.debug("The token for " + this.options.audience() + " is to live for " + shorter.toSeconds()
				+ " s, since the credentials expire at " + sessionEnd);
		return shorter;
	}

	@Override
	public String name() {
		return NAME + " < " + this.inner.name();
	}

}
