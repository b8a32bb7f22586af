package io.awscredentials.http.sigv4;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import io.awscredentials.ConformanceCases;
import io.awscredentials.Credentials;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Presigned URLs against those of AWS's common test suite, and against those that the AWS
 * SDK for Java made for databases, caches and brokers.
 */
class PresignConformanceTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private static final String TOKEN = "FwoGZXIvYXdzEXAMPLE//token+with=chars";

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	@TestFactory
	Stream<DynamicTest> recordedCases() {
		return ConformanceCases.folders("sigv4")
			.stream()
			.filter((vector) -> Files.exists(vector.resolve("query-signed-request.txt")))
			.map((vector) -> DynamicTest.dynamicTest(vector.getFileName().toString(), () -> check(vector)));
	}

	private static void check(Path vector) throws IOException {
		JsonNode context = ConformanceCases.json(vector.resolve("context.json"));
		SigningOptions options = new SigningOptions(context.get("normalize").asBoolean(), false,
				!context.path("omit_session_token").asBoolean(false), false);
		JsonNode keys = context.get("credentials");
		Credentials credentials = new Credentials(keys.get("access_key_id").asString(),
				keys.get("secret_access_key").asString(), keys.has("token") ? keys.get("token").asString() : null, null,
				null);
		VectorRequest request = VectorRequest.read(vector.resolve("request.txt"));
		URI signed = new SigV4Signer(context.get("region").asString(), context.get("service").asString(), options)
			.presign(credentials, Instant.parse(context.get("timestamp").asString()), request.method(), request.uri(),
					request.headers(), SigV4Signer.sha256(request.body()),
					Duration.ofSeconds(context.get("expiration_in_seconds").asLong()));
		VectorRequest expected = VectorRequest.read(vector.resolve("query-signed-request.txt"));
		// The original parameters are encoded as they were, ours as Signature V4 has it.
		assertThat(CanonicalUri.query(signed.getRawQuery()))
			.isEqualTo(CanonicalUri.query(expected.uri().getRawQuery()));
		assertThat(signed.getRawPath()).isEqualTo(expected.uri().getRawPath());
	}

	@TestFactory
	Stream<DynamicTest> tokensOfTheSdk() throws IOException {
		List<String> lines = Files.readAllLines(ConformanceCases.vectors("tokens/presigned.txt"));
		List<DynamicTest> tests = new ArrayList<>();
		for (int i = 0; i + 1 < lines.size(); i += 2) {
			String url = lines.get(i + 1);
			if (url.contains("X-Amz-Signature=")) {
				tests.add(DynamicTest.dynamicTest(lines.get(i), () -> check(url)));
			}
		}
		assertThat(tests).hasSizeGreaterThanOrEqualTo(16);
		return tests.stream();
	}

	private static void check(String url) {
		URI expected = URI.create((url.startsWith("https://")) ? url : "https://" + url);
		String[] pairs = expected.getRawQuery().split("&");
		String unsigned = String.join("&", Arrays.stream(pairs).filter((pair) -> !pair.startsWith("X-Amz-")).toList());
		String[] scope = parameter(pairs, "X-Amz-Credential").split("%2F");
		Credentials credentials = new Credentials(scope[0], SECRET,
				(url.contains("X-Amz-Security-Token=")) ? TOKEN : null, null, null);
		URI signed = new SigV4Signer(scope[2], scope[3]).presign(credentials, TIME, "GET",
				URI.create("https://" + expected.getAuthority() + "/?" + unsigned), Map.of(), SigV4Signer.EMPTY_PAYLOAD,
				Duration.ofSeconds(Long.parseLong(parameter(pairs, "X-Amz-Expires"))));
		assertThat(signed.getRawQuery().split("&")).containsExactlyInAnyOrder(pairs);
		assertThat(signed.getRawAuthority()).isEqualTo(expected.getRawAuthority());
	}

	private static String parameter(String[] pairs, String name) {
		return Arrays.stream(pairs)
			.filter((pair) -> pair.startsWith(name + "="))
			.map((pair) -> pair.substring(name.length() + 1))
			.findFirst()
			.orElseThrow();
	}

}
