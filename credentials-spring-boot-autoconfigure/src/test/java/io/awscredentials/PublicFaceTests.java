package io.awscredentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the public face: what applications and plugins may name, which is listed in
 * {@code public-face.txt}, is documented, and stays as it is.
 */
class PublicFaceTests {

	private static final String ADVICE = """
			%s
			A public type is either package-private after all, which is best; or internal: it lives in a package whose
			package-info says '%s', or, where it shares its package with types for applications, has the tag @hidden in
			its Javadoc; or applications need it: then it gets a line in src/test/public-face.txt, an @since,
			and names only such types. Growing the list is a decision, since what is there has to stay.""";

	private static final String INTERNAL = "Internal: not for applications, may change at any time.";

	private static final List<String> MODULES = List.of("credentials-api", "credentials-spring-boot-autoconfigure",
			"credentials-spring-boot-test");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.awscredentials");

	private static final Set<String> FACE = new TreeSet<>(lines(Path.of("src/test/public-face.txt")));

	@Test
	void publicTypeIsForApplicationsOrInternal() {
		assertThat(publicTypes().filter((type) -> !isInternal(type)).map(JavaClass::getName))
			.as(ADVICE, "The public types are not those that are listed.", INTERNAL)
			.containsExactlyInAnyOrderElementsOf(FACE);
	}

	@Test
	void typeForApplicationsNamesNoOther() {
		assertThat(publicTypes().filter(PublicFaceTests::isForApplications).flatMap(PublicFaceTests::othersNamedBy))
			.as(ADVICE, "A type for applications names one that is not.", INTERNAL)
			.isEmpty();
	}

	@Test
	void typeForApplicationsSaysSinceWhen() {
		assertThat(publicTypes().filter(PublicFaceTests::isForApplications)
			.filter((type) -> !source(type).contains(" * @since "))
			.map(JavaClass::getName)).as(ADVICE, "There is no @since.", INTERNAL).isEmpty();
	}

	@Test
	void documentationLeavesInternalTypesOut() {
		assertThat(publicTypes().filter((type) -> isHidden(type))
			.flatMap((type) -> visibleNested(type).filter((nested) -> !isHiddenNested(type, nested)))
			.map(JavaClass::getName)).as(ADVICE, "A nested type of an internal one has no @hidden.", INTERNAL)
			.isEmpty();
	}

	@Test
	void documentationLeavesInternalPackagesOut() {
		String pom = String.join("\n", lines(Path.of("..", "pom.xml")));
		String excluded = pom.replaceAll("(?s).*<excludePackageNames>(.*)</excludePackageNames>.*", "$1");
		assertThat(excluded.strip().split(":\\s*"))
			.containsExactlyInAnyOrderElementsOf(publicTypes().map(JavaClass::getPackageName)
				.filter(PublicFaceTests::isInternal)
				.collect(Collectors.toCollection(TreeSet::new)));
	}

	private static Stream<JavaClass> publicTypes() {
		return CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> Files.exists(sourceOf(type.getName())));
	}

	private static boolean isForApplications(JavaClass type) {
		return FACE.contains(type.getName());
	}

	private static boolean isInternal(JavaClass type) {
		return isInternal(type.getPackageName()) || isHidden(type);
	}

	private static boolean isHidden(JavaClass type) {
		return source(type).contains("\n * @hidden\n");
	}

	private static boolean isHiddenNested(JavaClass type, JavaClass nested) {
		return Pattern.compile("\t \\* @hidden\\s+\\*/\\s+public [a-z ]+ " + nested.getSimpleName() + "\\b")
			.matcher(source(type))
			.find();
	}

	private static boolean isInternal(String packageName) {
		return read(sourceOf(packageName + ".package-info")).contains(INTERNAL);
	}

	private static Stream<String> othersNamedBy(JavaClass type) {
		Stream<JavaType> own = Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream());
		Stream<JavaType> bounds = bounds(type.getTypeParameters());
		Stream<JavaType> fields = type.getFields()
			.stream()
			.filter((field) -> isVisible(field.getModifiers()))
			.map((field) -> field.getType());
		Stream<JavaType> codeUnits = type.getCodeUnits()
			.stream()
			.filter((codeUnit) -> isVisible(codeUnit.getModifiers()))
			.flatMap(PublicFaceTests::signature);
		Stream<String> named = Stream.of(own, bounds, fields, codeUnits)
			.flatMap((types) -> types)
			.flatMap((used) -> used.getAllInvolvedRawTypes().stream())
			.map(JavaClass::getBaseComponentType)
			.filter((used) -> used.getPackageName().startsWith("io.awscredentials"))
			.filter((used) -> !isForApplications(outermost(used)))
			.map((used) -> type.getName() + " names " + used.getName());
		return Stream.concat(named, visibleNested(type).flatMap(PublicFaceTests::othersNamedBy));
	}

	private static Stream<JavaClass> visibleNested(JavaClass type) {
		return CLASSES.stream()
			.filter((candidate) -> candidate.getEnclosingClass().filter(type::equals).isPresent())
			.filter((candidate) -> isVisible(candidate.getModifiers()));
	}

	private static Stream<JavaType> signature(JavaCodeUnit codeUnit) {
		return Stream
			.of(Stream.of(codeUnit.getReturnType()), codeUnit.getParameterTypes().stream(),
					bounds(codeUnit.getTypeParameters()),
					codeUnit.getThrowsClause().getTypes().stream().map((thrown) -> (JavaType) thrown))
			.flatMap((types) -> types);
	}

	private static Stream<JavaType> bounds(List<? extends JavaTypeVariable<?>> parameters) {
		return parameters.stream().flatMap((parameter) -> parameter.getBounds().stream());
	}

	private static boolean isVisible(Collection<JavaModifier> modifiers) {
		return !modifiers.contains(JavaModifier.SYNTHETIC)
				&& (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(PublicFaceTests::outermost).orElse(type);
	}

	private static String source(JavaClass type) {
		return read(sourceOf(type.getName()));
	}

	private static Path sourceOf(String name) {
		String file = name.replace('.', '/') + ".java";
		return MODULES.stream()
			.map((module) -> Path.of("..", module, "src/main/java", file))
			.filter(Files::exists)
			.findFirst()
			.orElse(Path.of(file));
	}

	private static String read(Path file) {
		return String.join("\n", lines(file));
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
