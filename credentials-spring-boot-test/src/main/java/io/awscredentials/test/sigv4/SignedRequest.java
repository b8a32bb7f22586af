package io.awscredentials.test.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.CanonicalRequest.PathRule;
import org.jspecify.annotations.Nullable;

/**
 * A request with an {@code Authorization} header of Signature Version 4.
 *
 * @param request the request
 * @param accessKeyId the access key ID it claims to be signed with
 * @param date the day of its credential scope
 * @param region the region of its credential scope
 * @param service the service of its credential scope
 * @param signedHeaders the names of the signed headers
 * @param signature the signature
 * @param time the time it claims to be signed at, as it stands in the request
 */
public record SignedRequest(HttpRequest request, String accessKeyId, String date, String region, String service,
		List<String> signedHeaders, String signature, String time) {

	private static final String ALGORITHM = "AWS4-HMAC-SHA256";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

	/**
	 * Read the header of a request.
	 * @param request the request
	 * @return the signed request, or {@code null} where there is no signature
	 * @throws IllegalArgumentException where the signature is incomplete; the message
	 * says why, as AWS does
	 */
	public static @Nullable SignedRequest parse(HttpRequest request) {
		if (request.queryParameters().containsKey("X-Amz-Signature")) {
			return presigned(request, request.queryParameters());
		}
		return parse(request, ALGORITHM);
	}

	static @Nullable SignedRequest parse(HttpRequest request, String algorithm) {
		String authorization = request.header("Authorization");
		if (authorization == null || !authorization.startsWith(algorithm)) {
			return null;
		}
		Map<String, String> parts = new HashMap<>();
		for (String part : authorization.substring(algorithm.length()).split(",")) {
			int equals = part.indexOf('=');
			if (equals > 0) {
				parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
			}
		}
		String[] scope = scope(required(parts, "Credential"));
		String time = request.header("X-Amz-Date");
		if (time == null) {
			throw new IllegalArgumentException("Authorization header requires existence of an 'X-Amz-Date' header.");
		}
		List<String> signedHeaders = List.of(required(parts, "SignedHeaders").split(";"));
		return new SignedRequest(request, scope[0], scope[1], scope[2], scope[3], signedHeaders,
				required(parts, "Signature"), time);
	}

	private static SignedRequest presigned(HttpRequest request, Map<String, String> query) {
		String[] scope = scope(required(query, "X-Amz-Credential"));
		return new SignedRequest(request, scope[0], scope[1], scope[2], scope[3],
				List.of(required(query, "X-Amz-SignedHeaders").split(";")), required(query, "X-Amz-Signature"),
				required(query, "X-Amz-Date"));
	}

	private static String[] scope(String credential) {
		String[] scope = credential.split("/");
		if (scope.length != 5 || !"aws4_request".equals(scope[4])) {
			throw new IllegalArgumentException(
					"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term");
		}
		return scope;
	}

	/**
	 * Return how long the request is valid for.
	 * @return the time, or {@code null} if it is signed in its headers
	 */
	public @Nullable Duration validity() {
		String seconds = this.request.queryParameters().get("X-Amz-Expires");
		return (seconds != null) ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
	}

	/**
	 * Return the session token that came with the request.
	 * @return the token, or {@code null} if there is none
	 */
	public @Nullable String sessionToken() {
		String token = this.request.header("X-Amz-Security-Token");
		return (token != null) ? token : this.request.queryParameters().get("X-Amz-Security-Token");
	}

	private static String required(Map<String, String> parts, String name) {
		String value = parts.get(name);
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException("Authorization header requires '" + name + "' parameter.");
		}
		return value;
	}

	/**
	 * Return when the request claims to be signed.
	 * @return the time
	 * @throws IllegalArgumentException where it is none, or not on the day of the scope
	 */
	public Instant signedAt() {
		try {
			Instant signedAt = LocalDateTime.parse(this.time, TIME).toInstant(ZoneOffset.UTC);
			if (this.time.startsWith(this.date + "T")) {
				return signedAt;
			}
		}
		catch (DateTimeParseException ex) {
			// Said below, in AWS's words.
		}
		throw new IllegalArgumentException("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
				+ " date from HTTP: '" + this.date + "' != '" + this.time + "'.");
	}

	/**
	 * Return the headers that must be signed and are not: {@code Host} and all of
	 * {@code X-Amz-*}.
	 * @return the names in lower case
	 */
	public List<String> unsignedHeaders() {
		return this.request.headers()
			.keySet()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter((name) -> name.equals("host") || name.startsWith("x-amz-"))
			.filter((name) -> !this.signedHeaders.contains(name))
			.toList();
	}

	/**
	 * Return whether the body is the one the request declares, where it declares one.
	 * @return whether {@code X-Amz-Content-Sha256} agrees with the body
	 */
	public boolean hasDeclaredBody() {
		String declared = this.request.header("X-Amz-Content-Sha256");
		return declared == null || isPlaceholder(declared) || declared.equals(sha256(this.request.body()));
	}

	/**
	 * Return whether the signature was made with the given secret.
	 * @param secretAccessKey the secret access key
	 * @return whether it was
	 */
	public boolean isSignedWith(String secretAccessKey) {
		return isSignedWith(secretAccessKey, ("s3".equals(this.service)) ? PathRule.S3 : PathRule.NORMALIZED);
	}

	boolean isSignedWith(String secretAccessKey, PathRule path) {
		return MessageDigest.isEqual(bytes(sign(secretAccessKey, path)), bytes(this.signature));
	}

	String canonicalRequest(PathRule path) {
		String declared = this.request.header("X-Amz-Content-Sha256");
		boolean unsigned = validity() != null && PathRule.S3.equals(path);
		String payloadHash = (declared != null) ? declared
				: (unsigned) ? "UNSIGNED-PAYLOAD" : sha256(this.request.body());
		return CanonicalRequest.of(this.request, this.signedHeaders, payloadHash, path);
	}

	String stringToSign(PathRule path) {
		return stringToSign(ALGORITHM, path);
	}

	String stringToSign(String algorithm, PathRule path) {
		return String.join("\n", algorithm, this.time,
				String.join("/", this.date, this.region, this.service, "aws4_request"),
				sha256(bytes(canonicalRequest(path))));
	}

	private String sign(String secretAccessKey, PathRule path) {
		byte[] key = bytes("AWS4" + secretAccessKey);
		for (String part : Arrays.asList(this.date, this.region, this.service, "aws4_request")) {
			key = hmac(key, part);
		}
		return HexFormat.of().formatHex(hmac(key, stringToSign(path)));
	}

	private static boolean isPlaceholder(String declared) {
		return declared.equals("UNSIGNED-PAYLOAD") || declared.startsWith("STREAMING-");
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(bytes(text));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HmacSHA256", ex);
		}
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
