package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the reference in {@code docs/reference} to metadata and code, and the pages that
 * people write to the reference. With {@code -Dreference.write=true} the reference is
 * written anew.
 */
class ReferenceTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Pattern NAMED = Pattern
		.compile("(?<![\\w./-])(aws\\.credentials\\.[a-z][a-z0-9.-]*[a-z0-9])(?![\\w<])");

	static final List<String> PAGES = ReferencePage.NAMES;

	@ParameterizedTest
	@FieldSource("PAGES")
	void pageIsWhatTheCodeSays(String name) throws IOException {
		Path file = DOCS.resolve("reference").resolve(name + ".md");
		String text = ReferencePage.of(name).text();
		if (Boolean.getBoolean("reference.write")) {
			Files.writeString(file, text);
		}
		assertThat(file).as("Write it anew with -Dreference.write=true").content().isEqualTo(text);
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void everyWordIsExplainedSomewhere(String name) throws IOException {
		List<String> words = ReferencePage.of(name).words();
		String written = written();
		assertThat(words).isNotEmpty()
			.allSatisfy(
					(word) -> assertThat(Pattern.compile("(?<![\\w-])" + Pattern.quote(word)).matcher(written).find())
						.as("No page in docs/ speaks of %s", word)
						.isTrue());
	}

	@Test
	void propertiesThatPagesNameAreThere() {
		List<String> known = new ArrayList<>(new PropertiesPage().names());
		known.addAll(new MetricsPage().words());
		for (Path page : Pages.written()) {
			assertThat(NAMED.matcher(Pages.text(page)).results().map((result) -> result.group(1))).as(page.toString())
				.allMatch((name) -> known.stream().anyMatch((there) -> isOf(name, there)));
		}
	}

	/** Whether it is one, a group of some, or an entry of a map. */
	private static boolean isOf(String name, String there) {
		return name.equals(there) || there.startsWith(name + ".") || name.startsWith(there + ".");
	}

	private static String written() {
		return Pages.written().stream().map(Pages::text).collect(Collectors.joining());
	}

}
