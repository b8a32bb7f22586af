package io.awscredentials.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what is public, and what the page is made of.
 */
class ConsoleArchitectureTests {

	private static final Path PAGE = Path.of("src/main/resources/io/awscredentials/console/page");

	@Test
	void autoConfigurationAloneIsPublic() {
		assertThat(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.awscredentials.console")
			.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).containsExactly("AwsCredentialsConsoleAutoConfiguration");
	}

	@Test
	void everyFileOfThePageIsServedAndIsShort() throws IOException {
		try (Stream<Path> files = Files.list(PAGE)) {
			assertThat(files).extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrderElementsOf(ConsoleFiles.NAMES);
		}
		for (String name : ConsoleFiles.NAMES) {
			assertThat(Files.readAllLines(PAGE.resolve(name))).as(name).hasSizeLessThan(300);
		}
	}

	@Test
	void nativeImageKeepsThePage() {
		RuntimeHints hints = new RuntimeHints();
		new ConsoleRuntimeHints().registerHints(hints, null);
		assertThat(ConsoleFiles.NAMES).allMatch((name) -> RuntimeHintsPredicates.resource()
			.forResource("io/awscredentials/console/page/" + name)
			.test(hints));
		assertThat(RuntimeHintsPredicates.reflection().onType(ConsoleEvent.class)).accepts(hints);
	}

	@Test
	void nothingIsInlineAndDataIsNeverTakenForHtml() throws IOException {
		assertThat(Files.readString(PAGE.resolve(ConsoleFiles.INDEX))).doesNotContain("<style", "style=", "<script>",
				" onclick", "http://", "https://");
		for (String name : ConsoleFiles.NAMES) {
			if (name.endsWith(".js")) {
				assertThat(Files.readString(PAGE.resolve(name))).as(name)
					.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
			}
		}
	}

}
