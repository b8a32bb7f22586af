package io.awscredentials;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds that the string representation of no record shows a secret.
 */
class SecretRecordsTests {

	private static final String SECRET = "s3cr3t";

	private static final Pattern NAMES = Pattern.compile(
			"(?i).*(?:token|tokenCode|tokenId|deviceCode|secret|secretAccessKey|password|externalId|assertion|dpopKey|seed)"
					+ "|command|environment");

	// What a person runs to sign in, the names of variables, the name of a platform.
	private static final Set<String> HARMLESS = Set.of("TokenFailures", "NamedValues", "WebIdentity");

	static Stream<Class<?>> records() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.awscredentials")
			.stream()
			.filter((type) -> type.isRecord() && !type.getPackageName().startsWith("io.awscredentials.test")
					&& !HARMLESS.contains(type.getSimpleName()))
			.map(JavaClass::reflect)
			.filter((type) -> Arrays.stream(type.getRecordComponents()).anyMatch(SecretRecordsTests::isSecret));
	}

	private static boolean isSecret(RecordComponent component) {
		return NAMES.matcher(component.getName()).matches() && value(component, SECRET) != null;
	}

	@ParameterizedTest
	@MethodSource("records")
	void stringRepresentationShowsNoSecret(Class<?> type) throws Exception {
		RecordComponent[] components = type.getRecordComponents();
		Constructor<?> constructor = type
			.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		constructor.setAccessible(true);
		Object[] values = Arrays.stream(components)
			.map((component) -> value(component, (isSecret(component)) ? SECRET : "shown"))
			.toArray();
		try {
			assertThat(constructor.newInstance(values).toString()).doesNotContain(SECRET);
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError("Teach this test to make a " + type, ex.getCause());
		}
	}

	private static @Nullable Object value(RecordComponent component, String text) {
		Class<?> type = component.getType();
		if (type == String.class) {
			return text;
		}
		if (type == List.class) {
			return List.of("program", text);
		}
		if (type == Map.class) {
			return Map.of("NAME", text);
		}
		if (SECRET.equals(text)) {
			return null;
		}
		return Stream
			.<Object>of(Instant.EPOCH, Duration.ofHours(1), URI.create("https://example.com"), Path.of("file"), 1, 1L,
					true, Set.of())
			.filter((value) -> wrapper(type).isInstance(value))
			.findFirst()
			.orElse(null);
	}

	private static Class<?> wrapper(Class<?> type) {
		return MethodType.methodType(type).wrap().returnType();
	}

}
