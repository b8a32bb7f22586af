package io.awscredentials.source.sts;

import java.util.Set;

import io.awscredentials.http.HttpAnswer;

/**
 * A refusal of STS.
 *
 * @param status the status code
 * @param code the code of STS without the ending {@code Exception}, empty if the answer
 * has none
 * @param message what STS says
 */
record StsError(int status, String code, String message) {

	private static final Set<String> THROTTLING = Set.of("Throttling", "Throttled", "RequestThrottled",
			"TooManyRequests", "RequestLimitExceeded", "SlowDown", "BandwidthLimitExceeded", "PriorRequestNotComplete");

	private static final Set<String> OUTAGE = Set.of("ServiceUnavailable", "ServiceFailure", "InternalFailure",
			"InternalError", "InternalServerError");

	private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

	private static final Set<String> SIGNATURE = Set.of("SignatureDoesNotMatch", "InvalidSignature");

	static StsError of(HttpAnswer answer) {
		try {
			StsXml xml = StsXml.read(answer.body());
			String path = (xml.root().equals("Error")) ? "" : "Error/";
			String code = xml.text(path + "Code");
			String message = xml.text(path + "Message");
			return new StsError(answer.status(), (code != null) ? withoutSuffix(code) : "",
					(message != null) ? message : "");
		}
		catch (InvalidXmlException ex) {
			return new StsError(answer.status(), "", "");
		}
	}

	private static String withoutSuffix(String code) {
		String suffix = "Exception";
		return code.endsWith(suffix) ? code.substring(0, code.length() - suffix.length()) : code;
	}

	/**
	 * Return whether the same request may succeed a moment later, where the status alone
	 * does not say so.
	 * @param answer the answer
	 * @return whether it is worth another attempt
	 */
	static boolean isTransient(HttpAnswer answer) {
		if (answer.status() / 100 != 4) {
			return false;
		}
		StsError error = of(answer);
		return error.isThrottling() || error.isOutage() || error.code.equals("IDPCommunicationError")
				|| error.code.equals("RequestTimeout");
	}

	boolean isThrottling() {
		return this.status == 429 || THROTTLING.contains(this.code);
	}

	/**
	 * Return whether STS itself is in trouble, or whoever is in front of it.
	 * @return whether the request is not to blame
	 */
	boolean isOutage() {
		return this.status / 100 == 5 || OUTAGE.contains(this.code);
	}

	/**
	 * Return whether STS found the time of the signature too far from its own.
	 * @return whether the clock is to blame
	 */
	boolean isClock() {
		return CLOCK.contains(this.code) || (isSignature()
				&& (this.message.contains("Signature expired") || this.message.contains("not yet current")));
	}

	boolean isExpiredKey() {
		return this.code.equals("ExpiredToken");
	}

	/**
	 * Return whether STS does not know the access key any more, or not yet.
	 * @return whether the access key is to blame
	 */
	boolean isUnknownKey() {
		return this.code.equals("InvalidClientTokenId");
	}

	boolean isSignature() {
		return SIGNATURE.contains(this.code);
	}

	boolean isMfa() {
		return this.message.contains("MultiFactorAuthentication failed");
	}

}
