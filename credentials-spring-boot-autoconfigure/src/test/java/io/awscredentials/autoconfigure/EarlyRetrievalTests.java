package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.source.ScriptedServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of retrievals that somebody waits for while the context is being built: they look
 * nothing up in it, which would wait for the very thread that waits for them.
 */
@Timeout(60)
class EarlyRetrievalTests {

	private static final String TOKEN = "PUT /latest/api/token";

	private static final String LIST = "GET /latest/meta-data/iam/security-credentials/";

	private final ScriptedServer server;

	private final String[] properties;

	EarlyRetrievalTests() throws IOException {
		this.server = new ScriptedServer().on(TOKEN, ScriptedServer.text(200, "token"))
			.on(LIST, ScriptedServer.text(200, "role"))
			.on(LIST + "role", ScriptedServer.json("""
					{"Code": "Success", "AccessKeyId": "ASIAINSTANCE", "SecretAccessKey": "s3cret", "Token": "t0ken",
					"Expiration": "2999-01-01T00:00:00Z"}"""));
		this.properties = new String[] { "aws.credentials.refresh.timeout=10s",
				"aws.credentials.chain=system-properties,environment,instance-metadata",
				"aws.credentials.instance-metadata.endpoint=" + this.server.url() };
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withPropertyValues(this.properties);
	}

	@Test
	void filterGetsCredentialsWhileItIsMade() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
					ObservationAutoConfiguration.class, AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withUserConfiguration(CustomizerConfiguration.class, FilterConfiguration.class)
			.withPropertyValues(this.properties)
			.withPropertyValues("server.port=0")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ResolvingFilter.class).accessKeyId()).isEqualTo("ASIAINSTANCE");
				assertThat(this.server.last().header("x-customized")).isEqualTo("yes");
			});
	}

	@Test
	void beanPostProcessorGetsCredentialsBeforeTheObservationRegistryIsMade() {
		runner().withUserConfiguration(EarlyConfiguration.class, RegistryConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(EarlyPostProcessor.class).accessKeyId()).isEqualTo("ASIAINSTANCE");
			context.getBean(CredentialsProviders.class).all().get(0).refresh().join();
			assertThat(context.getBean(RegistryConfiguration.class).stopped.get()).isPositive();
		});
	}

	@Test
	void observationRegistryMayStartFromCredentials() {
		runner().withUserConfiguration(RegistryOfCredentials.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("ASIAINSTANCE");
		});
	}

	@Test
	void customizerThatNeedsTheCredentialsItServesIsACycle() {
		runner().withUserConfiguration(CircularCustomizer.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(BeanCurrentlyInCreationException.class)
				.hasStackTraceContaining("circularCustomizer"));
	}

	@Test
	void customizerMayUseCredentialsLater() {
		runner().withUserConfiguration(LazyCustomizer.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("ASIAINSTANCE");
		});
	}

	@Test
	void mfaTokenProviderMayNeedTheProviders() {
		runner().withUserConfiguration(MfaOfProviders.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("ASIAINSTANCE");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class FilterConfiguration {

		@Bean
		ResolvingFilter resolvingFilter(CredentialsProvider provider) {
			String accessKeyId = provider.resolveCredentials().accessKeyId();
			return new ResolvingFilter(accessKeyId, (request, response, chain) -> chain.doFilter(request, response));
		}

	}

	record ResolvingFilter(String accessKeyId, Filter filter) implements Filter {

		@Override
		public void doFilter(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response,
				jakarta.servlet.FilterChain chain) throws IOException, jakarta.servlet.ServletException {
			this.filter.doFilter(request, response, chain);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		CredentialsRestClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("x-customized", "yes");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		static EarlyPostProcessor earlyPostProcessor(CredentialsProvider provider) {
			return new EarlyPostProcessor(provider.resolveCredentials().accessKeyId());
		}

	}

	record EarlyPostProcessor(String accessKeyId) implements BeanPostProcessor {
	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryConfiguration implements ObservationHandler<Observation.Context> {

		private final AtomicInteger stopped = new AtomicInteger();

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(this);
			return registry;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.incrementAndGet();
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	/** As the registry of CloudWatch, whose client has our credentials. */
	@Configuration(proxyBeanMethods = false)
	static class RegistryOfCredentials {

		@Bean
		ObservationRegistry observationRegistry(CredentialsProvider provider) {
			assertThat(provider.resolveCredentials()).isNotNull();
			return ObservationRegistry.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CircularCustomizer {

		@Bean
		CredentialsRestClientCustomizer circularCustomizer(CredentialsProvider provider) {
			return (builder) -> builder.defaultHeader("x-provider", provider.toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyCustomizer {

		@Bean
		CredentialsRestClientCustomizer lazyCustomizer(@Lazy CredentialsProvider provider) {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				assertThat(provider).isNotNull();
				return execution.execute(request, body);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MfaOfProviders {

		@Bean
		MfaTokenProvider mfaTokenProvider(ObjectProvider<CredentialsProviders> providers) {
			CredentialsProviders all = providers.getObject();
			return (challenge) -> String.valueOf(all.runtimeRoles());
		}

	}

}
