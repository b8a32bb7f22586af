package io.awscredentials.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshStatus.Certificate;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Metrics about credentials: how retrievals go, how long each set is valid still, the
 * state of each provider, and how often credentials were served although their refresh
 * had failed.
 */
public final class CredentialsMetrics implements MeterBinder, RefreshListener {

	/** What roles that are known only at run time are tagged with, however many. */
	private static final String RUNTIME = "runtime";

	private static final String SERVED_STALE = "Times credentials were served although a refresh of them had failed";

	private final Supplier<CredentialsProviders> providers;

	private final Supplier<? extends Collection<RefreshingCredentialsProvider>> identityTokens;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private volatile List<RefreshingCredentialsProvider> measured = List.of();

	/**
	 * Create a new instance.
	 * @param providers gives the providers to measure
	 * @param identityTokens gives what refreshes identity tokens
	 */
	public CredentialsMetrics(Supplier<CredentialsProviders> providers,
			Supplier<? extends Collection<RefreshingCredentialsProvider>> identityTokens) {
		this.providers = providers;
		this.identityTokens = identityTokens;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		CredentialsProviders providers = this.providers.get();
		this.measured = Stream.concat(providers.all().stream(), this.identityTokens.get().stream()).toList();
		this.measured.forEach((provider) -> bind(provider, registry));
		Gauge.builder("aws.credentials.runtime.roles", providers, CredentialsProviders::runtimeRoles)
			.description("Roles known only at run time that are in use")
			.register(registry);
		FunctionCounter
			.builder("aws.credentials.served.stale", providers, CredentialsProviders::runtimeRolesServedStale)
			.description(SERVED_STALE)
			.tag("provider", RUNTIME)
			.register(registry);
	}

	private void bind(RefreshingCredentialsProvider provider, MeterRegistry registry) {
		Gauge.builder("aws.credentials.remaining", provider, CredentialsMetrics::remaining)
			.description("Lifetime left of the credentials")
			.baseUnit("seconds")
			.tag("provider", provider.name())
			.register(registry);
		FunctionCounter.builder("aws.credentials.served.stale", provider, (served) -> served.status().servedStale())
			.description(SERVED_STALE)
			.tag("provider", provider.name())
			.register(registry);
		bindCertificate(provider, provider.status(), registry);
		for (RefreshState state : RefreshState.values()) {
			Gauge.builder("aws.credentials.state", provider, (shown) -> (shown.status().state() == state) ? 1 : 0)
				.description("Whether the provider is in the state")
				.tag("provider", provider.name())
				.tag("state", state.name())
				.register(registry);
		}
	}

	private static double remaining(RefreshingCredentialsProvider provider) {
		Duration remaining = provider.status().remaining();
		return (remaining != null) ? remaining.toMillis() / 1000.0 : Double.NaN;
	}

	/** Only of a provider that has one, which is known after its first retrieval. */
	private static void bindCertificate(RefreshingCredentialsProvider provider, RefreshStatus status,
			MeterRegistry registry) {
		if (status.certificate() != null) {
			Gauge.builder("aws.credentials.certificate.remaining", provider, CredentialsMetrics::certificateRemaining)
				.description("Lifetime left of the certificate for which credentials are had")
				.baseUnit("seconds")
				.tag("provider", provider.name())
				.register(registry);
		}
	}

	private static double certificateRemaining(RefreshingCredentialsProvider provider) {
		Certificate certificate = provider.status().certificate();
		return (certificate != null) ? certificate.remaining().toMillis() / 1000.0 : Double.NaN;
	}

	@Override
	public void refreshed(RefreshStatus status, Duration took) {
		record(status, took, "success", "none");
	}

	@Override
	public void refreshFailed(RefreshStatus status, CredentialsException failure, Duration took) {
		record(status, took, "failure", failure.code().name());
	}

	private void record(RefreshStatus status, Duration took, String outcome, String error) {
		for (MeterRegistry registry : this.registries) {
			if (status.certificate() != null) {
				this.measured.stream()
					.filter((provider) -> provider.name().equals(status.provider()))
					.forEach((provider) -> bindCertificate(provider, status, registry));
			}
			Timer.builder("aws.credentials.refresh")
				.description("Retrievals of credentials")
				.tag("provider", (status.runtimeRole()) ? RUNTIME : status.provider())
				.tag("source", status.source())
				.tag("outcome", outcome)
				.tag("error", error)
				.register(registry)
				.record(took);
		}
	}

}
