package io.awscredentials.refresh;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The clock of an application, with the system's in its place wherever that one throws.
 */
final class FailSafeClock implements InstantSource {

	private static final Log logger = LogFactory.getLog(FailSafeClock.class);

	private final InstantSource clock;

	private final AtomicBoolean told = new AtomicBoolean();

	private FailSafeClock(InstantSource clock) {
		this.clock = clock;
	}

	static InstantSource of(InstantSource clock) {
		return (clock == InstantSource.system()) ? clock : new FailSafeClock(clock);
	}

	@Override
	public long millis() {
		try {
			return this.clock.millis();
		}
		catch (Throwable ex) {
			if (this.told.compareAndSet(false, true)) {
				logger.error("The clock " + this.clock.getClass().getName()
						+ " failed, the time of the system counts instead. This is told once", ex);
			}
			return InstantSource.system().millis();
		}
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

}
