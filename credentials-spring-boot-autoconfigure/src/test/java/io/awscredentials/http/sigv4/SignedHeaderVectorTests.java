package io.awscredentials.http.sigv4;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.awscredentials.ConformanceCases;
import io.awscredentials.Credentials;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to services as the AWS SDK for Java signs them.
 */
class SignedHeaderVectorTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	@TestFactory
	Stream<DynamicTest> requestsOfTheSdk() throws IOException {
		List<DynamicTest> tests = new ArrayList<>();
		for (String vector : Files.readString(ConformanceCases.vectors("tokens/headers.txt")).split("(?m)^## ")) {
			if (!vector.isBlank()) {
				tests.add(DynamicTest.dynamicTest(vector.lines().findFirst().orElseThrow(),
						() -> check(vector.lines().toList())));
			}
		}
		assertThat(tests).hasSizeGreaterThanOrEqualTo(7);
		return tests.stream();
	}

	private static void check(List<String> lines) {
		String[] request = lines.get(1).split(" ", 3);
		String body = request[2].strip().substring("body=".length());
		Map<String, String> expected = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		lines.stream().skip(2).forEach((line) -> expected.put(line.split(": ")[0], line.split(": ")[1]));
		String authorization = expected.getOrDefault("Authorization", "");
		String[] scope = authorization.substring(authorization.indexOf('=') + 1, authorization.indexOf(',')).split("/");
		Credentials credentials = new Credentials(scope[0], SECRET, expected.get("X-Amz-Security-Token"), null, null);
		String hash = ("UNSIGNED-PAYLOAD".equals(expected.get("x-amz-content-sha256"))) ? SigV4Signer.UNSIGNED_PAYLOAD
				: SigV4Signer.sha256((body.equals("null")) ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
		Map<String, List<String>> headers = (expected.containsKey("Content-Type"))
				? Map.of("Content-Type", List.of("application/json")) : Map.of();
		SignedHeaders signed = new SigV4Signer(scope[2], scope[3], SigningOptions.of(scope[3])).sign(credentials, TIME,
				request[0], URI.create(request[1]), headers, hash);
		Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> all.put(name, values.get(0)));
		all.put("Host", URI.create(request[1]).getHost());
		signed.forEach(all::put);
		assertThat(all).isEqualTo(expected);
	}

}
