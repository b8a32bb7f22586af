package io.awscredentials.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what tests of applications may name.
 */
class TestFaceTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.awscredentials.test.autoconfigure", "io.awscredentials.test.assertj");

	@Test
	void publicTypesAreThese() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).containsExactlyInAnyOrder("AutoConfigureTestCredentials", "AwsTest",
					"AwsTestServerAssert", "AwsTestServerExtension", "CredentialsAssertions",
					"CredentialsProviderAssert", "RecordedRequestAssert");
	}

	@Test
	void publicTypesSaySinceWhen() throws IOException {
		for (JavaClass type : CLASSES) {
			if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
				assertThat(Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java")))
					.contains(" * @since ");
			}
		}
	}

}
