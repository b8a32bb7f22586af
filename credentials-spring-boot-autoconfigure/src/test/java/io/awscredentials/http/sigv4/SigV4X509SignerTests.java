package io.awscredentials.http.sigv4;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import io.awscredentials.ConformanceCases;

import org.springframework.boot.ssl.pem.PemContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of {@code CreateSession} as two other implementations sign them.
 */
class SigV4X509SignerTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	@TestFactory
	Stream<DynamicTest> requestsOfOthers() {
		List<JsonNode> vectors = ConformanceCases.json(ConformanceCases.vectors("rolesanywhere/vectors.json"))
			.valueStream()
			.toList();
		assertThat(vectors).hasSizeGreaterThanOrEqualTo(4);
		return vectors.stream()
			.map((vector) -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> check(vector)));
	}

	private static void check(JsonNode vector) throws Exception {
		X509Certificate certificate = pem(vector.get("certificate").asString()).getCertificates().get(0);
		PrivateKey key = pem(vector.get("key").asString()).getPrivateKey();
		List<X509Certificate> chain = vector.get("chain")
			.valueStream()
			.map((file) -> pem(file.asString()).getCertificates().get(0))
			.toList();
		String query = vector.get("query").asString();
		URI uri = URI
			.create("https://" + vector.get("host").asString() + "/sessions" + ((query.isEmpty()) ? "" : "?" + query));
		byte[] body = vector.get("body").asString().getBytes(StandardCharsets.UTF_8);
		SignedHeaders signed = new SigV4X509Signer(vector.get("region").asString(), "rolesanywhere").sign(key,
				certificate, chain, TIME, "POST", uri, Map.of("Content-Type", List.of("application/json")), body);
		assertThat(signed.get("X-Amz-Date")).isEqualTo(vector.get("date").asString());
		String authorization = signed.get("Authorization");
		String prefix = vector.get("authorizationPrefix").asString();
		assertThat(authorization).startsWith(prefix);
		String signature = (authorization != null) ? authorization.substring(prefix.length()) : "";
		if (vector.get("signature").isNull()) {
			X509Algorithm algorithm = X509Algorithm.of(key);
			assertThat(algorithm).isEqualTo(X509Algorithm.EC);
			assertThat(X509Algorithm.EC.verify(certificate.getPublicKey(),
					vector.get("stringToSign").asString().getBytes(StandardCharsets.UTF_8),
					HexFormat.of().parseHex(signature)))
				.isTrue();
		}
		else {
			assertThat(signature).isEqualTo(vector.get("signature").asString());
		}
	}

	private static PemContent pem(String file) {
		try {
			return PemContent.of(Files.readString(ConformanceCases.vectors("rolesanywhere/" + file)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
