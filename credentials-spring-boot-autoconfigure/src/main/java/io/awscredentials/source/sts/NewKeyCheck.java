package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.Pause;
import io.awscredentials.internal.CallerIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Waits until AWS knows the keys of a user that was made just now, which takes some
 * seconds: STS is asked whose they are until it knows.
 *
 * @hidden
 */
public final class NewKeyCheck {

	private static final Log logger = LogFactory.getLog(NewKeyCheck.class);

	/** AWS has many hosts, and not all of them hear of a key at once. */
	private static final int IN_A_ROW = 2;

	private static final int LONGEST_PAUSE = 4;

	private final String source;

	private final StsClient client;

	private final Duration limit;

	private final InstantSource clock;

	private final Pause pause;

	private volatile boolean told;

	/**
	 * Create a new instance.
	 * @param source the name of the source of the keys, for failures
	 * @param connection how STS is reached
	 * @param limit how long to wait at most before that is a failure
	 * @param clock tells the time
	 */
	public NewKeyCheck(String source, StsConnection connection, Duration limit, InstantSource clock) {
		this(source, connection, limit, clock, (pause) -> Thread.sleep(pause.toMillis()));
	}

	NewKeyCheck(String source, StsConnection connection, Duration limit, InstantSource clock, Pause pause) {
		this.source = source;
		this.client = new StsClient(StsResponse.CALLER_IDENTITY, connection);
		this.limit = limit;
		this.clock = clock;
		this.pause = pause;
	}

	/**
	 * Wait until AWS knows keys.
	 * @param keys the keys
	 * @return the keys with the ID of their account; as they are where STS can't be asked
	 * @throws CredentialsException if AWS does not know them in time, which is worth
	 * another try with the same keys
	 */
	public Credentials awaitKnown(Credentials keys) {
		Instant deadline = this.clock.instant().plus(this.limit);
		int inARow = 0;
		for (int attempt = 0;; attempt++) {
			CallerIdentity identity;
			try {
				identity = this.client.identityIfKnown(keys, new StsRequest(StsResponse.CALLER_IDENTITY));
			}
			catch (CredentialsException ex) {
				tell(keys, ex);
				return keys;
			}
			inARow = (identity != null) ? inARow + 1 : 0;
			Duration pause = Duration.ofSeconds((inARow > 0) ? 1 : Math.min(attempt + 1, LONGEST_PAUSE));
			boolean last = !this.clock.instant().plus(pause).isBefore(deadline);
			if (identity != null && (inARow == IN_A_ROW || last)) {
				this.told = false;
				return of(keys, identity.accountId());
			}
			if (last || !pause(pause)) {
				throw notYetKnown(keys, pause);
			}
		}
	}

	private boolean pause(Duration pause) {
		try {
			this.pause.pause(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static Credentials of(Credentials keys, @Nullable String accountId) {
		return new Credentials(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expiration(),
				accountId);
	}

	private CredentialsException notYetKnown(Credentials keys, Duration nextAttempt) {
		return new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, this.source,
				"AWS does not know the access key " + keys.maskedAccessKeyId() + " yet, which was made just now")
			.withAdvice("Nothing to do for once, the same key is tried again; if it lasts, find out whether somebody "
					+ "deletes the user")
			.withRetryable(true)
			.withNextAttempt(nextAttempt);
	}

	private void tell(Credentials keys, CredentialsException failure) {
		String text = "It is not known whether all of AWS knows the new access key " + keys.maskedAccessKeyId()
				+ " yet, which is used all the same: [" + failure.code() + "] " + failure.getMessage();
		if (this.told) {
			logger.debug(text);
			return;
		}
		this.told = true;
		logger.warn(text);
	}

}
