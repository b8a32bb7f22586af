package io.awscredentials.autoconfigure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes nothing until it is told the registry of the application, which comes about
 * late: with the registries of meters, of which some are themselves clients of AWS that
 * need credentials.
 */
final class DeferredObservationRegistry implements ObservationRegistry {

	private volatile ObservationRegistry delegate = NOOP;

	void delegateTo(ObservationRegistry delegate) {
		this.delegate = delegate;
	}

	@Override
	public @Nullable Observation getCurrentObservation() {
		return this.delegate.getCurrentObservation();
	}

	@Override
	public Observation.@Nullable Scope getCurrentObservationScope() {
		return this.delegate.getCurrentObservationScope();
	}

	@Override
	public void setCurrentObservationScope(Observation.@Nullable Scope current) {
		this.delegate.setCurrentObservationScope(current);
	}

	@Override
	public ObservationConfig observationConfig() {
		return this.delegate.observationConfig();
	}

	@Override
	public boolean isNoop() {
		return this.delegate.isNoop();
	}

}
