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
public record SigningOptions(boolean normalizePath, boolean doubleEncodePath, boolean signSessionToken,
		boolean contentSha256Header) {

	/**
	 * What STS expects, and every service in a presigned URL but those named in
	 * {@link #of(String)}.
	 */
	public static final SigningOptions DEFAULT = new SigningOptions(true, true, true, false);

	private static final SigningOptions WITH_CONTENT_HASH = new SigningOptions(true, true, true, true);

	/**
	 * S3 takes a path as it is: two slashes in a row are part of the name of an object.
	 */
	private static final SigningOptions S3 = new SigningOptions(false, false, true, true);

	/**
	 * IoT takes the session token of a presigned URL as a parameter that is not signed.
	 */
	private static final SigningOptions IOT = new SigningOptions(true, true, false, true);

	/**
	 * Return what a service expects. All are sent the hash of the body: S3, OpenSearch
	 * Serverless and VPC Lattice demand it, and the AWS SDKs send it to everybody.
	 * @param service the name the service signs under
	 * @return the options
	 */
	public static SigningOptions of(String service) {
		return switch (service) {
			case "s3", "s3-outposts", "s3-object-lambda", "s3express" -> S3;
			case "iotdevicegateway" -> IOT;
			default -> WITH_CONTENT_HASH;
		};
	}

}
