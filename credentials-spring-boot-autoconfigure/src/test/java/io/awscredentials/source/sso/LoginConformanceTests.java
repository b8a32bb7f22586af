package io.awscredentials.source.sso;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cases of {@code aws login} that AWS's SDKs share.
 */
class LoginConformanceTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String SESSION = "login_session = ";

	private static final URI ENDPOINT = URI.create("https://us-east-2.signin.aws.amazon.com");

	private final InstantSource clock = InstantSource.fixed(Instant.parse("2025-11-19T00:00:00Z"));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@TestFactory
	Stream<DynamicTest> cases() throws IOException {
		Path file = Path.of(System.getProperty("conformance.dir", "../shared/conformance"))
			.resolve("login-provider-test-cases.json");
		Assumptions.assumeTrue(Files.isRegularFile(file),
				() -> file.getFileName() + " is not in the folder that 'conformance.dir' names");
		return JSON.readTree(Files.readString(file))
			.valueStream()
			.map((test) -> DynamicTest.dynamicTest(test.get("documentation").asString(), () -> check(test)));
	}

	private void check(JsonNode test) throws IOException {
		Path cache = Files.createTempDirectory(this.folder, "cache");
		for (var entry : test.get("cacheContents").properties()) {
			Files.writeString(cache.resolve(entry.getKey()), entry.getValue().toString());
		}
		List<String> requests = new ArrayList<>();
		LoginCredentialsSource source = source(test, cache, requests);
		for (JsonNode outcome : test.get("outcomes")) {
			switch (outcome.get("result").asString()) {
				case "credentials" -> assertThat(source.retrieve()).isEqualTo(credentials(outcome));
				case "error" -> assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve);
				case "cacheContents" -> assertCache(outcome, cache);
				default -> throw new IllegalStateException("unknown result in " + outcome);
			}
		}
		assertThat(requests).containsExactlyElementsOf(
				test.path("mockApiCalls").valueStream().map((call) -> "POST " + ENDPOINT + "/v1/token").toList());
	}

	private LoginCredentialsSource source(JsonNode test, Path cache, List<String> requests) {
		String config = test.get("configContents").asString();
		String session = config.substring(config.indexOf(SESSION) + SESSION.length());
		JsonNode call = test.path("mockApiCalls").path(0);
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.service())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				requests.add(request.getMethod() + " " + request.getURI());
				assertThat(JSON.readTree(body)).isEqualTo(call.get("request").get("tokenInput"));
				assertThat(request.getHeaders().getFirst("DPoP")).isNotBlank();
				int status = call.path("responseCode").asInt(200);
				return new MockClientHttpResponse(
						call.path("response").path("tokenOutput").toString().getBytes(StandardCharsets.UTF_8),
						HttpStatus.valueOf(status));
			})))
			.pause((duration) -> {
			})
			.build();
		return new LoginCredentialsSource(new LoginOptions(session, cache.toString(), null), http, () -> ENDPOINT,
				this.clock);
	}

	private static Credentials credentials(JsonNode outcome) {
		return new Credentials(outcome.get("accessKeyId").asString(), outcome.get("secretAccessKey").asString(),
				text(outcome, "sessionToken"), Instant.parse(Objects.requireNonNull(text(outcome, "expiresAt"))),
				text(outcome, "accountId"));
	}

	private static @Nullable String text(JsonNode node, String name) {
		return node.path(name).asStringOpt().orElse(null);
	}

	private static void assertCache(JsonNode outcome, Path cache) throws IOException {
		for (var entry : outcome.properties()) {
			if (!entry.getKey().equals("result")) {
				assertThat(JSON.readTree(Files.readString(cache.resolve(entry.getKey())))).isEqualTo(entry.getValue());
			}
		}
	}

}
