package io.awscredentials.autoconfigure;

import java.beans.Introspector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no bean of an application comes into the way of ours by its name.
 */
class BeanNamesTests {

	/** Those whose names are part of what we offer. */
	private static final Set<String> PUBLISHED = Set.of("refreshingCredentialsProvider", "awsSigning", "iamTokens");

	private static boolean isPublished(String name) {
		return PUBLISHED.contains(name) || name.endsWith("CredentialsSource");
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, List<String> names) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(type);
		application.addInitializers((context) -> names.forEach((name) -> ((GenericApplicationContext) context)
			.registerBean(name, Application.class, Application::new)));
		return application.run("--server.port=0", "--management.endpoints.web.exposure.include=*",
				"--management.endpoint.awscredentials.access=unrestricted", "--aws.credentials.startup=lazy");
	}

	/**
	 * Those that are looked for by their names, and those that have the name of a class.
	 */
	private static List<String> ownBeans(ConfigurableApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> String.valueOf(context.getBeanFactory().getMergedBeanDefinition(name))
				.contains("io.awscredentials."))
			.filter((name) -> context.getType(name) != Application.class)
			.toList();
	}

	private static List<String> simpleClassNames() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.withImportOption((location) -> !location.contains("credentials-spring-boot-test"))
			.importPackages("io.awscredentials")
			.stream()
			.map(JavaClass::getSimpleName)
			.filter((name) -> !name.isEmpty())
			.map(Introspector::decapitalize)
			.distinct()
			.toList();
	}

	@Test
	void beansOfTheApplicationMayHaveTheNamesOfOurClasses() {
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE,
				WebApplicationType.NONE)) {
			List<String> alone;
			try (ConfigurableApplicationContext context = start(type, List.of())) {
				alone = ownBeans(context);
			}
			List<String> names = new ArrayList<>(simpleClassNames());
			names.removeIf(BeanNamesTests::isPublished);
			try (ConfigurableApplicationContext context = start(type, names)) {
				assertThat(ownBeans(context)).containsExactlyInAnyOrderElementsOf(alone);
			}
		}
	}

	@Test
	void beansHaveNamesThatNobodyElseHas() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, List.of())) {
			Set<String> others = ownBeans(context).stream()
				.filter((name) -> !name.startsWith("awsCredentials") && !name.startsWith("awsSigning")
						&& !name.contains("io.awscredentials."))
				.collect(Collectors.toSet());
			assertThat(others).allMatch(BeanNamesTests::isPublished);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
