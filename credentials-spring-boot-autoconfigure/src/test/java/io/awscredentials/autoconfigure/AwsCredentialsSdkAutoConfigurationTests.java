package io.awscredentials.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.sdk.RejectedCredentialsInterceptor;
import io.awscredentials.sdk.SdkCredentialsProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwsCredentialsSdkAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AwsCredentialsSdkAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(AwsCredentialsSdkAutoConfiguration.class, AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues(keys("aws.credentials", "AKIADEFAULT"));

	private static String[] keys(String prefix, String accessKeyId) {
		return new String[] { prefix + ".static.access-key-id=" + accessKeyId,
				prefix + ".static.secret-access-key=secret" };
	}

	@Test
	void sdkGetsTheDefaultCredentials() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(AwsCredentialsProvider.class).hasBean("awsCredentialsProvider");
			assertThat(context.getBean(AwsCredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIADEFAULT");
		});
	}

	@Test
	void sdkGetsNamedCredentialsByQualifier() {
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.withUserConfiguration(Injected.class)
			.run((context) -> {
				assertThat(context).hasBean("prodAwsCredentialsProvider");
				assertThat(context.getBean(Injected.class).byType).isEqualTo("AKIADEFAULT");
				assertThat(context.getBean(Injected.class).byQualifier).isEqualTo("AKIAPROD");
			});
	}

	@Test
	void severalProvidersOfTheApplicationOfWhichNoneIsPrimaryAreToldOf(CapturedOutput output) {
		ApplicationContextRunner several = this.contextRunner
			.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.withBean("one", CredentialsProvider.class,
					() -> () -> new Credentials("AKIAONE", "secret", null, null, null))
			.withBean("two", CredentialsProvider.class,
					() -> () -> new Credentials("AKIATWO", "secret", null, null, null));
		several.withBean("own", AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
			.run((context) -> assertThat(output).doesNotContain("is primary"));
		several.run((context) -> {
			assertThat(context).doesNotHaveBean("awsCredentialsProvider");
			assertThat(output).contains("Clients of the AWS SDK do not use these credentials",
					"none of the beans one, two is primary");
		});
	}

	@Test
	void providerOfTheApplicationIsAdapted() {
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.withBean("own", CredentialsProvider.class,
					() -> () -> new Credentials("AKIAOWN", "secret", null, null, null))
			.run((context) -> {
				assertThat(context.getBean(AwsCredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIAOWN");
				assertThat(context.getBean("prodAwsCredentialsProvider", AwsCredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId()).isEqualTo("AKIAPROD");
			});
	}

	@Test
	void sdkProviderOfTheApplicationWins() {
		this.contextRunner.withBean("own", AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
			.run((context) -> assertThat(context).hasSingleBean(AwsCredentialsProvider.class)
				.doesNotHaveBean(SdkCredentialsProvider.class));
	}

	@Test
	void whenDisabledThereIsNoBean() {
		this.contextRunner.withPropertyValues("aws.credentials.enabled=false")
			.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.run((context) -> assertThat(context).doesNotHaveBean(AwsCredentialsProvider.class));
	}

	@Test
	void withoutTheSdkThereIsNoBean() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
			.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("prodCredentialsProvider")
				.doesNotHaveBean("awsCredentialsProvider")
				.doesNotHaveBean("prodAwsCredentialsProvider"));
	}

	@Test
	void nameThatTheSdkBeanNeedsIsRefused() {
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.aws", "AKIA"))
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("aws.credentials.named.aws")
				.hasMessageContaining("reserved"));
	}

	@Test
	void adaptersOfAClosedContextAreCollectable() {
		List<WeakReference<Object>> adapters = new ArrayList<>();
		this.contextRunner.withPropertyValues(keys("aws.credentials.named.prod", "AKIAPROD"))
			.run((context) -> context.getBeansOfType(AwsCredentialsProvider.class).values().forEach((adapter) -> {
				adapter.resolveCredentials();
				adapters.add(new WeakReference<>(adapter));
			}));
		assertThat(adapters).hasSize(2);
		Awaitility.await().until(() -> {
			System.gc();
			return adapters.stream().allMatch((adapter) -> adapter.get() == null);
		});
	}

	@Test
	void interceptorIsFoundInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new SdkRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("software/amazon/awssdk/global/handlers/execution.interceptors")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(RejectedCredentialsInterceptor.class)).accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		private String byType = "";

		private String byQualifier = "";

		@Bean
		String keys(AwsCredentialsProvider byType, @Qualifier("prod") AwsCredentialsProvider byQualifier) {
			this.byType = byType.resolveCredentials().accessKeyId();
			this.byQualifier = byQualifier.resolveCredentials().accessKeyId();
			return "";
		}

	}

}
