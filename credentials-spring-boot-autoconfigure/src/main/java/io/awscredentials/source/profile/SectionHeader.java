package io.awscredentials.source.profile;

import org.jspecify.annotations.Nullable;

/**
 * What stands between the brackets that start a section, and whether such a section
 * counts in the file it is in. As the SDKs do, a section that does not count is skipped
 * and never an error.
 *
 * @param type what the section describes
 * @param prefixed whether the type is written before the name
 * @param name the name
 * @param ignored why the section is skipped, or {@code null} if it counts
 */
record SectionHeader(Type type, boolean prefixed, String name, @Nullable String ignored) {

	static final String NAME_CHARACTERS = "_-/.%@:+";

	private static final String DEFAULT = "default";

	/**
	 * What a section describes.
	 */
	enum Type {

		PROFILE("profile"), SSO_SESSION("sso-session"), SERVICES("services"), OTHER("");

		private final String prefix;

		Type(String prefix) {
			this.prefix = prefix;
		}

		private static Type of(String prefix) {
			for (Type type : values()) {
				if (type.prefix.equals(prefix)) {
					return type;
				}
			}
			return OTHER;
		}

	}

	/**
	 * Read the text between the brackets.
	 * @param text the text
	 * @param kind the file it is in
	 * @return the header
	 */
	static SectionHeader parse(String text, ProfileFileKind kind) {
		String trimmed = Lines.trim(text);
		int space = Lines.indexOfSpace(trimmed);
		Type type = (space < 0) ? Type.PROFILE : Type.of(trimmed.substring(0, space));
		String name = (space < 0) ? trimmed : Lines.trim(trimmed.substring(space));
		String bare = (space >= 0 && kind == ProfileFileKind.CONFIG) ? unquoted(name) : null;
		if (bare != null) {
			return new SectionHeader(type, true, bare, ignored(kind, type, true, bare));
		}
		return new SectionHeader(type, space >= 0, name,
				(isName(name)) ? ignored(kind, type, space >= 0, name)
						: "section is ignored: a name may have letters, digits and " + NAME_CHARACTERS
								+ ", and others only "
								+ ((kind == ProfileFileKind.CONFIG) ? "in quotes" : "in the config file, in quotes"));
	}

	/**
	 * Return a name that is written in quotes, as the AWS CLI writes one with a blank.
	 * @param name the name with its quotes
	 * @return the name, or {@code null} if it is not quoted or can't be a name
	 */
	private static @Nullable String unquoted(String name) {
		int end = name.length() - 1;
		boolean quoted = end > 1 && (name.charAt(0) == '"' || name.charAt(0) == '\'')
				&& name.indexOf(name.charAt(0), 1) == end;
		String bare = (quoted) ? name.substring(1, end) : "";
		return (bare.isBlank() || bare.chars().anyMatch((c) -> c == '\\' || Character.isISOControl(c))) ? null : bare;
	}

	/**
	 * Return a name as it is written in the header of a section, or in a command line.
	 * @param name the name
	 * @return the name, in quotes if it has to be
	 */
	static String quoted(String name) {
		return (isName(name)) ? name : "\"" + name + "\"";
	}

	private static @Nullable String ignored(ProfileFileKind kind, Type type, boolean prefixed, String name) {
		if (type == Type.OTHER) {
			return "section '" + name + "' is ignored: only profile, sso-session and services are known";
		}
		if (kind == ProfileFileKind.CREDENTIALS && prefixed) {
			return (type == Type.PROFILE)
					? "profile '" + name + "' is ignored: in the credentials file its header is [" + name + "]"
					: "section '" + name + "' is ignored: only the config file may have one of its kind";
		}
		if (kind == ProfileFileKind.CONFIG && !prefixed && !name.equals(DEFAULT)) {
			return "section '" + name + "' is ignored: in the config file the header of a profile is [profile " + name
					+ "]";
		}
		return null;
	}

	/**
	 * Return whether this is {@code [default]}, which {@code [profile default]} displaces
	 * in the same file.
	 * @return whether it is
	 */
	boolean isPlainDefault() {
		return !this.prefixed && this.name.equals(DEFAULT);
	}

	/**
	 * Return whether this is {@code [profile default]}.
	 * @return whether it is
	 */
	boolean isPrefixedDefault() {
		return this.prefixed && this.type == Type.PROFILE && this.name.equals(DEFAULT);
	}

	/**
	 * Return whether a text may be the name of a section or a property.
	 * @param text the text
	 * @return whether it may
	 */
	static boolean isName(String text) {
		return !text.isEmpty() && text.chars().allMatch(SectionHeader::isNameCharacter);
	}

	private static boolean isNameCharacter(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || NAME_CHARACTERS.indexOf(character) >= 0;
	}

}
