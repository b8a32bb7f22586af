package io.awscredentials.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.SignedRequest;

/**
 * Finds out who signed a request, or refuses it as AWS does.
 */
final class Authenticator {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String INVALID_TOKEN = "The security token included in the request is invalid.";

	private final KeyStore keys;

	private final InstantSource clock;

	Authenticator(KeyStore keys, InstantSource clock) {
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Return the key that signed a request.
	 * @param request the request
	 * @param service the service it must be signed for
	 * @param protocol the shape of the errors
	 * @return the key
	 * @throws ServiceException where the signature is refused
	 */
	Key authenticate(HttpRequest request, String service, Protocol protocol) {
		SignedRequest signed;
		Instant signedAt;
		try {
			signed = SignedRequest.parse(request);
			if (signed == null) {
				throw AuthenticationFailure.MISSING.exception(protocol, "Request is missing Authentication Token");
			}
			signedAt = signed.signedAt();
		}
		catch (IllegalArgumentException ex) {
			throw AuthenticationFailure.INCOMPLETE.exception(protocol, String.valueOf(ex.getMessage()));
		}
		Key key = this.keys.find(signed.accessKeyId());
		if (key == null) {
			throw AuthenticationFailure.UNKNOWN_KEY.exception(protocol, INVALID_TOKEN);
		}
		checkToken(signed, key, protocol);
		checkTime(signed, signedAt, protocol);
		checkSignature(signed, key, service, protocol);
		return key;
	}

	private void checkToken(SignedRequest signed, Key key, Protocol protocol) {
		String expected = key.credentials().sessionToken();
		String actual = signed.sessionToken();
		if ((expected != null) ? !expected.equals(actual) : (actual != null)) {
			throw AuthenticationFailure.WRONG_TOKEN.exception(protocol, INVALID_TOKEN);
		}
		if (this.keys.isExpired(key)) {
			throw AuthenticationFailure.EXPIRED.exception(protocol, (protocol == Protocol.S3)
					? "The provided token has expired." : "The security token included in the request is expired");
		}
	}

	private void checkTime(SignedRequest signed, Instant signedAt, Protocol protocol) {
		Instant now = this.clock.instant();
		Duration allowed = Duration.ofMinutes((protocol == Protocol.S3) ? 15 : 5);
		Duration validity = signed.validity();
		Instant earliest = now.minus((validity != null) ? validity : allowed);
		Instant latest = now.plus(allowed);
		if (signedAt.isBefore(earliest)) {
			throw AuthenticationFailure.SKEWED.exception(protocol,
					"Signature expired: " + signed.time() + " is now earlier than " + TIME.format(earliest) + " ("
							+ TIME.format(now) + " - " + allowed.toMinutes() + " min.)");
		}
		if (signedAt.isAfter(latest)) {
			throw AuthenticationFailure.SKEWED.exception(protocol,
					"Signature not yet current: " + signed.time() + " is still later than " + TIME.format(latest) + " ("
							+ TIME.format(now) + " + " + allowed.toMinutes() + " min.)");
		}
	}

	private void checkSignature(SignedRequest signed, Key key, String service, Protocol protocol) {
		if (!service.equals(signed.service())) {
			throw AuthenticationFailure.MISMATCH.exception(protocol,
					"Credential should be scoped to correct service: '" + service + "'.");
		}
		List<String> unsigned = signed.unsignedHeaders();
		if (!unsigned.isEmpty()) {
			throw AuthenticationFailure.MISMATCH.exception(protocol,
					"There were headers present in the request which were not signed: " + String.join(", ", unsigned));
		}
		if (!signed.hasDeclaredBody() || !signed.isSignedWith(key.credentials().secretAccessKey())) {
			throw AuthenticationFailure.MISMATCH.exception(protocol,
					"The request signature we calculated does not match the signature you provided."
							+ " Check your AWS Secret Access Key and signing method."
							+ " Consult the service documentation for details.");
		}
	}

}
