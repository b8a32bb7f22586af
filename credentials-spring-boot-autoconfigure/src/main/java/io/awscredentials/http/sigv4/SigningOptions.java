package io.awscredentials.http.sigv4;

/**
 * What differs between services in how a request is signed.
 *
 * @param normalizePath whether dot segments and repeated slashes are taken out of the
 * path before it is signed
 * @param doubleEncodePath whether the path is encoded once more than it is on the wire
 * @param signSessionToken whether the session token is part of what is signed; it is sent
 * in either case
 * @param contentSha256Header whether the hash of the body is sent, and signed, as a
 * header of its own
 */
record SigningOptions(boolean normalizePath, boolean doubleEncodePath, boolean signSessionToken,
		boolean contentSha256Header) {

	/** What every AWS service but S3 expects. */
	static final SigningOptions DEFAULT = new SigningOptions(true, true, true, false);

}
