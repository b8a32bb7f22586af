package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.CredentialsChange;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells several listeners, of which one that throws keeps none of the others from being
 * told.
 *
 * @param listeners the listeners
 */
record CompositeRefreshListener(List<RefreshListener> listeners) implements RefreshListener {

	private static final Log logger = LogFactory.getLog(CompositeRefreshListener.class);

	@Override
	public void refreshed(RefreshStatus status, Duration took, @Nullable CredentialsChange change) {
		tell((listener) -> listener.refreshed(status, took, change));
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		tell((listener) -> listener.refreshFailed(status, failure, took));
	}

	@Override
	public void expired(RefreshStatus status) {
		tell((listener) -> listener.expired(status));
	}

	@Override
	public void mfaRequired(RefreshStatus status, MfaChallenge challenge) {
		tell((listener) -> listener.mfaRequired(status, challenge));
	}

	@Override
	public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
		tell((listener) -> listener.signInRequired(status, challenge));
	}

	private void tell(Consumer<RefreshListener> event) {
		for (RefreshListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("Listener " + listener.getClass().getName() + " failed", ex);
			}
		}
	}

}
