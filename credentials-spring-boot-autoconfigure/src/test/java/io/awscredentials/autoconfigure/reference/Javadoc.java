package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the Javadoc in the source of a class says.
 */
final class Javadoc {

	private final String source;

	private Javadoc(String source) {
		this.source = source;
	}

	static Javadoc of(Class<?> type) throws IOException {
		String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
		Path path = Stream.of("src/main/java", "../credentials-api/src/main/java")
			.map((folder) -> Path.of(folder, file))
			.filter(Files::exists)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No source of " + type));
		return new Javadoc(Files.readString(path));
	}

	/**
	 * Return the first sentence about a declaration.
	 * @param declaration how it begins, as a regular expression
	 * @return the sentence without its full stop
	 */
	String sentence(String declaration) {
		return plain(comment(declaration)).replaceFirst("(?s)\\.( .*)?$", "");
	}

	/**
	 * Return what the comment of a declaration says of a parameter, or of what is
	 * returned.
	 * @param declaration how the declaration begins, as a regular expression
	 * @param tag the tag with its parameter
	 * @return the description
	 */
	String tag(String declaration, String tag) {
		Matcher matcher = Pattern.compile("@" + Pattern.quote(tag) + "\\s([^@]|(?<=\\{)@)*")
			.matcher(comment(declaration));
		if (!matcher.find()) {
			throw new IllegalStateException("No @" + tag + " of " + declaration);
		}
		return plain(matcher.group().substring(tag.length() + 1));
	}

	private String comment(String declaration) {
		Matcher matcher = Pattern.compile("/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s+(?:@[^\\n]+\\s+)*" + declaration)
			.matcher(this.source);
		if (!matcher.find()) {
			throw new IllegalStateException("No comment of " + declaration);
		}
		return matcher.group(1);
	}

	private static String plain(String comment) {
		return comment.replaceAll("(?m)^\\s*\\*", "")
			.replaceAll("\\{@\\w+\\s+([^}]*)}", "`$1`")
			.replaceAll("`#?(\\w+)(\\([^`]*\\))?`", "`$1`")
			.replaceAll("\\s+", " ")
			.strip();
	}

}
