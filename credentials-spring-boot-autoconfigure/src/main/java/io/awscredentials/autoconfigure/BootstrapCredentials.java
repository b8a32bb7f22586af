package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.SignInChallenge;
import io.awscredentials.refresh.MfaAnswers;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshStatus;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The credentials while configuration is being loaded: an application context with
 * nothing in it but {@link AwsCredentialsAutoConfiguration}, so that whatever can be
 * configured works. It comes about when somebody asks for credentials and is closed with
 * the application's context, which takes over the providers that it would have created in
 * the same way.
 */
final class BootstrapCredentials implements MfaAnswers, AutoCloseable {

	static final String BEAN_NAME = "bootstrapCredentials";

	private static final Log logger = LogFactory.getLog(BootstrapCredentials.class);

	private static final RefreshListener CONSOLE = new Console();

	private final List<RefreshListener> listeners = new CopyOnWriteArrayList<>(List.of(CONSOLE));

	private @Nullable AnnotationConfigApplicationContext context;

	private @Nullable ConfigurableApplicationContext application;

	/**
	 * Return the default provider.
	 * @param environment the configuration as far as it has been loaded
	 * @return the provider
	 * @throws IllegalStateException if credentials are disabled, which tells those who
	 * ask a bootstrap context that there are none
	 */
	synchronized CredentialsProvider provider(Supplier<ConfigurableEnvironment> environment) {
		AnnotationConfigApplicationContext context = this.context;
		if (context == null) {
			context = start(environment.get());
			this.context = context;
			if (this.application != null) {
				handOver(this.application);
			}
		}
		RefreshingCredentialsProvider provider = context.getBeanProvider(RefreshingCredentialsProvider.class)
			.getIfAvailable();
		if (provider == null) {
			throw new IllegalStateException("There are no credentials, since 'aws.credentials.enabled' is false");
		}
		awaitPerson(provider);
		return provider;
	}

	/**
	 * Wait where a person is being asked for an MFA code or to sign in: loading
	 * configuration can't go on without. Any other failure is met again by those who use
	 * the provider.
	 */
	private void awaitPerson(RefreshingCredentialsProvider provider) {
		try {
			CredentialsStartup.require(provider, context().getBean(CredentialsInfrastructure.class));
		}
		catch (CredentialsException ex) {
			logger.debug("There are no credentials to load configuration with", ex);
		}
	}

	private AnnotationConfigApplicationContext start(ConfigurableEnvironment environment) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.setEnvironment(environment);
		context.register(AwsCredentialsAutoConfiguration.class);
		context.getBeanFactory()
			.registerSingleton("applicationRefreshListener", new CompositeRefreshListener(this.listeners));
		context.addBeanFactoryPostProcessor(BootstrapCredentials::createOnDemandOnly);
		try {
			context.refresh();
		}
		catch (IllegalStateException ex) {
			// To those who ask a bootstrap context, it would say that there are none.
			throw new ApplicationContextException("The credentials to load configuration with are not configured", ex);
		}
		return context;
	}

	private static void createOnDemandOnly(ConfigurableListableBeanFactory beans) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
		for (String name : beans.getBeanNamesForType(CredentialsStartup.class, true, false)) {
			registry.removeBeanDefinition(name);
		}
		for (String name : beans.getBeanDefinitionNames()) {
			beans.getBeanDefinition(name).setLazyInit(true);
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
		if (this.context != null && !beans.containsSingleton(BEAN_NAME)) {
			beans.registerSingleton(BEAN_NAME, this);
			((DefaultSingletonBeanRegistry) beans).registerDisposableBean(BEAN_NAME, this::close);
		}
	}

	/**
	 * Return the scheduler of these providers, so that the application needs no other.
	 * @return the scheduler
	 */
	RefreshScheduler scheduler() {
		return context().getBean(RefreshScheduler.class);
	}

	/**
	 * Return the provider of a name if it was created here, and the application would
	 * create it in the same way.
	 * @param name the name of the provider
	 * @param descriptions the application's descriptions
	 * @param beans the application's beans
	 * @param listener is told what happens to the provider from now on
	 * @return the provider, or {@code null} if the application has to create its own
	 */
	@Nullable RefreshingCredentialsProvider takeOver(String name, Descriptions descriptions,
			ConfigurableListableBeanFactory beans, RefreshListener listener) {
		String beanName = CredentialsProviderFactory.beanName(name);
		if (!context().getBeanFactory().containsSingleton(beanName) || !isSame(name, descriptions, beans)) {
			return null;
		}
		if (!this.listeners.contains(listener)) {
			this.listeners.add(listener);
		}
		return context().getBean(beanName, RefreshingCredentialsProvider.class);
	}

	private boolean isSame(String name, Descriptions descriptions, ConfigurableListableBeanFactory beans) {
		Descriptions earlier = context().getBean(Descriptions.class);
		ApplicationBeans applicationBeans = new ApplicationBeans(beans);
		for (String link = name; link != null; link = descriptions.get(link).properties().source()) {
			Description description = descriptions.get(link);
			if (!description.isLike(earlier.get(link))
					|| applicationBeans.define(CredentialsProviderFactory.beanName(link))) {
				return false;
			}
		}
		return !applicationBeans.haveInfluence();
	}

	@Override
	public @Nullable CompletableFuture<?> answer(String provider, String tokenCode) {
		return context().getBean(CredentialsInfrastructure.class).answer(provider, tokenCode);
	}

	private synchronized AnnotationConfigApplicationContext context() {
		return Objects.requireNonNull(this.context);
	}

	@Override
	public synchronized void close() {
		if (this.context != null) {
			this.context.close();
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
