package io.awscredentials.autoconfigure;

/**
 * The kinds of sources that wrap others, from the inside out.
 */
enum WrapperKind {

	SESSION_TOKEN("session-token", "sessionTokenCredentialsSource", "SessionTokenSource"),

	ASSUME_ROLE("assume-role", "assumeRoleCredentialsSource", "AssumeRoleSource");

	private final String group;

	private final String beanName;

	private final String configuration;

	WrapperKind(String group, String beanName, String configuration) {
		this.group = group;
		this.beanName = beanName;
		this.configuration = "StsSourceConfigurations$" + configuration;
	}

	/**
	 * Return the name of the group of properties that configures this kind.
	 * @return the name below the prefix of the description
	 */
	String group() {
		return this.group;
	}

	/**
	 * Return the name of the bean that is the default provider's source of this kind.
	 * @return the bean name
	 */
	String beanName() {
		return this.beanName;
	}

	/**
	 * Return the name of the configuration class of this kind.
	 * @return the class name
	 */
	String configuration() {
		return getClass().getPackageName() + "." + this.configuration;
	}

	static WrapperKind ofBean(String beanName) {
		for (WrapperKind kind : values()) {
			if (kind.beanName.equals(beanName)) {
				return kind;
			}
		}
		throw new IllegalArgumentException("No kind of wrapping source has a bean '" + beanName + "'");
	}

}
