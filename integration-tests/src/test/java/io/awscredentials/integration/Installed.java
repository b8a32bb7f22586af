package io.awscredentials.integration;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.fail;

/**
 * What tests need beside Java.
 */
public final class Installed {

	private Installed() {
	}

	/**
	 * Skip the test where a server is missing, or fail where all have to be there.
	 * @param installed whether it is installed
	 * @param missing what is missing, and how it is installed
	 */
	public static void demand(boolean installed, String missing) {
		if (!installed) {
			if ("true".equals(System.getenv("CI"))) {
				fail(missing);
			}
			Assumptions.abort(missing);
		}
	}

}
