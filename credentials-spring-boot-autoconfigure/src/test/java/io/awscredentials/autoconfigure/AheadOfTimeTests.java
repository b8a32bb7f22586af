package io.awscredentials.autoconfigure;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.identity.IdentityTokenProvider;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.refresh.CredentialsProviders;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a context that was processed ahead of time, on the JVM.
 */
class AheadOfTimeTests {

	private static final TestPropertyValues PROPERTIES = TestPropertyValues.of(
			"aws.credentials.static.access-key-id=AKIADEFAULT", "aws.credentials.static.secret-access-key=secret",
			"aws.credentials.named.prod.static.access-key-id=AKIAPROD",
			"aws.credentials.named.prod.static.secret-access-key=secret");

	@Test
	@CompileWithForkedClassLoader
	void processedContextGivesCredentials() {
		process((context) -> {
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIADEFAULT");
			CredentialsProvider prod = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					CredentialsProvider.class, "prod");
			assertThat(prod.resolveCredentials().accessKeyId()).isEqualTo("AKIAPROD");
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void processedContextGivesCredentialsToTheSdk() {
		process((context) -> {
			assertThat(context.getBean(AwsCredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIADEFAULT");
			AwsCredentialsProvider prod = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					AwsCredentialsProvider.class, "prod");
			assertThat(prod.resolveCredentials().accessKeyId()).isEqualTo("AKIAPROD");
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void processedContextTakesOverTheProviderThatLoadedItsConfiguration() {
		BootstrapCredentials bootstrap = new BootstrapCredentials();
		AtomicReference<CredentialsProvider> earlier = new AtomicReference<>();
		process((context) -> {
			earlier.set(bootstrap.provider(() -> environment(context)));
			bootstrap.handOver(context);
		}, (context) -> assertThat(context.getBean(CredentialsProvider.class)).isSameAs(earlier.get()));
	}

	private static ConfigurableEnvironment environment(GenericApplicationContext context) {
		return BootstrapEnvironment.of(Binder.get(context.getEnvironment()));
	}

	@Test
	@CompileWithForkedClassLoader
	void processedContextGivesIdentityTokens() {
		TestPropertyValues built = PROPERTIES.and("aws.credentials.identity-token.orders.audience=orders");
		TestPropertyValues run = built.and("aws.credentials.identity-token.lake.audience=lake",
				"aws.credentials.startup=lazy");
		ProcessedContext.of(built).run(run, (context) -> {
			IdentityTokens tokens = context.getBean(IdentityTokens.class);
			assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					IdentityTokenProvider.class, "orders"))
				.isSameAs(tokens.get("orders"));
			assertThat(tokens.get("lake")).isNotNull();
		});
	}

	@Test
	void whatIsLookedUpByNameIsKeptInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(AwsCredentialsRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		assertThat(RuntimeHintsPredicates.reflection().onType(Credentials.class)).accepts(hints);
		assertThat(hints.reflection().getTypeHint(Thread.class)).isNotNull()
			.satisfies((type) -> assertThat(type.methods()).extracting(ExecutableHint::getName)
				.containsExactly("ofVirtual"));
	}

	@Test
	@CompileWithForkedClassLoader
	void processedContextGivesRolesThatAreKnownOnlyAtRunTime() {
		process((context) -> {
			CredentialsProviders providers = context.getBean(CredentialsProviders.class);
			AssumeRoleOptions options = AssumeRoleOptions.of("arn:aws:iam::123456789012:role/tenant");
			assertThat(providers.assumeRole(options)).isSameAs(providers.assumeRole(options));
		});
	}

	private static void process(Consumer<GenericApplicationContext> check) {
		process((context) -> {
		}, check);
	}

	private static void process(Consumer<GenericApplicationContext> prepare,
			Consumer<GenericApplicationContext> check) {
		ProcessedContext.of(PROPERTIES).run(PROPERTIES, prepare, check);
	}

}
