package io.awscredentials.console;

/**
 * The properties of the console, by which the others know that they are there.
 *
 * @param enabled whether it is served
 */
record ConsoleProperties(boolean enabled) {

	static final String ENABLED = "aws.credentials.console.enabled";

}
