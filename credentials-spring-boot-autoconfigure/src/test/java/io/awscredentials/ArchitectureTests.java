package io.awscredentials;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the rooms of the house and the rules of Spring Boot that fit it.
 */
class ArchitectureTests {

	private static final String BASE = "io.awscredentials";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("credentials-spring-boot-test"))
		.importPackages(BASE);

	/** A room and what it may use besides the JDK, JSpecify and itself. */
	private record Room(String name, List<String> mayUse) {
	}

	private static final String MODEL = "";

	private static final List<String> ANNOTATIONS = List.of("java..", "javax..", "org.jspecify..",
			"com.fasterxml.jackson.annotation..");

	private static final String LOG = "org.apache.commons.logging..";

	private static final String WEB = "org.springframework.web..";

	private static final String HTTP = "org.springframework.http..";

	private static final String CORE = "org.springframework.core..";

	private static final String UTIL = "org.springframework.util..";

	private static final List<Room> ROOMS = List.of(room(MODEL), room("internal", MODEL),
			room("refresh", MODEL, "internal", LOG), room("refresh.roles", MODEL, "refresh", LOG),
			room("region", MODEL, LOG), room("http.sigv4", MODEL),
			room("http", MODEL, "http.sigv4", LOG, WEB, HTTP, CORE, UTIL, "io.micrometer.observation..",
					"io.micrometer.common.."),
			room("signing", MODEL, LOG, "http.sigv4", "region", WEB, HTTP, CORE, UTIL, "org.reactivestreams..",
					"reactor..", "org.apache.hc.core5.."),
			room("identity", MODEL, "internal", "refresh", "region", WEB, HTTP, CORE, UTIL, "reactor..",
					"org.reactivestreams.."),
			room("source", MODEL, LOG, "tools.jackson.."),
			room("source.*", MODEL, "internal", LOG, "http", "http.sigv4", "region", "source", "tools.jackson.."),
			room("source.chain", MODEL, "internal", LOG, "source.."),
			room("source.profile", MODEL, "internal", LOG, "http", "http.sigv4", "region", "source..",
					"tools.jackson.."),
			room("connect", MODEL, LOG, "http.sigv4", "region"),
			room("connect.kafka", MODEL, LOG, "connect", "region", "org.apache.kafka.."),
			room("connect.redis", MODEL, LOG, "connect", "io.lettuce..", "io.netty..", "redis.clients..", "reactor..",
					"org.springframework.data.redis.."),
			room("connect.jdbc", MODEL, "connect", LOG, "region", "com.zaxxer.hikari.."), room("mfa", MODEL, LOG),
			room("event", MODEL, "refresh", LOG, "org.springframework.context..", CORE),
			room("sdk", MODEL, "refresh", LOG, "software.amazon.awssdk..", "org.reactivestreams.."),
			room("actuate", MODEL, "internal", "refresh", "connect", "identity", LOG,
					"org.springframework.boot.actuate..", "org.springframework.boot.health..", CORE, UTIL, HTTP, WEB,
					"jakarta.servlet..", "reactor..", "io.micrometer.."));

	private static Room room(String name, String... mayUse) {
		return new Room(name, List.of(mayUse));
	}

	@TestFactory
	List<DynamicTest> roomUsesOnlyWhatItMay() {
		return ROOMS.stream()
			.map((room) -> DynamicTest.dynamicTest((room.name().isEmpty()) ? "model" : room.name(),
					() -> rule(room).allowEmptyShould(true).check(CLASSES)))
			.toList();
	}

	private static ArchRule rule(Room room) {
		List<String> allowed = new ArrayList<>(ANNOTATIONS);
		allowed.add(packageOf(room.name()));
		room.mayUse().forEach((used) -> allowed.add(packageOf(used)));
		if (!room.name().equals("source.*")) {
			return classes().that()
				.resideInAPackage(packageOf(room.name()))
				.should()
				.onlyDependOnClassesThat(resideIn(allowed));
		}
		allowed.remove(packageOf(room.name()));
		return classes().that(new DescribedPredicate<JavaClass>("are in a source room without siblings") {

			@Override
			public boolean test(JavaClass candidate) {
				String name = candidate.getPackageName();
				return name.startsWith(BASE + ".source.") && !name.endsWith(".profile") && !name.endsWith(".chain");
			}

		}).should(new OnlyOwnPackageAnd(allowed));
	}

	private static String packageOf(String room) {
		if (room.isEmpty()) {
			return BASE;
		}
		boolean absolute = room.startsWith("org.") || room.startsWith("io.micrometer") || room.startsWith("tools.")
				|| room.startsWith("io.lettuce.") || room.startsWith("io.netty.") || room.startsWith("redis.")
				|| room.startsWith("com.") || room.startsWith("jakarta.") || room.startsWith("reactor")
				|| room.startsWith("software.");
		return (absolute) ? room : BASE + "." + room;
	}

	private static DescribedPredicate<JavaClass> resideIn(List<String> packages) {
		return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new))
			.or(DescribedPredicate.describe("primitive or array of such",
					(type) -> type.isPrimitive() || type.isArray()));
	}

	@Test
	void nobodyUsesAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(BASE + ".autoconfigure..")
			.check(CLASSES);
	}

	@Test
	void jsonIsReadWithoutDatabindWhichWouldChangeTheJsonOfApplications() {
		noClasses().should().dependOnClassesThat().resideInAPackage("tools.jackson.databind..").check(CLASSES);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		CLASSES.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.forEach(
					(javaPackage) -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as(javaPackage.getName())
						.isTrue());
	}

	@Test
	void autoConfigurationsAreFinalAndHaveNoPublicMembers() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		noMethods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.check(CLASSES);
	}

	@Test
	void onlyAutoConfigurationsAndConnectionDetailsArePublicInTheirPackage() {
		classes().that()
			.resideInAPackage(BASE + ".autoconfigure..")
			.and()
			.arePublic()
			.and()
			.areNotAssignableTo(ConnectionDetails.class)
			.should()
			.beAnnotatedWith(AutoConfiguration.class)
			.check(CLASSES);
	}

	@Test
	void beanMethodsAreNotPublicAndHaveNoClassConditions() {
		noMethods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.bePublic()
			.orShould()
			.beAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
	}

	@Test
	void missingBeanConditionsDoNotRepeatTheReturnType() {
		CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(ConditionalOnMissingBean.class))
			.forEach((method) -> assertThat(method.getAnnotationOfType(ConditionalOnMissingBean.class).value())
				.as(method.getFullName())
				.doesNotContain(method.reflect().getReturnType()));
	}

	@Test
	void beanPostProcessorsAreStatic() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(DescribedPredicate.describe("a BeanPostProcessor",
					(type) -> type.isAssignableTo(BeanPostProcessor.class)))
			.should()
			.beStatic()
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void configurationPropertiesUseValueForTheirPrefix() {
		CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(ConfigurationProperties.class))
			.forEach((type) -> assertThat(type.getAnnotationOfType(ConfigurationProperties.class).prefix())
				.as(type.getName())
				.isEmpty());
	}

	@Test
	void caseIsChangedWithALocale() {
		noClasses().should()
			.callMethod(String.class, "toLowerCase")
			.orShould()
			.callMethod(String.class, "toUpperCase")
			.check(CLASSES);
	}

	@Test
	void timeIsInjected() {
		noClasses().should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.check(CLASSES);
	}

	@Test
	void nothingStaticIsMutable() {
		noFields().that().areStatic().should().notBeFinal().check(CLASSES);
	}

	@Test
	void topLevelClassesAreNotOpenForExtension() {
		for (JavaClass type : CLASSES) {
			boolean closed = type.isInterface() || type.isEnum() || type.isRecord() || type.isAnnotation()
					|| type.getModifiers().contains(JavaModifier.FINAL)
					|| type.getModifiers().contains(JavaModifier.ABSTRACT)
					|| !type.getModifiers().contains(JavaModifier.PUBLIC);
			assertThat(closed || type.isNestedClass() || type.getSimpleName().equals("package-info")).as(type.getName())
				.isTrue();
		}
	}

	@Test
	void settersAreAbsent() {
		assertThat(CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((method) -> method.getName().matches("set[A-Z].*"))
			.filter((method) -> !overridesThatOfOthers(method))).isEmpty();
	}

	private static boolean overridesThatOfOthers(JavaMethod method) {
		return Stream
			.concat(method.getOwner().getAllRawSuperclasses().stream(),
					method.getOwner().getAllRawInterfaces().stream())
			.anyMatch((parent) -> !parent.getPackageName().startsWith(BASE)
					&& parent.getMethods().stream().anyMatch((other) -> other.getName().equals(method.getName())));
	}

}
