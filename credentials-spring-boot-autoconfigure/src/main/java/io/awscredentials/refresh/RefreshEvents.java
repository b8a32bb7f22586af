package io.awscredentials.refresh;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one provider, in the order in which it happens, on its way to the
 * listener. Told on a thread of its own, one thing at a time: a listener that is slow
 * holds up nothing but what it is told itself.
 */
final class RefreshEvents {

	private static final Log logger = LogFactory.getLog(RefreshEvents.class);

	/** One that blocks for ever must not fill the memory. */
	private static final int MOST_WAITING = 1_000;

	private final Executor executor;

	private final RefreshReporter reporter;

	/**
	 * Made for the first event: there may be many providers, and few have one at a time.
	 */
	private @Nullable Queue<Consumer<RefreshReporter>> waiting;

	private boolean telling;

	RefreshEvents(RefreshContext context) {
		this.executor = context.scheduler().threads().listeners();
		this.reporter = new RefreshReporter(context.listener());
	}

	/**
	 * Add something to be told with the next call of {@link #tell()}.
	 * @param event tells it
	 */
	synchronized void add(Consumer<RefreshReporter> event) {
		Queue<Consumer<RefreshReporter>> waiting = (this.waiting != null) ? this.waiting : new ArrayDeque<>(1);
		if (waiting.size() == MOST_WAITING) {
			waiting.remove();
		}
		waiting.add(event);
		this.waiting = waiting;
	}

	/**
	 * Have told what was added, unless a thread is about it. Not to be called with a lock
	 * held.
	 */
	void tell() {
		synchronized (this) {
			if (this.telling || this.waiting == null) {
				return;
			}
			this.telling = true;
		}
		try {
			this.executor.execute(this::tellAll);
		}
		catch (Throwable ex) {
			logger.debug("Nobody is told for now", ex);
			synchronized (this) {
				this.telling = false;
			}
		}
	}

	private void tellAll() {
		for (Consumer<RefreshReporter> event = next(); event != null; event = next()) {
			try {
				event.accept(this.reporter);
			}
			catch (Throwable ex) {
				logger.warn("An event could not be told", ex);
			}
		}
	}

	private synchronized @Nullable Consumer<RefreshReporter> next() {
		Consumer<RefreshReporter> event = (this.waiting != null) ? this.waiting.poll() : null;
		this.telling = event != null;
		this.waiting = (this.telling) ? this.waiting : null;
		return event;
	}

}
