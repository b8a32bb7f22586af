package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for providers that are described below {@code aws.credentials.named}.
 */
class NamedProvidersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues(keys("aws.credentials.", "AKIADEFAULT"))
		.withPropertyValues(keys("aws.credentials.named.prod.", "AKIAPROD"));

	private static String[] keys(String prefix, String accessKeyId) {
		return new String[] { prefix + "static.access-key-id=" + accessKeyId,
				prefix + "static.secret-access-key=secret" };
	}

	@Test
	void defaultWinsByTypeAndNamedOneByQualifier() {
		this.contextRunner.withUserConfiguration(Injected.class).run((context) -> {
			Injected.Keys keys = context.getBean(Injected.Keys.class);
			assertThat(keys.byType()).isEqualTo("AKIADEFAULT");
			assertThat(keys.byQualifier()).isEqualTo("AKIAPROD");
			assertThat(context).hasBean("prodCredentialsProvider");
		});
	}

	@Test
	void applicationsOwnProviderWinsByType() {
		this.contextRunner.withUserConfiguration(Injected.class)
			.withBean("own", CredentialsProvider.class,
					() -> () -> new Credentials("AKIAOWN", "secret", null, null, null))
			.run((context) -> {
				assertThat(context.getBean(Injected.Keys.class)).isEqualTo(new Injected.Keys("AKIAOWN", "AKIAPROD"));
				assertThat(context.getBean(CredentialsProviders.class).all()).hasSize(1);
			});
	}

	@Test
	void allAreListedDefaultFirst() {
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.dev.", "AKIADEV"))
			.run((context) -> assertThat(context.getBean(CredentialsProviders.class).all())
				.extracting(RefreshingCredentialsProvider::name)
				.containsExactly("default", "dev", "prod"));
	}

	@Test
	void sourceStartsFromAnotherProvider() {
		this.contextRunner.withPropertyValues("aws.credentials.named.copy.source=prod")
			.run((context) -> assertThat(
					provider(context.getBean(CredentialsProviders.class), "copy").resolveCredentials().accessKeyId())
				.isEqualTo("AKIAPROD"));
	}

	@Test
	void nameMayBeWrittenInCamelCase() {
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.dataLake.", "AKIALAKE"))
			.run((context) -> assertThat(
					context.getBean("dataLakeCredentialsProvider", CredentialsProvider.class).resolveCredentials())
				.extracting(Credentials::accessKeyId)
				.isEqualTo("AKIALAKE"));
	}

	@Test
	void sourceThatNamesNothingFailsAtStartup() {
		this.contextRunner.withPropertyValues("aws.credentials.named.copy.source=typo")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'aws.credentials.named.copy.source'")
				.hasMessageContaining("'typo'"));
	}

	@Test
	void sourceThatClosesALoopFailsAtStartup() {
		this.contextRunner
			.withPropertyValues("aws.credentials.named.a.source=b", "aws.credentials.named.b.source=c",
					"aws.credentials.named.c.source=a")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("aws.credentials.named.")
				.hasMessageContaining("closes a loop: a -> b -> c -> a"));
	}

	@Test
	void nameThatIsReservedFailsAtStartup() {
		this.contextRunner.withPropertyValues("aws.credentials.named.default.source=prod")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("'aws.credentials.named.default'"));
	}

	@Test
	void refreshIsInheritedPropertyByProperty() {
		this.contextRunner
			.withPropertyValues("aws.credentials.refresh.timeout=5s", "aws.credentials.refresh.jitter=0.25",
					"aws.credentials.named.prod.refresh.timeout=7s")
			.run((context) -> {
				ProviderDefinitions definitions = context.getBean(ProviderDefinitions.class);
				assertThat(definitions.get("prod").refreshPolicy().timeout()).isEqualTo(Duration.ofSeconds(7));
				assertThat(definitions.get("prod").refreshPolicy().jitter()).isEqualTo(0.25);
				assertThat(definitions.top().refreshPolicy().timeout()).isEqualTo(Duration.ofSeconds(5));
			});
	}

	@Test
	void retrievalIsGivenUpNoSoonerThanItMayTake() {
		this.contextRunner
			.withPropertyValues("aws.credentials.named.prod.refresh.timeout=3m",
					"aws.credentials.named.slow.process.command=true", "aws.credentials.named.slow.process.timeout=5m",
					"aws.credentials.named.quick.refresh.give-up=40s", "aws.credentials.named.quick.source=prod")
			.run((context) -> {
				ProviderDefinitions definitions = context.getBean(ProviderDefinitions.class);
				assertThat(definitions.top().refreshPolicy().giveUp()).isEqualTo(Duration.ofMinutes(2));
				assertThat(definitions.get("prod").refreshPolicy().giveUp()).isEqualTo(Duration.ofMinutes(3));
				assertThat(definitions.get("slow").refreshPolicy().giveUp()).isGreaterThan(Duration.ofMinutes(5));
				assertThat(definitions.get("quick").refreshPolicy().giveUp()).isEqualTo(Duration.ofSeconds(40));
			});
	}

	@Test
	void undescribedDefaultWaitsForItsFirstUseWhereOthersAreNamed() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withPropertyValues(keys("aws.credentials.named.prod.", "AKIAPROD"))
			.withPropertyValues("aws.credentials.startup=required")
			.run((context) -> {
				CredentialsProviders providers = context.getBean(CredentialsProviders.class);
				assertThat(provider(providers, "default").status().state()).isEqualTo(RefreshState.INITIAL);
				assertThat(provider(providers, "prod").status().state()).isEqualTo(RefreshState.VALID);
			});
	}

	private static RefreshingCredentialsProvider provider(CredentialsProviders providers, String name) {
		RefreshingCredentialsProvider provider = providers.get(name);
		assertThat(provider).isNotNull();
		return provider;
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Bean
		Keys keys(CredentialsProvider byType, @Qualifier("prod") CredentialsProvider byQualifier) {
			return new Keys(byType.resolveCredentials().accessKeyId(), byQualifier.resolveCredentials().accessKeyId());
		}

		record Keys(String byType, String byQualifier) {
		}

	}

}
