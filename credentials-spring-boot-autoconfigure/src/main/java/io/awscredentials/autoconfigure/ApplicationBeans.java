package io.awscredentials.autoconfigure;

import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.region.EndpointResolver;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityTokenSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Tells the beans that an application defines from those that are auto-configured.
 */
final class ApplicationBeans {

	private static final List<Class<?>> INFLUENTIAL = List.of(CredentialsSource.class, MfaTokenProvider.class,
			EnvironmentVariables.class, EndpointResolver.class, CredentialsRestClientCustomizer.class,
			WebIdentityTokenSource.class, StsConnection.class);

	private final ConfigurableListableBeanFactory beans;

	ApplicationBeans(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Return whether the application defines a bean that decides how credentials are
	 * retrieved.
	 * @return whether there is such a bean
	 */
	boolean haveInfluence() {
		boolean ownClock = CredentialsInfrastructure.clock(this.beans) != InstantSource.system();
		return ownClock || INFLUENTIAL.stream()
			.flatMap((type) -> Arrays.stream(this.beans.getBeanNamesForType(type, true, false)))
			.anyMatch(this::define);
	}

	/**
	 * Return whether the application defines the bean of a name, or nobody does.
	 * @param name the name of the bean
	 * @return whether it is not auto-configured
	 */
	boolean define(String name) {
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
			Method method = definition.getResolvedFactoryMethod();
			return method == null || method.getDeclaringClass().getPackage() != getClass().getPackage();
		}
		return true;
	}

}
