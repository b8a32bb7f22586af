package io.awscredentials.http.sigv4;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to one AWS service in one region with Signature Version 4, in headers or
 * in the query of a URL. Thread-safe. Keeps the key of the day that it derived last, and
 * with it the credentials.
 */
public final class SigV4Signer {

	/** The payload hash of a request whose body is not signed. */
	public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

	/** The payload hash of an empty body. */
	public static final String EMPTY_PAYLOAD = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	/** The headers that {@link #sign signing} sets, as far as the service takes them. */
	public static final List<String> HEADERS = List.of("X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256",
			"Authorization");

	private static final String ALGORITHM = "AWS4-HMAC-SHA256";

	static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final int DATE_LENGTH = "yyyyMMdd".length();

	private final String region;

	private final String service;

	private final SigningOptions options;

	private volatile @Nullable SigningKey latest;

	/**
	 * Create a new instance.
	 * @param region the region the service is in, {@code "us-east-1"} for example
	 * @param service the name the service signs under, {@code "sts"} for example
	 */
	public SigV4Signer(String region, String service) {
		this(region, service, SigningOptions.DEFAULT);
	}

	/**
	 * Create a new instance.
	 * @param region the region the service is in, {@code "us-east-1"} for example
	 * @param service the name the service signs under, {@code "sts"} for example
	 * @param options what the service expects
	 */
	public SigV4Signer(String region, String service, SigningOptions options) {
		this.region = region;
		this.service = service;
		this.options = options;
	}

	/**
	 * Sign a request in its headers. All headers are signed but those that change on the
	 * way, such as {@code User-Agent}; {@code Host} is added from the URI if it is not
	 * among them.
	 * @param credentials the credentials to sign with
	 * @param time the time of the request, as the service sees it
	 * @param method the method, in upper case
	 * @param uri the URI, as it goes over the wire
	 * @param headers the headers that the request already has
	 * @param payloadHash the {@link #sha256(byte[]) hash} of the body, or
	 * {@link #UNSIGNED_PAYLOAD}
	 * @return the headers to set before the request is sent
	 */
	public SignedHeaders sign(Credentials credentials, Instant time, String method, URI uri,
			Map<String, List<String>> headers, String payloadHash) {
		String timestamp = TIMESTAMP.format(time);
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
		signed.put("Authorization", ALGORITHM + " Credential=" + credential(credentials, timestamp) + ", SignedHeaders="
				+ request.signedHeaders() + ", Signature=" + signature);
		return new SignedHeaders(signed);
	}

	CanonicalRequest canonicalRequest(Credentials credentials, String timestamp, String method, URI uri,
			Map<String, List<String>> headers, String payloadHash) {
		requireUsable(credentials);
		SortedMap<String, String> canonical = CanonicalHeaders.of(uri, headers);
		canonical.put("x-amz-date", timestamp);
		if (credentials.sessionToken() != null && this.options.signSessionToken()) {
			canonical.put("x-amz-security-token", credentials.sessionToken());
		}
		if (this.options.contentSha256Header()) {
			canonical.put("x-amz-content-sha256", payloadHash);
		}
		return CanonicalRequest.of(method, uri.getRawPath(), uri.getRawQuery(), canonical, payloadHash, this.options);
	}

	/**
	 * Sign a request in the query of its URL, so that somebody else can make it. What is
	 * in the given query and headers is signed.
	 * @param credentials the credentials to sign with, which the URL does not outlive
	 * @param time the time from which on the URL is valid, as the service sees it
	 * @param method the method, in upper case
	 * @param uri the URI, as it goes over the wire
	 * @param headers the headers that the request will have; {@code Host} is added from
	 * the URI if it is not among them
	 * @param payloadHash the {@link #sha256(byte[]) hash} of the body, or
	 * {@link #UNSIGNED_PAYLOAD}
	 * @param expires how long the URL is valid, in whole seconds
	 * @return the signed URI, which is as good as the request: keep it secret
	 */
	public URI presign(Credentials credentials, Instant time, String method, URI uri, Map<String, List<String>> headers,
			String payloadHash, Duration expires) {
		return URI.create(presignedUrl(credentials, time, method, uri, headers, payloadHash, expires));
	}

	/**
	 * Sign a request as {@link #presign} does, for those who need no more than the text:
	 * it is not parsed once more.
	 * @param credentials the credentials to sign with, which the URL does not outlive
	 * @param time the time from which on the URL is valid, as the service sees it
	 * @param method the method, in upper case
	 * @param uri the URI, as it goes over the wire
	 * @param headers the headers that the request will have; {@code Host} is added from
	 * the URI if it is not among them
	 * @param payloadHash the {@link #sha256(byte[]) hash} of the body, or
	 * {@link #UNSIGNED_PAYLOAD}
	 * @param expires how long the URL is valid, in whole seconds
	 * @return the signed URL, which is as good as the request: keep it secret
	 */
	public String presignedUrl(Credentials credentials, Instant time, String method, URI uri,
			Map<String, List<String>> headers, String payloadHash, Duration expires) {
		requireUsable(credentials);
		String timestamp = TIMESTAMP.format(time);
		SortedMap<String, String> canonical = CanonicalHeaders.of(uri, headers);
		PresignedQuery query = new PresignedQuery(uri.getRawQuery()).with("X-Amz-Algorithm", ALGORITHM)
			.with("X-Amz-Credential", credential(credentials, timestamp))
			.with("X-Amz-Date", timestamp)
			.with("X-Amz-Expires", String.valueOf(expires.toSeconds()))
			.with("X-Amz-SignedHeaders", String.join(";", canonical.keySet()));
		String token = credentials.sessionToken();
		if (token != null && this.options.signSessionToken()) {
			query.with("X-Amz-Security-Token", token);
		}
		CanonicalRequest request = CanonicalRequest.of(method, uri.getRawPath(), query.toString(), canonical,
				payloadHash, this.options);
		query.with("X-Amz-Signature", signature(credentials, timestamp, stringToSign(request, timestamp)));
		if (token != null && !this.options.signSessionToken()) {
			query.with("X-Amz-Security-Token", token);
		}
		return query.of(uri);
	}

	String stringToSign(CanonicalRequest request, String timestamp) {
		String hash = sha256(request.text().getBytes(StandardCharsets.UTF_8));
		return ALGORITHM + "\n" + timestamp + "\n" + scope(timestamp) + "\n" + hash;
	}

	String signature(Credentials credentials, String timestamp, String stringToSign) {
		String date = date(timestamp);
		SigningKey key = this.latest;
		if (key == null || !key.isOf(credentials, date)) {
			key = SigningKey.derive(credentials, date, this.region, this.service);
			this.latest = key;
		}
		return key.sign(stringToSign);
	}

	private String credential(Credentials credentials, String timestamp) {
		return credentials.accessKeyId() + "/" + scope(timestamp);
	}

	private String scope(String timestamp) {
		return date(timestamp) + "/" + this.region + "/" + this.service + "/aws4_request";
	}

	private static String date(String timestamp) {
		return timestamp.substring(0, DATE_LENGTH);
	}

	/**
	 * Return the hash of a body.
	 * @param bytes the body
	 * @return its SHA-256, in lower-case hexadecimal digits
	 */
	public static String sha256(byte[] bytes) {
		if (bytes.length == 0) {
			return EMPTY_PAYLOAD;
		}
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("SHA-256 is not available", ex);
		}
	}

	/**
	 * Encode the value of a parameter as it is signed.
	 * @param value the value
	 * @return the encoded value
	 */
	public static String encode(String value) {
		return CanonicalUri.encode(value);
	}

	private static void requireUsable(Credentials credentials) {
		requireHeaderValue(credentials.accessKeyId(), "access key ID");
		if (credentials.sessionToken() != null) {
			requireHeaderValue(credentials.sessionToken(), "session token");
		}
	}

	// An HTTP client would refuse such a value as well, and quote it.
	private static void requireHeaderValue(String value, String what) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c <= ' ' || c > '~') {
				throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "SigV4", "The " + what
						+ " of the credentials to sign with contains a space, a line break or another character that"
						+ " it can't have")
					.withAdvice("Correct the " + what + " where these credentials come from");
			}
		}
	}

}
