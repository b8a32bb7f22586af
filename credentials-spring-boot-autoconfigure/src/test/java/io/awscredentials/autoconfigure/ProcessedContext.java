package io.awscredentials.autoconfigure;

import java.util.function.Consumer;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/**
 * A context that is processed ahead of time with some properties, and run on the JVM with
 * others.
 *
 * @param built the properties it is processed with
 */
record ProcessedContext(TestPropertyValues built) {

	static ProcessedContext of(TestPropertyValues built) {
		return new ProcessedContext(built);
	}

	void run(TestPropertyValues properties, Consumer<GenericApplicationContext> check) {
		run(properties, (context) -> {
		}, check);
	}

	@SuppressWarnings("unchecked")
	void run(TestPropertyValues properties, Consumer<GenericApplicationContext> prepare,
			Consumer<GenericApplicationContext> check) {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		this.built.applyTo(source);
		source.register(AwsCredentialsAutoConfiguration.class, AwsCredentialsSdkAutoConfiguration.class,
				AwsCredentialsIdentityTokenAutoConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			properties.applyTo(context);
			compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()).initialize(context);
			prepare.accept(context);
			try (context) {
				context.refresh();
				check.accept(context);
			}
		});
	}

}
