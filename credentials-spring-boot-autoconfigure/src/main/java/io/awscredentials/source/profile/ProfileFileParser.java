package io.awscredentials.source.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shared AWS file by the rules AWS's SDKs have in common. What the format does
 * not allow fails; a section or property with a name that is not allowed is skipped with
 * a warning.
 */
final class ProfileFileParser {

	private final ProfileFileKind kind;

	private final String file;

	private final List<ParsedFile.Section> sections = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private int line;

	private ParsedFile.@Nullable Section section;

	private @Nullable OpenProperty property;

	private ProfileFileParser(ProfileFileKind kind, String file) {
		this.kind = kind;
		this.file = file;
	}

	/**
	 * Parse the text of a file.
	 * @param kind which of the two files it is
	 * @param file the path of the file, for messages
	 * @param text the text
	 * @return what the file says
	 * @throws CredentialsException if the text does not have the format
	 */
	static ParsedFile parse(ProfileFileKind kind, String file, String text) {
		ProfileFileParser parser = new ProfileFileParser(kind, file);
		for (String line : Lines.split(text)) {
			parser.line++;
			parser.read(line);
		}
		parser.closeProperty();
		return new ParsedFile(kind, file, null, parser.sections, parser.warnings);
	}

	private void read(String text) {
		String trimmed = Lines.trim(text);
		if (trimmed.isEmpty() || Lines.isComment(trimmed.charAt(0))) {
			return;
		}
		// As Python's configparser has it: a line goes on with the one above if it is
		// indented further.
		int indent = text.indexOf(trimmed.charAt(0));
		if (this.property != null && indent > this.property.indent) {
			readContinuation(trimmed, this.property);
		}
		else if (trimmed.charAt(0) == '[') {
			readHeader(trimmed);
		}
		else {
			readProperty(trimmed, indent);
		}
	}

	private void readHeader(String text) {
		closeProperty();
		String header = Lines.withoutComment(text, false);
		if (!header.endsWith("]")) {
			throw ProfileErrors.parse(here(), "Profile definition must end with ']'",
					"Close the header of the section in that line with ']'");
		}
		SectionHeader parsed = SectionHeader.parse(header.substring(1, header.length() - 1), this.kind);
		this.section = new ParsedFile.Section(parsed, here(), new LinkedHashMap<>());
		this.sections.add(this.section);
		if (parsed.ignored() != null) {
			warn(parsed.ignored());
		}
	}

	private void readProperty(String text, int indent) {
		closeProperty();
		if (this.section == null) {
			throw ProfileErrors.parse(here(),
					"Expected a profile definition, [default] for example, before the first property",
					"Put the header of the profile above that line: [default] or " + this.kind.header("name"));
		}
		int equals = text.indexOf('=');
		int colon = text.indexOf(':');
		boolean named = colon > 0 && SectionHeader.isName(Lines.trim(text.substring(0, colon)));
		if (named && (equals < 0 || colon < equals)) {
			throw error("Expected an '=' sign defining a property, not ':', which only the AWS CLI reads",
					"Write '=' in place of the first ':' in that line");
		}
		if (equals < 0 && indent > 0) {
			throw error("Expected a property definition, found continuation: no property stands above this line",
					"Write 'name = value' in that line, or '#' at its start if it is a comment");
		}
		NameAndValue parsed = nameAndValue(Lines.withoutComment(text, true), "property", "Property");
		this.property = new OpenProperty(parsed.name(), parsed.value(), here(), indent);
	}

	private void readContinuation(String trimmed, OpenProperty property) {
		if (property.nested) {
			NameAndValue checked = nameAndValue(Lines.withoutComment(trimmed, true), "sub-property", "Sub-property");
			String value = Lines.trim(trimmed.substring(trimmed.indexOf('=') + 1));
			property.addNested(checked.name(), value, here());
		}
		property.value.append('\n').append(trimmed);
	}

	private NameAndValue nameAndValue(String text, String what, String capitalized) {
		int equals = text.indexOf('=');
		if (equals < 0) {
			throw error("Expected an '=' sign defining a " + what,
					"Write 'name = value' in that line, or '#' at its start if it is a comment");
		}
		String name = Lines.trim(text.substring(0, equals));
		if (name.isEmpty()) {
			throw error(capitalized + " did not have a name", "Write a name before the '=' in that line");
		}
		return new NameAndValue(name, Lines.trim(text.substring(equals + 1)));
	}

	private void closeProperty() {
		OpenProperty closed = this.property;
		this.property = null;
		if (closed == null || this.section == null) {
			return;
		}
		if (SectionHeader.isName(closed.name)) {
			ProfileProperty property = closed.close();
			this.section.properties().put(property.name(), property);
		}
		else if (this.section.header().ignored() == null) {
			// Not quoted: a secret that broke over two lines ends up as a name.
			this.warnings.add(closed.at + ": property is ignored: a name may have letters, digits and _-/.%@:+");
		}
	}

	private FileLine here() {
		return new FileLine(this.file, this.line);
	}

	private void warn(String warning) {
		this.warnings.add(here() + ": " + warning);
	}

	private CredentialsException error(String problem, String advice) {
		SectionHeader header = (this.section != null) ? this.section.header() : null;
		return ProfileErrors.parse(here(),
				problem + ((header != null) ? " (in the section of '" + header.name() + "')" : ""), advice);
	}

	private record NameAndValue(String name, String value) {
	}

	/**
	 * A property that the next line may continue.
	 */
	private static final class OpenProperty {

		private final String name;

		private final StringBuilder value;

		private final FileLine at;

		private final int indent;

		private final boolean nested;

		private final Map<String, ProfileProperty> subProperties = new LinkedHashMap<>();

		private OpenProperty(String name, String value, FileLine at, int indent) {
			this.name = name;
			this.value = new StringBuilder(value);
			this.at = at;
			this.indent = indent;
			this.nested = value.isEmpty();
		}

		private void addNested(String name, String value, FileLine at) {
			String key = name.toLowerCase(Locale.ROOT);
			this.subProperties.put(key, new ProfileProperty(key, value, at, Map.of()));
		}

		private ProfileProperty close() {
			return new ProfileProperty(this.name.toLowerCase(Locale.ROOT), this.value.toString(), this.at,
					Map.copyOf(this.subProperties));
		}

	}

}
