package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages of the documentation and what is in them.
 */
final class Pages {

	private static final Path ROOT = Path.of("..");

	private static final Path REFERENCE = ROOT.resolve("docs/reference");

	private static final Pattern FENCE = Pattern
		.compile("(?m)^( *)```([a-z]+)[^\\n]*\\n((?:(?!\\1```)[^\\n]*\\n)*)\\1```");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$|<a name=\"([^\"]+)\">");

	private Pages() {
	}

	/**
	 * Return all pages.
	 * @return their files
	 */
	static List<Path> all() {
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(top, docs).filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the pages that people write, for users.
	 * @return their files
	 */
	static List<Path> written() {
		return all().stream()
			.filter((file) -> !file.startsWith(REFERENCE) && !file.endsWith("CONTRIBUTING.md"))
			.toList();
	}

	static String text(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the blocks of all pages that are in a language.
	 * @param language the language
	 * @return the blocks
	 */
	static List<Block> blocks(String language) {
		List<Block> blocks = new ArrayList<>();
		for (Path page : all()) {
			String text = text(page);
			FENCE.matcher(text)
				.results()
				.filter((result) -> result.group(2).equals(language))
				.forEach((result) -> blocks.add(new Block(page, lines(text.substring(0, result.start())) + 1,
						result.group(3).indent(-result.group(1).length()))));
		}
		return blocks;
	}

	private static int lines(String text) {
		return (int) text.chars().filter((character) -> character == '\n').count();
	}

	/**
	 * Return the names that a link to a place in a page may have.
	 * @param page the page
	 * @return the names
	 */
	static Set<String> anchors(Path page) {
		Matcher matcher = HEADING.matcher(FENCE.matcher(text(page)).replaceAll(""));
		return matcher.results()
			.map((result) -> (result.group(1) != null) ? anchor(result.group(1)) : result.group(2))
			.collect(Collectors.toSet());
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

	/**
	 * A block of code.
	 *
	 * @param page where it is
	 * @param line the number of its first line
	 * @param text what it says
	 */
	record Block(Path page, int line, String text) {

		@Override
		public String toString() {
			return this.page.subpath(1, this.page.getNameCount()) + ":" + this.line;
		}

	}

}
