package io.awscredentials.event;

import io.awscredentials.refresh.CredentialsChange;
import io.awscredentials.refresh.RefreshStatus;
import org.jspecify.annotations.Nullable;

/**
 * A provider has new credentials.
 *
 * @since 0.1.0
 */
public final class CredentialsRefreshedEvent extends CredentialsEvent {

	private final transient @Nullable CredentialsChange change;

	CredentialsRefreshedEvent(RefreshStatus status, @Nullable CredentialsChange change) {
		super(status);
		this.change = change;
	}

	/**
	 * Return how these credentials are somebody else's than those before.
	 * @return what those before were, if they came from another source, were of another
	 * account or were other long-lived keys; {@code null} if not, or if these are the
	 * first ones
	 */
	public @Nullable CredentialsChange change() {
		return this.change;
	}

}
