package io.awscredentials.http.sigv4;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import io.awscredentials.ConformanceCases;
import io.awscredentials.Credentials;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signing vectors of AWS's common test suite, as smithy-rs has them.
 */
class SigV4ConformanceTests {

	// Those two come without a context: nobody knows their key.
	private static final List<String> CANONICAL_REQUEST_ONLY = List.of("double-encode-path", "double-url-encode");

	private static final String TIME_WITHOUT_CONTEXT = "20210511T154045Z";

	@TestFactory
	Stream<DynamicTest> vectors() {
		return ConformanceCases.folders("sigv4")
			.stream()
			.map((vector) -> DynamicTest.dynamicTest(vector.getFileName().toString(), () -> check(vector)));
	}

	private void check(Path vector) throws IOException {
		if (CANONICAL_REQUEST_ONLY.contains(vector.getFileName().toString())) {
			checkCanonicalRequest(vector);
		}
		else {
			checkSignature(vector);
		}
	}

	private void checkCanonicalRequest(Path vector) throws IOException {
		VectorRequest request = VectorRequest.read(vector.resolve("request.txt"));
		Credentials credentials = new Credentials("AKIDEXAMPLE", "secret", null, null, null);
		CanonicalRequest canonical = new SigV4Signer("us-east-1", "service").canonicalRequest(credentials,
				TIME_WITHOUT_CONTEXT, request.method(), request.uri(), request.headers(),
				SigV4Signer.sha256(request.body()));
		assertThat(canonical.text()).isEqualTo(read(vector, "header-canonical-request.txt"));
	}

	private void checkSignature(Path vector) throws IOException {
		JsonNode context = ConformanceCases.json(vector.resolve("context.json"));
		// The requests hold their path unencoded, or already as it is to be signed.
		SigningOptions options = new SigningOptions(context.get("normalize").asBoolean(), false,
				!context.path("omit_session_token").asBoolean(false), context.get("sign_body").asBoolean());
		SigV4Signer signer = new SigV4Signer(context.get("region").asString(), context.get("service").asString(),
				options);
		Credentials credentials = credentials(context.get("credentials"));
		VectorRequest request = VectorRequest.read(vector.resolve("request.txt"));
		Instant time = Instant.parse(context.get("timestamp").asString());
		String timestamp = time.toString().replaceAll("[-:]", "");
		CanonicalRequest canonical = signer.canonicalRequest(credentials, timestamp, request.method(), request.uri(),
				request.headers(), SigV4Signer.sha256(request.body()));
		assertThat(canonical.text()).isEqualTo(read(vector, "header-canonical-request.txt"));
		String stringToSign = signer.stringToSign(canonical, timestamp);
		assertThat(stringToSign).isEqualTo(read(vector, "header-string-to-sign.txt"));
		assertThat(signer.signature(credentials, timestamp, stringToSign))
			.isEqualTo(read(vector, "header-signature.txt"));
		SignedHeaders signed = signer.sign(credentials, time, request.method(), request.uri(), request.headers(),
				SigV4Signer.sha256(request.body()));
		Map<String, List<String>> expected = VectorRequest.read(vector.resolve("header-signed-request.txt")).headers();
		assertThat(request.with(signed)).containsExactlyInAnyOrderEntriesOf(expected);
	}

	private static Credentials credentials(JsonNode node) {
		return new Credentials(node.get("access_key_id").asString(), node.get("secret_access_key").asString(),
				text(node.get("token")), null, null);
	}

	private static @Nullable String text(@Nullable JsonNode node) {
		return (node != null) ? node.asString() : null;
	}

	private static String read(Path vector, String file) throws IOException {
		return Files.readString(vector.resolve(file)).strip();
	}

}
