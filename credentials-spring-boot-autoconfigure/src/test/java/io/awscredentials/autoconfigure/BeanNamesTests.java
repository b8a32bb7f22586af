package io.awscredentials.autoconfigure;

import java.beans.Introspector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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
		application.addInitializers((context) -> names
			.forEach((name) -> ((GenericApplicationContext) context).registerBean(name, Other.class, Other::new)));
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
			.filter((name) -> context.getType(name) != Application.class && context.getType(name) != Other.class)
			.toList();
	}

	private static List<String> simpleClassNames() throws IOException {
		List<String> names = new ArrayList<>();
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/awscredentials/**/*.class")) {
			String location = file.getURL().toString();
			String name = location.replaceFirst(".*[/$]([^/$]+)\\.class$", "$1");
			if (!location.contains("/test-classes/") && !location.contains("credentials-spring-boot-test")
					&& Character.isJavaIdentifierStart(name.charAt(0)) && !name.equals("package-info")) {
				names.add(Introspector.decapitalize(name));
			}
		}
		return names.stream().filter((name) -> !isPublished(name)).distinct().toList();
	}

	@Test
	void beansOfTheApplicationMayHaveTheNamesOfOurClasses() throws IOException {
		List<String> names = simpleClassNames();
		assertThat(names).contains("credentialsEndpoint", "credentialsProviders", "bootstrapCredentials",
				"credentials");
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE,
				WebApplicationType.NONE)) {
			List<String> alone;
			try (ConfigurableApplicationContext context = start(type, List.of())) {
				alone = ownBeans(context);
			}
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

	/**
	 * A bean of the application's, which is no configuration: one would be read for each
	 * name.
	 */
	static class Other {

	}

}
