package io.awscredentials.connect;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * What an application opens with tokens in place of passwords. Holds no token.
 * <p>
 * Thread-safe.
 *
 * @hidden
 */
public final class Connections {

	private final List<TrackedConnection> all = new CopyOnWriteArrayList<>();

	private final InstantSource clock;

	/**
	 * Create a new instance.
	 * @param clock tells when a token was issued and when something failed
	 */
	public Connections(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Add what is opened with tokens from now on.
	 * @param what what it is, {@code "jdbc dataSource"} for example
	 * @param user the user who is authenticated, or {@code null} if the service knows
	 * none
	 * @param host the host or the name that the tokens are made for, or {@code null} if
	 * they are made for none
	 * @param provider the name of the provider whose credentials sign the tokens
	 * @return takes what happens to it
	 */
	public TrackedConnection register(String what, @Nullable String user, @Nullable String host, String provider) {
		TrackedConnection connection = new TrackedConnection(what, user, host, provider, this.clock);
		this.all.add(connection);
		return connection;
	}

	/**
	 * Return the state of all of them, in the order in which they were added.
	 * @return their states
	 */
	public List<ConnectionStatus> statuses() {
		return this.all.stream().map(TrackedConnection::status).toList();
	}

}
