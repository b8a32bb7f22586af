package io.awscredentials.test;

/**
 * A key the server knows, and whose it is.
 *
 * @param credentials the credentials
 * @param arn the principal it stands for
 * @param userId the unique ID of the principal
 * @param kind how the key came to be
 * @param mfaAuthenticated whether a code of an MFA device went into it
 */
record Key(TestCredentials credentials, String arn, String userId, Kind kind, boolean mfaAuthenticated) {

	enum Kind {

		/**
		 * The long-term key of a user.
		 */
		USER,

		/**
		 * From GetSessionToken: still the user.
		 */
		SESSION,

		/**
		 * From assuming a role, in whatever way.
		 */
		ROLE

	}

}
