package io.awscredentials.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

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

	@SuppressWarnings("unchecked")
	private static void process(Consumer<GenericApplicationContext> check) {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.register(AwsCredentialsAutoConfiguration.class);
		PROPERTIES.applyTo(source);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			PROPERTIES.applyTo(context);
			Supplier<ApplicationContextInitializer<GenericApplicationContext>> loaded = () -> compiled
				.getInstance(ApplicationContextInitializer.class, initializer.toString());
			loaded.get().initialize(context);
			try (context) {
				context.refresh();
				check.accept(context);
			}
		});
	}

}
