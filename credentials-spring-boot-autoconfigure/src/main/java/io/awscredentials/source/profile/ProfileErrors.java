package io.awscredentials.source.profile;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

/**
 * The failures of this package. Messages hold names of files, profiles and properties,
 * and never a line or a value that may be a secret.
 */
final class ProfileErrors {

	private static final String SOURCE = "Profile";

	private ProfileErrors() {
	}

	static CredentialsException parse(FileLine at, String problem, String advice) {
		return error(CredentialsErrorCode.PROFILE_PARSE, at + ": " + problem).withAdvice(advice);
	}

	static CredentialsException unsuitable(String problem) {
		return error(CredentialsErrorCode.PROFILE_PARSE, problem)
			.withAdvice("Put a regular file there, or name another one, by AWS_CONFIG_FILE for example");
	}

	static CredentialsException invalid(String message, String advice) {
		return error(CredentialsErrorCode.PROFILE_INVALID, message).withAdvice(advice);
	}

	static CredentialsException profileNotFound(String message, String advice) {
		return error(CredentialsErrorCode.PROFILE_NOT_FOUND, message).withAdvice(advice);
	}

	static CredentialsException loop(String message, String advice) {
		return error(CredentialsErrorCode.PROFILE_LOOP, message).withAdvice(advice);
	}

	/**
	 * Return the failure that says that profiles are not configured, so that a chain goes
	 * on.
	 * @param message what was looked for
	 * @return the failure
	 */
	static CredentialsException notConfigured(String message) {
		return error(CredentialsErrorCode.NOT_FOUND, message);
	}

	/**
	 * Return what to type for a property that is missing or wrong.
	 * @param property the property
	 * @param value what stands for the value
	 * @param profile the profile
	 * @return the command of the AWS CLI
	 */
	static String set(String property, String value, ProfileSection profile) {
		return "'aws configure set " + property + " " + value + " --profile " + SectionHeader.quoted(profile.name())
				+ "'";
	}

	/**
	 * Return what to type to give a profile keys.
	 * @param profile the name of the profile
	 * @return the command of the AWS CLI, after a comma; empty if that would write a name
	 * into the credentials file which only the AWS CLI reads there
	 */
	static String configure(String profile) {
		return (SectionHeader.isName(profile)) ? ", with 'aws configure --profile " + profile + "' for example" : "";
	}

	/**
	 * Return what to type for a profile that signs in to IAM Identity Center.
	 * @param profile the name of the profile
	 * @return the command of the AWS CLI
	 */
	static String configureSso(String profile) {
		return "'aws configure sso --profile " + SectionHeader.quoted(profile) + "'";
	}

	private static CredentialsException error(CredentialsErrorCode code, String message) {
		return new CredentialsException(code, SOURCE, message);
	}

}
