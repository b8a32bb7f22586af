package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.awscredentials.MfaTokenProvider;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.MfaAnswers;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.RuntimeRoleStore;
import io.awscredentials.refresh.RuntimeRoles;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * What sources need and share, created when the first one needs it. One bean with few
 * methods in place of several: the class of each bean is looked through at the start,
 * with all that its methods name, and most applications need little of it.
 */
final class CredentialsInfrastructure implements MfaAnswers, AutoCloseable {

	private static final String CLOCK = "credentialsClock";

	private final ApplicationContext beans;

	private final Descriptions descriptions;

	private final RefreshScheduler scheduler;

	private @Nullable OutgoingSettings outgoing;

	private @Nullable MfaTokenProviders mfa;

	private @Nullable RuntimeRoles roles;

	CredentialsInfrastructure(ApplicationContext beans, Descriptions descriptions, RefreshScheduler scheduler) {
		this.beans = beans;
		this.descriptions = descriptions;
		this.scheduler = scheduler;
	}

	static InstantSource clock(BeanFactory beans) {
		return (beans.containsBean(CLOCK)) ? beans.getBean(CLOCK, InstantSource.class) : InstantSource.system();
	}

	InstantSource clock() {
		return clock(this.beans);
	}

	/**
	 * Return how requests are made.
	 * @return the settings
	 */
	synchronized OutgoingSettings outgoing() {
		OutgoingSettings outgoing = this.outgoing;
		if (outgoing == null) {
			outgoing = new OutgoingSettings(this.beans, clock());
			this.outgoing = outgoing;
		}
		return outgoing;
	}

	/**
	 * Return who gives MFA codes.
	 * @return the providers of codes
	 */
	synchronized MfaTokenProviders mfa() {
		MfaTokenProviders mfa = this.mfa;
		if (mfa == null) {
			Map<String, Supplier<MfaTokenProvider>> byName = new LinkedHashMap<>();
			for (String name : this.beans.getBeanNamesForType(MfaTokenProvider.class)) {
				byName.put(name, () -> this.beans.getBean(name, MfaTokenProvider.class));
			}
			ObjectProvider<CredentialsProviders> providers = this.beans.getBeanProvider(CredentialsProviders.class);
			mfa = new MfaTokenProviders(this.descriptions, byName,
					this.beans.getBeanProvider(MfaTokenProvider.class)::getIfUnique,
					this.beans.getBeanProvider(PendingMfaTokenProvider.class)
						.getIfUnique(() -> MfaTokenProviders.pending(clock())),
					outgoing().clockSkew(), (name) -> providers.getObject().refresh(name));
			this.mfa = mfa;
		}
		return mfa;
	}

	/**
	 * Return the roles that are known only at run time.
	 * @return the roles
	 */
	synchronized RuntimeRoles runtimeRoles() {
		RuntimeRoles roles = this.roles;
		if (roles == null) {
			RuntimeRoleProperties properties = this.beans.getBeanProvider(RuntimeRoleProperties.class)
				.getIfAvailable(RuntimeRoleProperties::defaults);
			CredentialsProviderFactory factory = this.beans.getBean(CredentialsProviderFactory.class);
			roles = new RuntimeRoles(new RuntimeRoleOrigins(this.descriptions, factory, outgoing(), mfa()),
					this.scheduler, factory.listener(), properties.maximumSize(), properties.idleTimeout(), store());
			this.roles = roles;
		}
		return roles;
	}

	/**
	 * Caffeine keeps the roles that are asked for often, and locks less.
	 * @return what creates the store, or {@code null} if Caffeine is not there
	 */
	RuntimeRoleStore.@Nullable Factory store() {
		return (ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", this.beans.getClassLoader()))
				? CaffeineRoleStore::new : null;
	}

	/**
	 * Wait for the credentials of a provider, and for the person whose MFA code they
	 * need.
	 * @param provider the provider
	 */
	void require(RefreshingCredentialsProvider provider) {
		mfa().require(provider);
	}

	@Override
	public @Nullable CompletableFuture<?> answer(String provider, String tokenCode) {
		return mfa().answer(provider, tokenCode);
	}

	@Override
	public synchronized void close() {
		if (this.roles != null) {
			this.roles.close();
		}
		if (this.mfa != null) {
			this.mfa.close();
		}
	}

}
