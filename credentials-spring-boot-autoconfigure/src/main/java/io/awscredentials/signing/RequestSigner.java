package io.awscredentials.signing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.Credentials;
import io.awscredentials.http.sigv4.SigV4Signer;
import io.awscredentials.http.sigv4.SignedHeaders;
import io.awscredentials.http.sigv4.SigningOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Signs requests, whatever client makes them.
 */
final class RequestSigner {

	private final SigningEnvironment environment;

	private final SigningSettings settings;

	/** By text, since the first hash code of a record takes a fresh JVM some 20 ms. */
	private final Map<String, SigV4Signer> signers = new ConcurrentHashMap<>();

	RequestSigner(SigningEnvironment environment, SigningSettings settings) {
		this.environment = environment;
		this.settings = settings;
	}

	/**
	 * Find out whom a request is signed for.
	 * @param uri where the request goes
	 * @param headers its headers
	 * @return the target
	 * @throws io.awscredentials.CredentialsException if it is not to be signed
	 */
	SigningTarget target(URI uri, HttpHeaders headers) {
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION)) {
			throw SigningEnvironment.failure(
					"The request has an 'Authorization' header already, and a signature takes that header",
					"Take out what sets it, an interceptor for OAuth 2 or basic authentication for example, or let that"
							+ " use another header");
		}
		return SigningTarget.of(uri, this.settings, this.environment.region());
	}

	Payload payload(SigningTarget target) {
		return target.payload(this.settings);
	}

	Credentials credentials() {
		return this.settings.provider().resolveCredentials();
	}

	CompletableFuture<Credentials> credentialsAsync() {
		return this.settings.provider().resolveCredentialsAsync();
	}

	/**
	 * Sign a request.
	 * @param credentials the credentials to sign with
	 * @param target whom it is signed for
	 * @param method its method
	 * @param uri where it goes
	 * @param headers its headers, which are set
	 * @param payloadHash the hash of its body
	 */
	void sign(Credentials credentials, SigningTarget target, String method, URI uri, HttpHeaders headers,
			String payloadHash) {
		Map<String, List<String>> signed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> {
			if (isSigned(name)) {
				signed.put(name, values);
			}
		});
		SignedHeaders signature = signer(target).sign(credentials, this.environment.clock().now(), method, uri, signed,
				payloadHash);
		signature.forEach(headers::set);
	}

	/**
	 * What the signature of an earlier try has set is not signed: it is set anew. Of the
	 * rest, what the service goes by, and nothing that changes on the way.
	 */
	private static boolean isSigned(String name) {
		boolean own = name.equalsIgnoreCase("X-Amz-Date") || name.equalsIgnoreCase("X-Amz-Security-Token")
				|| name.equalsIgnoreCase("X-Amz-Content-Sha256");
		return !own && (name.equalsIgnoreCase(HttpHeaders.HOST) || name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
				|| name.regionMatches(true, 0, "X-Amz-", 0, "X-Amz-".length()));
	}

	URI presign(String method, URI uri, Duration expires) {
		SigningTarget target = SigningTarget.of(uri, this.settings, this.environment.region());
		Credentials credentials = credentials();
		Instant now = this.environment.clock().now();
		Duration valid = expires;
		if (credentials.expiration() != null) {
			Duration left = Duration.between(now, credentials.expiration());
			valid = (left.compareTo(valid) < 0) ? left : valid;
		}
		if (valid.toSeconds() < 1) {
			throw SigningEnvironment.failure("The credentials expired at " + credentials.expiration()
					+ ": a URL that is signed with them is of no use", "Look at why they are not refreshed");
		}
		boolean unsigned = target.takesUnsignedPayload() || payload(target) == Payload.UNSIGNED;
		return signer(target).presign(credentials, now, method, uri, Map.of(),
				(unsigned) ? SigV4Signer.UNSIGNED_PAYLOAD : SigV4Signer.EMPTY_PAYLOAD, valid);
	}

	private SigV4Signer signer(SigningTarget target) {
		return this.signers.computeIfAbsent(target.service() + " " + target.region(),
				(absent) -> new SigV4Signer(target.region(), target.service(), SigningOptions.of(target.service())));
	}

	/**
	 * Take notice of an answer.
	 * @param date its {@code Date} header, or {@code null}
	 */
	void accepted(@Nullable String date) {
		this.environment.clock().learnFromAccepted(date);
	}

	/**
	 * Return whether a request that was refused is worth being signed and made once more.
	 * @param credentials the credentials it was signed with
	 * @param headers the headers of the answer
	 * @param body the beginning of the body of the answer
	 * @return whether it is
	 */
	boolean isWorthRepeating(Credentials credentials, HttpHeaders headers, byte[] body) {
		Refusal refusal = Refusal.of(headers.getFirst("x-amzn-ErrorType"), body);
		if (refusal == Refusal.CLOCK) {
			Duration before = this.environment.clock().offset();
			this.environment.clock().learn(headers.getFirst(HttpHeaders.DATE));
			return !before.equals(this.environment.clock().offset());
		}
		if (refusal == Refusal.CREDENTIALS) {
			this.settings.provider().invalidate(credentials);
			return true;
		}
		return false;
	}

}
