package io.awscredentials.http.sigv4;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

/**
 * Signs requests to one AWS service in one region with Signature Version 4, in headers.
 * Immutable and thread-safe; keeps nothing of the credentials it signs with.
 */
public final class SigV4Signer {

	private static final String ALGORITHM = "AWS4-HMAC-SHA256";

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final int DATE_LENGTH = "yyyyMMdd".length();

	private final String region;

	private final String service;

	private final SigningOptions options;

	/**
	 * Create a new instance.
	 * @param region the region the service is in, {@code "us-east-1"} for example
	 * @param service the name the service signs under, {@code "sts"} for example
	 */
	public SigV4Signer(String region, String service) {
		this(region, service, SigningOptions.DEFAULT);
	}

	SigV4Signer(String region, String service, SigningOptions options) {
		this.region = region;
		this.service = service;
		this.options = options;
	}

	/**
	 * Sign a request. All headers are signed but those that change on the way, such as
	 * {@code User-Agent}; {@code Host} is added from the URI if it is not among them.
	 * @param credentials the credentials to sign with
	 * @param time the time of the request, as the service sees it
	 * @param method the method, in upper case
	 * @param uri the URI, as it goes over the wire
	 * @param headers the headers that the request already has
	 * @param body the body, empty if there is none
	 * @return the headers to set before the request is sent
	 */
	public SignedHeaders sign(Credentials credentials, Instant time, String method, URI uri,
			Map<String, List<String>> headers, byte[] body) {
		String timestamp = TIMESTAMP.format(time);
		String payloadHash = sha256(body);
		CanonicalRequest request = canonicalRequest(credentials, timestamp, method, uri, headers, payloadHash);
		String signature = signature(credentials, timestamp, stringToSign(request, timestamp));
		Map<String, String> signed = new LinkedHashMap<>();
		signed.put("X-Amz-Date", timestamp);
		if (credentials.sessionToken() != null) {
			signed.put("X-Amz-Security-Token", credentials.sessionToken());
		}
		if (this.options.contentSha256Header()) {
			signed.put("X-Amz-Content-Sha256", payloadHash);
		}
		signed.put("Authorization", ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope(timestamp)
				+ ", SignedHeaders=" + request.signedHeaders() + ", Signature=" + signature);
		return new SignedHeaders(signed);
	}

	CanonicalRequest canonicalRequest(Credentials credentials, String timestamp, String method, URI uri,
			Map<String, List<String>> headers, String payloadHash) {
		requireHeaderValue(credentials.accessKeyId(), "access key ID");
		SortedMap<String, String> canonical = CanonicalHeaders.of(uri, headers);
		canonical.put("x-amz-date", timestamp);
		if (credentials.sessionToken() != null) {
			requireHeaderValue(credentials.sessionToken(), "session token");
			if (this.options.signSessionToken()) {
				canonical.put("x-amz-security-token", credentials.sessionToken());
			}
		}
		if (this.options.contentSha256Header()) {
			canonical.put("x-amz-content-sha256", payloadHash);
		}
		return CanonicalRequest.of(method, uri, canonical, payloadHash, this.options);
	}

	String stringToSign(CanonicalRequest request, String timestamp) {
		String hash = sha256(request.text().getBytes(StandardCharsets.UTF_8));
		return ALGORITHM + "\n" + timestamp + "\n" + scope(timestamp) + "\n" + hash;
	}

	String signature(Credentials credentials, String timestamp, String stringToSign) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
			key = hmac(mac, key, date(timestamp));
			key = hmac(mac, key, this.region);
			key = hmac(mac, key, this.service);
			key = hmac(mac, key, "aws4_request");
			return HexFormat.of().formatHex(hmac(mac, key, stringToSign));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("HmacSHA256 is not available", ex);
		}
	}

	private String scope(String timestamp) {
		return date(timestamp) + "/" + this.region + "/" + this.service + "/aws4_request";
	}

	private static String date(String timestamp) {
		return timestamp.substring(0, DATE_LENGTH);
	}

	private static byte[] hmac(Mac mac, byte[] key, String text) throws GeneralSecurityException {
		mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
		return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("SHA-256 is not available", ex);
		}
	}

	// An HTTP client would refuse such a value as well, and quote it.
	private static void requireHeaderValue(String value, String what) {
		if (value.chars().anyMatch((c) -> c <= ' ' || c > '~')) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "SigV4", "The " + what
					+ " of the credentials to sign with contains a space, a line break or another character that it"
					+ " can't have")
				.withAdvice("Correct the " + what + " where these credentials come from");
		}
	}

}
