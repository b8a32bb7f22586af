package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests in contexts that are not like most: with {@code spring.main.lazy-initialization},
 * and below another one.
 */
class ContextKindsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null);

	private final ApplicationContextRunner lazyRunner = this.contextRunner.withInitializer(
			(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

	@Test
	void whereBeansAreLazyTheFirstRetrievalStartsWithTheApplication() {
		CompletableFuture<RefreshStatus> refreshed = new CompletableFuture<>();
		this.lazyRunner.withPropertyValues(keys("AKIALAZY"))
			.withBean(RefreshListener.class, () -> new RefreshListener() {

				@Override
				public void refreshed(RefreshStatus status, Duration took) {
					refreshed.complete(status);
				}

			})
			.run((context) -> assertThat(refreshed).succeedsWithin(Duration.ofSeconds(20))
				.extracting(RefreshStatus::source)
				.isEqualTo("Static"));
	}

	@Test
	void whereBeansAreLazyRequiredCredentialsAreRequired() {
		this.lazyRunner
			.withPropertyValues("aws.credentials.startup=required", "aws.credentials.web-identity.token-file=/none",
					"aws.credentials.web-identity.role-arn=arn:aws:iam::123456789012:role/app",
					"aws.credentials.region=eu-west-1")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("has to be there at the start"));
	}

	@Test
	void contextBelowAnotherOneHasItsProviderAndLeavesItOpen() {
		this.contextRunner.withPropertyValues(keys("AKIAPARENT")).run((parent) -> {
			CredentialsProvider provider = parent.getBean(CredentialsProvider.class);
			this.contextRunner.withParent(parent).withPropertyValues(keys("AKIAPARENT")).run((child) -> {
				assertThat(child.getBean(CredentialsProvider.class)).isSameAs(provider);
				assertThat(child.getBean(CredentialsProviders.class).get("default")).isSameAs(provider);
			});
			assertThat(parent.getBean(CredentialsProviders.class).get("default")).isNotNull();
			assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("AKIAPARENT");
			assertThat(parent.getBean(CredentialsProviders.class).refresh("default"))
				.succeedsWithin(Duration.ofSeconds(20));
		});
	}

	private static String[] keys(String accessKeyId) {
		return new String[] { "aws.credentials.static.access-key-id=" + accessKeyId,
				"aws.credentials.static.secret-access-key=secret" };
	}

}
