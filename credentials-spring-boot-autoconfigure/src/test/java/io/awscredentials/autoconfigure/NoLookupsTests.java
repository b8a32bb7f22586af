package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing is looked up in the container but while beans are made: a retrieval
 * that did would wait for the thread that makes beans, which may be waiting for it.
 */
class NoLookupsTests {

	/**
	 * Those that are asked while a bean is made, or before there are beans.
	 */
	private static final Set<Class<?>> ALLOWED = Set.of(AheadOfTimeProperties.class, ApplicationBeans.class,
			EarlyDefinitions.class, JdbcTokensBeanPostProcessor.class, LiquibaseTokensBeanPostProcessor.class);

	@Test
	void beansAreLookedUpForBeanMethodsOnly() {
		assertThat(lookups()).isEmpty();
	}

	@Test
	void lookupsAreRecognized() {
		List<String> lookups = new ClassFileImporter().importClasses(Lookups.class)
			.stream()
			.flatMap(NoLookupsTests::lookups)
			.toList();
		assertThat(lookups).hasSize(3);
	}

	private static List<String> lookups() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.awscredentials")
			.stream()
			.filter((type) -> ALLOWED.stream().noneMatch((allowed) -> type.isEquivalentTo(allowed)))
			.flatMap(NoLookupsTests::lookups)
			.toList();
	}

	private static Stream<String> lookups(JavaClass type) {
		return type.getCodeUnits()
			.stream()
			.filter((unit) -> !unit.isAnnotatedWith(Bean.class) && !isHelper(unit))
			.flatMap(NoLookupsTests::lookups);
	}

	/** Whether it is called by the bean methods of its class only. */
	private static boolean isHelper(JavaCodeUnit unit) {
		return unit.getOwner().isMetaAnnotatedWith(Configuration.class)
				&& unit.getModifiers().contains(JavaModifier.PRIVATE);
	}

	private static Stream<String> lookups(JavaCodeUnit unit) {
		return Stream.concat(unit.getMethodCallsFromSelf().stream(), unit.getMethodReferencesFromSelf().stream())
			.filter((access) -> looksUp(access.getTargetOwner(), access.getName()))
			.map((access) -> access.getDescription());
	}

	private static boolean looksUp(JavaClass owner, String method) {
		return owner.isAssignableTo(ObjectProvider.class) || (owner.isAssignableTo(BeanFactory.class)
				&& method.startsWith("getBean") && !method.equals("getBeanFactory"));
	}

	static class Lookups {

		void lookUp(BeanFactory beans, ObjectProvider<String> provider, List<Runnable> later) {
			beans.getBeanProvider(String.class);
			later.add(() -> beans.getBean("late"));
			later.add(provider::getObject);
		}

		@Bean
		String allowed(ObjectProvider<String> provider) {
			return provider.getObject();
		}

	}

}
