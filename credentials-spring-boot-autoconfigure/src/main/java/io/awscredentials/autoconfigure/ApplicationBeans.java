package io.awscredentials.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.region.EndpointResolver;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import io.awscredentials.source.vault.VaultReader;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ssl.SslBundles;

/**
 * The beans of an application, of which some are its own and others auto-configured.
 */
final class ApplicationBeans implements SuppliedBeans {

	private static final List<Class<?>> INFLUENTIAL = List.of(CredentialsSource.class, MfaTokenProvider.class,
			EnvironmentVariables.class, EndpointResolver.class, CredentialsRestClientCustomizer.class,
			WebIdentityTokenSource.class, StsConnection.class);

	private final ConfigurableListableBeanFactory beans;

	private final ProviderDefinitions definitions;

	private final SuppliedConnection connection;

	private final RefreshListener listener;

	/**
	 * Create a new instance.
	 * @param beans the beans
	 * @param definitions the definitions of all providers
	 * @param connection what connection details say
	 * @param listener is told what happens to providers that are taken over
	 */
	ApplicationBeans(ConfigurableListableBeanFactory beans, ProviderDefinitions definitions,
			SuppliedConnection connection, RefreshListener listener) {
		this.beans = beans;
		this.definitions = definitions;
		this.connection = connection;
		this.listener = listener;
	}

	@Override
	public @Nullable CredentialsSource source(SourceKind kind) {
		return (contains(kind.beanName())) ? this.beans.getBean(kind.beanName(), CredentialsSource.class) : null;
	}

	@Override
	public boolean contains(String name) {
		return this.beans.containsBean(name) && !isLeftOver(name);
	}

	/**
	 * Whether the bean is one of ours, of a source that was configured when the
	 * application was processed ahead of time, and is not any more.
	 */
	private boolean isLeftOver(String name) {
		return Arrays.stream(SourceKind.values())
			.anyMatch((kind) -> kind.beanName().equals(name) && kind.hasGroup() && !kind.inDefaultChain()
					&& !this.definitions.top().configures(kind) && !define(name));
	}

	@Override
	public CredentialsProvider provider(String name) {
		String beanName = CredentialsAssembler.beanName(name);
		return (contains(beanName)) ? this.beans.getBean(beanName, CredentialsProvider.class)
				: this.beans.getBean(CredentialsProvider.class);
	}

	@Override
	public @Nullable RefreshingCredentialsProvider earlier(String name) {
		BootstrapCredentials bootstrap = this.beans.getBeanProvider(BootstrapCredentials.class).getIfAvailable();
		return (bootstrap != null && bootstrap.assembled(name, this.definitions) && !isInfluenced(name))
				? bootstrap.takeOver(name, this.listener) : null;
	}

	@Override
	public @Nullable WebIdentityTokenSource webIdentityTokenSource() {
		return this.beans.getBeanProvider(WebIdentityTokenSource.class).getIfUnique();
	}

	@Override
	public @Nullable OAuth2Tokens oauth2Tokens() {
		return this.beans.getBeanProvider(OAuth2Tokens.class).getIfAvailable();
	}

	@Override
	public @Nullable SslBundles sslBundles() {
		return this.beans.getBeanProvider(SslBundles.class).getIfUnique();
	}

	@Override
	public @Nullable VaultReader vaultReader() {
		VaultBeans vault = this.beans.getBeanProvider(VaultBeans.class).getIfAvailable();
		return (vault != null) ? vault.find() : null;
	}

	/** Whether the application defines this provider, or one that it starts from. */
	private boolean isInfluenced(String name) {
		for (String link = name; link != null; link = this.definitions.get(link).properties().source()) {
			if (define(CredentialsAssembler.beanName(link))) {
				return true;
			}
		}
		return haveInfluence();
	}

	/**
	 * Whether the application defines a bean that decides how credentials are retrieved.
	 */
	private boolean haveInfluence() {
		return contains("credentialsClock") || !this.connection.equals(SuppliedConnection.NONE)
				|| INFLUENTIAL.stream()
					.flatMap((type) -> Arrays.stream(this.beans.getBeanNamesForType(type, true, false)))
					.anyMatch(this::define);
	}

	/** Whether the application defines the bean of a name, or nobody does. */
	private boolean define(String name) {
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
			Method method = definition.getResolvedFactoryMethod();
			return method == null || method.getDeclaringClass().getPackage() != getClass().getPackage();
		}
		return true;
	}

}
