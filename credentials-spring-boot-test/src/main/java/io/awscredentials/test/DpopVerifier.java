package io.awscredentials.test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * Verifies proofs of possession: RFC 9449 with ES256.
 */
final class DpopVerifier {

	private static final Duration MAX_AGE = Duration.ofMinutes(5);

	private final Set<String> usedIds = ConcurrentHashMap.newKeySet();

	private final InstantSource clock;

	DpopVerifier(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Verify the proof of a request.
	 * @param request the request
	 * @return the thumbprint of the key
	 * @throws IllegalArgumentException where the proof is absent or wrong; the message
	 * says why
	 */
	String verify(HttpRequest request) {
		String proof = request.header("DPoP");
		require(proof != null, "The DPoP header is missing");
		String[] parts = Objects.requireNonNull(proof).split("\\.", -1);
		require(parts.length == 3, "The DPoP header is no signed JWT");
		Map<String, @Nullable Object> header = object(parts[0]);
		require("dpop+jwt".equals(header.get("typ")), "The proof's typ must be dpop+jwt");
		require("ES256".equals(header.get("alg")), "The proof's alg must be ES256");
		require(header.get("jwk") instanceof Map<?, ?>, "The proof has no jwk");
		Map<?, ?> jwk = (Map<?, ?>) Objects.requireNonNull(header.get("jwk"));
		require("EC".equals(jwk.get("kty")) && "P-256".equals(jwk.get("crv")), "The proof's jwk must be EC, P-256");
		require(!jwk.containsKey("d"), "The proof tells the private key");
		byte[] x = coordinate(jwk, "x");
		byte[] y = coordinate(jwk, "y");
		verifyClaims(object(parts[1]), request);
		require(isSigned(parts, x, y), "The proof's signature is wrong");
		return DpopKey.thumbprint(x, y);
	}

	private void verifyClaims(Map<String, @Nullable Object> claims, HttpRequest request) {
		require(request.method().equals(claims.get("htm")), "The proof's htm is not the method");
		String uri = "http://" + request.header("Host") + request.path();
		require(uri.equals(claims.get("htu")), "The proof's htu is not " + uri);
		require(claims.get("iat") instanceof BigDecimal, "The proof has no iat");
		Instant issuedAt = Instant.ofEpochSecond(((BigDecimal) Objects.requireNonNull(claims.get("iat"))).longValue());
		require(Duration.between(issuedAt, this.clock.instant()).abs().compareTo(MAX_AGE) <= 0,
				"The proof's iat is not now");
		String id = Json.text(claims, "jti");
		require(id != null && this.usedIds.add(id), "The proof's jti is missing or was used before");
	}

	private static boolean isSigned(String[] parts, byte[] x, byte[] y) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
			signature.initVerify(publicKey(x, y));
			signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
			return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static PublicKey publicKey(byte[] x, byte[] y) throws GeneralSecurityException {
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
		parameters.init(new ECGenParameterSpec("secp256r1"));
		ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
		return KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
	}

	private static byte[] coordinate(Map<?, ?> jwk, String name) {
		require(jwk.get(name) instanceof String, "The proof's jwk has no " + name);
		String encoded = String.valueOf(jwk.get(name));
		require(!encoded.contains("="), "The proof's jwk is padded");
		byte[] coordinate = Base64.getUrlDecoder().decode(encoded);
		require(coordinate.length == DpopKey.COORDINATE_LENGTH,
				"The proof's " + name + " has " + coordinate.length + " bytes, not 32");
		return coordinate;
	}

	private static Map<String, @Nullable Object> object(String part) {
		require(!part.contains("="), "The proof is padded");
		return Json.readObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
