package io.awscredentials.connect;

import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.ConnectionStatus.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One database, cache or broker that is opened with tokens: takes what happens to it.
 * <p>
 * Thread-safe.
 *
 * @hidden
 */
public final class TrackedConnection {

	private final String what;

	private final @Nullable String user;

	private final @Nullable String host;

	private final String provider;

	private final InstantSource clock;

	private volatile @Nullable Instant lastToken;

	private volatile @Nullable Failure lastFailure;

	TrackedConnection(String what, @Nullable String user, @Nullable String host, String provider, InstantSource clock) {
		this.what = what;
		this.user = user;
		this.host = host;
		this.provider = provider;
		this.clock = clock;
	}

	/**
	 * A token was issued for it.
	 */
	public void tokenIssued() {
		this.lastToken = this.clock.instant();
	}

	/**
	 * There was no token for it.
	 * @param failure why not
	 */
	public void failed(CredentialsException failure) {
		this.lastFailure = new Failure(failure.code().name(), failure.getMessage(), failure.advice(),
				this.clock.instant());
	}

	/**
	 * It was refused, with or without a token.
	 * @param code what kind of failure this is
	 * @param message what failed, without secrets
	 * @param advice what to do, a sentence without full stop
	 */
	public void failed(CredentialsErrorCode code, String message, String advice) {
		failed(new CredentialsException(code, this.what, message).withAdvice(advice));
	}

	/**
	 * Return its state.
	 * @return the state of this moment
	 */
	public ConnectionStatus status() {
		return new ConnectionStatus(this.what, this.user, this.host, this.provider, this.lastToken, this.lastFailure);
	}

	@Override
	public String toString() {
		return this.what;
	}

}
