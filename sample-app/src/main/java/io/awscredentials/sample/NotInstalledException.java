package io.awscredentials.sample;

/**
 * A program is missing on this machine that a profile of the sample starts.
 */
class NotInstalledException extends RuntimeException {

	private final String debianPackage;

	NotInstalledException(String program, String debianPackage) {
		super(program + " is not installed on this machine.");
		this.debianPackage = debianPackage;
	}

	String debianPackage() {
		return this.debianPackage;
	}

}
