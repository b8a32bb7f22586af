package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.SignInChallenge;
import io.awscredentials.autoconfigure.StsProperties.MfaKind;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.region.DefaultEndpointResolver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.function.SingletonSupplier;

/**
 * The credentials while configuration is being loaded, assembled from what is configured
 * by then. They come about when somebody asks for credentials and end with the
 * application's context, which takes over the providers that it would have assembled in
 * the same way.
 */
final class BootstrapCredentials implements MfaAnswers, AutoCloseable {

	static final String BEAN_NAME = "bootstrapCredentials";

	private static final Log logger = LogFactory.getLog(BootstrapCredentials.class);

	private static final RefreshListener CONSOLE = new Console();

	private final List<RefreshListener> listeners = new CopyOnWriteArrayList<>(List.of(CONSOLE));

	private @Nullable Assembly assembly;

	private @Nullable ConfigurableApplicationContext application;

	/**
	 * Return the default provider.
	 * @param environment the configuration as far as it has been loaded
	 * @return the provider
	 * @throws IllegalStateException if credentials are disabled, which tells those who
	 * ask a bootstrap context that there are none
	 */
	synchronized CredentialsProvider provider(Supplier<ConfigurableEnvironment> environment) {
		Assembly assembly = this.assembly;
		if (assembly == null) {
			assembly = Assembly.of(environment.get(), new CompositeRefreshListener(this.listeners));
			this.listeners.add(assembly.assembled());
			this.assembly = assembly;
			if (this.application != null) {
				handOver(this.application);
			}
		}
		RefreshingCredentialsProvider provider = assembly.assembler().provider(ProviderDefinition.DEFAULT);
		awaitPerson(provider, assembly.mfa());
		return provider;
	}

	/**
	 * Wait where a person is being asked for an MFA code or to sign in: loading
	 * configuration can't go on without. Any other failure is met again by those who use
	 * the provider.
	 */
	private static void awaitPerson(RefreshingCredentialsProvider provider, MfaTokenProviders mfa) {
		try {
			CredentialsStartup.require(provider, mfa);
		}
		catch (CredentialsException ex) {
			logger.debug("There are no credentials to load configuration with", ex);
		}
	}

	/**
	 * Hand over to the application's context, now or when there is something to hand
	 * over.
	 * @param application the application's context, before it is refreshed
	 */
	synchronized void handOver(ConfigurableApplicationContext application) {
		this.application = application;
		this.listeners.remove(CONSOLE);
		ConfigurableListableBeanFactory beans = application.getBeanFactory();
		if (this.assembly != null && !beans.containsSingleton(BEAN_NAME)) {
			beans.registerSingleton(BEAN_NAME, this);
			((DefaultSingletonBeanRegistry) beans).registerDisposableBean(BEAN_NAME, this::close);
		}
	}

	/**
	 * Return the scheduler of these providers, so that the application needs no other.
	 * @return the scheduler
	 */
	RefreshScheduler scheduler() {
		return assembly().scheduler();
	}

	/**
	 * Return whether the provider of a name was assembled here, from the same definitions
	 * as those of the application.
	 * @param name the name of the provider
	 * @param definitions the definitions of the application
	 * @return whether the application would assemble it in the same way, unless it has
	 * beans that play a part
	 */
	boolean assembled(String name, ProviderDefinitions definitions) {
		Assembly assembly = assembly();
		if (assembly.assembled().get(name) == null) {
			return false;
		}
		for (String link = name; link != null; link = definitions.get(link).properties().source()) {
			if (!definitions.get(link).isLike(assembly.definitions().get(link))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return the provider of a name.
	 * @param name the name of the provider
	 * @param listener is told what happens to the provider from now on
	 * @return the provider
	 */
	RefreshingCredentialsProvider takeOver(String name, RefreshListener listener) {
		if (!this.listeners.contains(listener)) {
			this.listeners.add(listener);
		}
		return assembly().assembler().provider(name);
	}

	@Override
	public @Nullable CompletableFuture<?> answer(String provider, String tokenCode) {
		return assembly().mfa().answer(provider, tokenCode);
	}

	private synchronized Assembly assembly() {
		return Objects.requireNonNull(this.assembly);
	}

	@Override
	public synchronized void close() {
		if (this.assembly != null) {
			this.assembly.close();
		}
	}

	/**
	 * What is assembled from configuration alone.
	 *
	 * @param definitions the definitions of all providers
	 * @param assembled the providers that somebody needed
	 * @param scheduler wakes the providers
	 * @param mfa knows who is asked for MFA codes
	 * @param assembler assembles the providers
	 */
	private record Assembly(ProviderDefinitions definitions, AssembledProviders assembled, RefreshScheduler scheduler,
			MfaTokenProviders mfa, CredentialsAssembler assembler) implements AutoCloseable {

		static Assembly of(ConfigurableEnvironment environment, RefreshListener listener) {
			if (!environment.getProperty("aws.credentials.enabled", Boolean.class, true)) {
				throw new IllegalStateException("There are no credentials, since 'aws.credentials.enabled' is false");
			}
			ProviderDefinitions definitions = ProviderDefinitions.bind(environment);
			AwsClients clients = new AwsClients(null, InstantSource.system(), List.of(), new DefaultEndpointResolver(),
					SuppliedConnection.NONE);
			AssembledProviders assembled = new AssembledProviders(definitions);
			RefreshScheduler scheduler = RefreshScheduler.create(clients.clock());
			MfaTokenProviders mfa = mfa(definitions, clients, assembled);
			CredentialsAssembler assembler = new CredentialsAssembler(definitions, clients, mfa, assembled, scheduler,
					listener, SuppliedBeans.NONE);
			return new Assembly(definitions, assembled, scheduler, mfa, assembler);
		}

		private static MfaTokenProviders mfa(ProviderDefinitions definitions, AwsClients clients,
				AssembledProviders assembled) {
			PendingMfaTokenProvider pending = MfaTokenProviders.pending(clients.clock());
			Supplier<MfaTokenProvider> console = SingletonSupplier
				.of(() -> MfaTokenProviders.console(definitions.top()));
			return new MfaTokenProviders(definitions,
					Map.of(MfaKind.CONSOLE.beanName(), console, MfaKind.PENDING.beanName(), () -> pending), () -> null,
					pending, clients.clockSkew(), assembled::refresh);
		}

		@Override
		public void close() {
			this.assembled.close();
			this.assembler.close();
			this.mfa.close();
			this.scheduler.close();
		}

	}

	/**
	 * Tells a person on the console what to do. Logging is silent while configuration is
	 * being loaded.
	 */
	private static final class Console implements RefreshListener {

		@Override
		public void signInRequired(RefreshStatus status, SignInChallenge challenge) {
			System.err.println("Configuration is loaded with the credentials of provider '" + status.provider()
					+ "', which waits for a person to sign in: open " + challenge.link() + " and confirm the code "
					+ challenge.userCode());
		}

	}

}
