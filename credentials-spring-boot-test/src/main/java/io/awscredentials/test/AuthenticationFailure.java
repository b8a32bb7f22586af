package io.awscredentials.test;

/**
 * Why a signature is refused, and what each protocol calls that.
 */
enum AuthenticationFailure {

	/**
	 * There is no signature.
	 */
	MISSING(403, "MissingAuthenticationToken", "MissingAuthenticationTokenException", 403, "AccessDenied"),

	/**
	 * The header is not whole.
	 */
	INCOMPLETE(400, "IncompleteSignature", "IncompleteSignatureException", 400, "AuthorizationHeaderMalformed"),

	/**
	 * Nobody has this key.
	 */
	UNKNOWN_KEY(403, "InvalidClientTokenId", "UnrecognizedClientException", 403, "InvalidAccessKeyId"),

	/**
	 * The session token is absent or another key's.
	 */
	WRONG_TOKEN(403, "InvalidClientTokenId", "UnrecognizedClientException", 400, "InvalidToken"),

	/**
	 * The key has expired or was revoked.
	 */
	EXPIRED(403, "ExpiredToken", "ExpiredTokenException", 400, "ExpiredToken"),

	/**
	 * The request was signed too long ago, or has yet to be.
	 */
	SKEWED(403, "SignatureDoesNotMatch", "InvalidSignatureException", 403, "RequestTimeTooSkewed"),

	/**
	 * The signature is not the right one.
	 */
	MISMATCH(403, "SignatureDoesNotMatch", "InvalidSignatureException", 403, "SignatureDoesNotMatch");

	private final int queryStatus;

	private final String queryCode;

	private final String jsonCode;

	private final int s3Status;

	private final String s3Code;

	AuthenticationFailure(int queryStatus, String queryCode, String jsonCode, int s3Status, String s3Code) {
		this.queryStatus = queryStatus;
		this.queryCode = queryCode;
		this.jsonCode = jsonCode;
		this.s3Status = s3Status;
		this.s3Code = s3Code;
	}

	ServiceException exception(Protocol protocol, String message) {
		return switch (protocol) {
			case S3 -> new ServiceException(this.s3Status, this.s3Code, message);
			case JSON -> new ServiceException(400, this.jsonCode, message);
			default -> new ServiceException(this.queryStatus, this.queryCode, message);
		};
	}

}
