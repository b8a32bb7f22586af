package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.ConformanceCases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The recorded cases of single sources, with all that the application's beans bring.
 */
class SourceConformanceTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String SIGN_IN = "POST https://us-east-2.signin.aws.amazon.com/v1/token";

	private final List<String> requests = new ArrayList<>();

	private final List<@Nullable String> proofs = new ArrayList<>();

	private final Map<String, String> environment = new HashMap<>();

	@TempDir
	private Path root;

	@TestFactory
	Stream<DynamicTest> container() {
		return tests(ConformanceCases.tests("ecs-tests.json"), "docs", (test) -> {
			this.environment.putAll(ConformanceCases.strings(test.get("env")));
			asked(test, "GET ", Set.of(CredentialsErrorCode.CONTAINER_URI, CredentialsErrorCode.NOT_FOUND),
					"aws.credentials.chain=container");
		});
	}

	@TestFactory
	Stream<DynamicTest> instanceMetadata() {
		return tests(ConformanceCases.tests("imds-endpoint-tests.json"), "docs", (test) -> {
			this.environment.putAll(ConformanceCases.strings(test.get("env")));
			for (var file : ConformanceCases.strings(test.get("fs")).entrySet()) {
				Files.writeString(this.root.resolve(file.getKey()), file.getValue());
			}
			this.environment.computeIfPresent("AWS_CONFIG_FILE", (name, file) -> this.root.resolve(file).toString());
			asked(test, "PUT ", Set.of(CredentialsErrorCode.CONFIGURATION), "aws.credentials.chain=instance-metadata",
					"aws.credentials.instance-metadata.endpoint=" + test.path("endpoint_override").asString(""),
					"aws.credentials.instance-metadata.endpoint-mode=" + test.path("mode_override").asString(""));
		});
	}

	/**
	 * Check what is asked for first, or why nothing is.
	 */
	private void asked(JsonNode test, String method, Set<CredentialsErrorCode> codes, String... properties) {
		runner((request) -> {
			throw new ConnectException("Connection refused");
		}).withPropertyValues(properties).run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
				.actual();
			JsonNode expected = test.get("result").get("Ok");
			if (expected != null) {
				assertThat(this.requests).containsOnly(method + expected.asString());
			}
			else {
				assertThat(failure.code()).isIn(codes);
				assertThat(this.requests).isEmpty();
			}
		});
	}

	@TestFactory
	Stream<DynamicTest> login() {
		List<JsonNode> tests = ConformanceCases.json("login-provider-test-cases.json").valueStream().toList();
		return tests(tests, "documentation", (test) -> {
			Path home = Files.createTempDirectory(this.root, "home");
			Path cache = Files.createDirectories(home.resolve(".aws/login/cache"));
			Files.writeString(home.resolve(".aws/config"), test.get("configContents").asString());
			for (var entry : test.get("cacheContents").properties()) {
				Files.writeString(cache.resolve(entry.getKey()), entry.getValue().toString());
			}
			this.environment
				.putAll(Map.of("HOME", home.toString(), "AWS_PROFILE", "signin", "AWS_REGION", "us-east-2"));
			login(test, cache);
		});
	}

	private void login(JsonNode test, Path cache) {
		List<JsonNode> calls = test.path("mockApiCalls").valueStream().toList();
		runner((request) -> answer(calls.get(this.requests.size() - 1), request))
			.withPropertyValues("aws.credentials.chain=profile")
			.run((context) -> {
				CredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				for (JsonNode outcome : test.get("outcomes")) {
					switch (outcome.get("result").asString()) {
						case "credentials" -> assertThat(provider.resolveCredentials()).isEqualTo(credentials(outcome));
						case "error" -> assertThatExceptionOfType(CredentialsException.class)
							.isThrownBy(provider::resolveCredentials);
						case "cacheContents" -> assertCache(outcome, cache);
						default -> throw new IllegalStateException("unknown result in " + outcome);
					}
				}
				assertThat(this.proofs).doesNotContainNull().doesNotHaveDuplicates();
				assertThat(this.requests).containsExactlyElementsOf(calls.stream().map((call) -> SIGN_IN).toList());
			});
	}

	private static ClientHttpResponse answer(JsonNode call, byte[] request) {
		assertThat(JSON.readTree(request)).isEqualTo(call.get("request").get("tokenInput"));
		return new MockClientHttpResponse(
				call.path("response").path("tokenOutput").toString().getBytes(StandardCharsets.UTF_8),
				HttpStatusCode.valueOf(call.path("responseCode").asInt(200)));
	}

	private static Credentials credentials(JsonNode outcome) {
		return new Credentials(outcome.get("accessKeyId").asString(), outcome.get("secretAccessKey").asString(),
				outcome.get("sessionToken").asString(), Instant.parse(outcome.get("expiresAt").asString()),
				outcome.path("accountId").asString(null));
	}

	private static void assertCache(JsonNode outcome, Path cache) throws IOException {
		for (var entry : outcome.properties()) {
			if (!entry.getKey().equals("result")) {
				assertThat(ConformanceCases.json(cache.resolve(entry.getKey()))).isEqualTo(entry.getValue());
			}
		}
	}

	private ApplicationContextRunner runner(Answer answer) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> this.environment::get)
			.withBean(CredentialsRestClientCustomizer.class,
					() -> (builder) -> builder.requestInterceptor((request, body, execution) -> {
						this.requests.add(request.getMethod() + " " + request.getURI());
						this.proofs.add(request.getHeaders().getFirst("DPoP"));
						return answer.to(body);
					}))
			.withBean("credentialsClock", InstantSource.class,
					() -> InstantSource.fixed(Instant.parse("2025-11-19T00:00:00Z")))
			.withPropertyValues("aws.credentials.startup=lazy");
	}

	private Stream<DynamicTest> tests(List<JsonNode> tests, String name, Check check) {
		return tests.stream().map((test) -> DynamicTest.dynamicTest(test.get(name).asString(), () -> {
			this.requests.clear();
			this.proofs.clear();
			this.environment.clear();
			check.check(test);
		}));
	}

	private interface Answer {

		ClientHttpResponse to(byte[] body) throws IOException;

	}

	private interface Check {

		void check(JsonNode test) throws IOException;

	}

}
