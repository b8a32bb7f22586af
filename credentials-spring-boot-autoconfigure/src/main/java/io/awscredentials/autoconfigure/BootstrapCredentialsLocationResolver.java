package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.sdk.SdkCredentialsProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.boot.bootstrap.BootstrapContext;
import org.springframework.boot.bootstrap.BootstrapContextClosedEvent;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Offers credentials to those who load configuration. Resolves no location itself, but is
 * asked about each one before others are, and so knows what has been loaded by then: the
 * binder that is registered for all knows of no file while the imports of the first ones
 * are processed.
 */
class BootstrapCredentialsLocationResolver implements ConfigDataLocationResolver<ConfigDataResource>, Ordered,
		InstanceSupplier<CredentialsProvider>, ApplicationListener<BootstrapContextClosedEvent> {

	private final ConfigurableBootstrapContext bootstrapContext;

	private @Nullable ConfigDataLocationResolverContext latest;

	private @Nullable InstanceSupplier<Binder> registeredMeanwhile;

	private @Nullable BootstrapCredentials credentials;

	private @Nullable ConfigurableApplicationContext application;

	BootstrapCredentialsLocationResolver(ConfigurableBootstrapContext bootstrapContext) {
		this.bootstrapContext = bootstrapContext;
		if (!bootstrapContext.isRegistered(CredentialsProvider.class)) {
			bootstrapContext.register(CredentialsProvider.class, this);
			bootstrapContext.addCloseListener(this);
		}
		if (ClassUtils.isPresent("software.amazon.awssdk.auth.credentials.AwsCredentialsProvider",
				getClass().getClassLoader())) {
			Sdk.register(bootstrapContext);
		}
	}

	@Override
	public CredentialsProvider get(BootstrapContext context) {
		BootstrapCredentials credentials = this.credentials;
		if (credentials == null) {
			credentials = new BootstrapCredentials();
			this.credentials = credentials;
			this.bootstrapContext.register(BootstrapCredentials.class, InstanceSupplier.of(credentials));
			if (this.application != null) {
				credentials.handOver(this.application);
			}
		}
		return credentials.provider(() -> BootstrapEnvironment.of(binder(context)));
	}

	@Override
	public void onApplicationEvent(BootstrapContextClosedEvent event) {
		this.application = event.getApplicationContext();
		if (this.credentials != null) {
			this.credentials.handOver(this.application);
		}
	}

	/**
	 * Return the binder that knows most: the registered one as soon as a phase of loading
	 * has ended, the latest one seen until then.
	 */
	private Binder binder(BootstrapContext context) {
		ConfigDataLocationResolverContext latest = this.latest;
		boolean phaseEnded = this.bootstrapContext
			.getRegisteredInstanceSupplier(Binder.class) != this.registeredMeanwhile;
		return (latest == null || phaseEnded) ? Objects.requireNonNull(context.get(Binder.class)) : latest.getBinder();
	}

	@Override
	public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		// Not its binder: to make one for each location takes its time.
		this.latest = context;
		this.registeredMeanwhile = this.bootstrapContext.getRegisteredInstanceSupplier(Binder.class);
		return false;
	}

	@Override
	public List<ConfigDataResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		return List.of();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Not loaded where the AWS SDK is not there.
	 */
	private static final class Sdk {

		static void register(ConfigurableBootstrapContext registry) {
			registry.registerIfAbsent(AwsCredentialsProvider.class, (context) -> SdkCredentialsProvider
				.of(Objects.requireNonNull(context.get(CredentialsProvider.class))));
		}

	}

}
