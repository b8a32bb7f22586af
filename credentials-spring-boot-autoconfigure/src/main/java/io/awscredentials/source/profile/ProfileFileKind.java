package io.awscredentials.source.profile;

/**
 * The two shared AWS files, which differ in how a section is headed.
 */
enum ProfileFileKind {

	/**
	 * The config file, where a profile is headed {@code [profile name]}.
	 */
	CONFIG("config", "AWS_CONFIG_FILE", "profile.config-file"),

	/**
	 * The credentials file, where a profile is headed {@code [name]}.
	 */
	CREDENTIALS("credentials", "AWS_SHARED_CREDENTIALS_FILE", "profile.credentials-file");

	private final String fileName;

	private final String variable;

	private final String property;

	ProfileFileKind(String fileName, String variable, String property) {
		this.fileName = fileName;
		this.variable = variable;
		this.property = property;
	}

	/**
	 * Return the name of the file in the folder {@code .aws}.
	 * @return the file name
	 */
	String fileName() {
		return this.fileName;
	}

	/**
	 * Return the environment variable that names another file.
	 * @return the name of the variable
	 */
	String variable() {
		return this.variable;
	}

	/**
	 * Return the property that names another file, as messages show it.
	 * @return the name of the property
	 */
	String property() {
		return this.property;
	}

	/**
	 * Return how a profile is headed in this file.
	 * @param profile the name of the profile
	 * @return the header line
	 */
	String header(String profile) {
		return (this == CONFIG && !profile.equals("default")) ? "[profile " + SectionHeader.quoted(profile) + "]"
				: "[" + profile + "]";
	}

}
