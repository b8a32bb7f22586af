package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.TrackedConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of the actuator over HTTP.
 */
class ActuatorTests {

	private static final String SECRET = "wJalrXUtnFEMI";

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	private final HttpClient client = HttpClient.newHttpClient();

	private WebServerApplicationContext context;

	@AfterEach
	void close() {
		if (this.context instanceof AutoCloseable closeable) {
			assertThatNoException().isThrownBy(closeable::close);
		}
	}

	private void start(String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		String[] args = new String[properties.length + 4];
		args[0] = "--server.port=0";
		args[1] = "--management.endpoints.web.exposure.include=*";
		args[2] = "--management.endpoint.health.show-details=always";
		args[3] = "--aws.credentials.chain=custom";
		for (int i = 0; i < properties.length; i++) {
			args[i + 4] = "--" + properties[i];
		}
		this.context = (WebServerApplicationContext) application.run(args);
	}

	private HttpResponse<String> send(String method, String path, String body)
			throws IOException, InterruptedException {
		int port = this.context.getWebServer().getPort();
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port + "/actuator" + path))
			.method(method, (body.isEmpty()) ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (!body.isEmpty()) {
			request.header("Content-Type", "application/json");
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send("GET", path, "");
		assertThat(response.body()).doesNotContain(SECRET).doesNotContain("session-token-value");
		return JsonMapper.shared().readTree(response.body());
	}

	private void resolve() {
		this.context.getBean(CredentialsProvider.class).resolveCredentials();
	}

	@Test
	void endpointAnswersAsDesigned() throws Exception {
		start();
		resolve();
		JsonNode provider = get("/awscredentials").path("providers").path("default");
		assertThat(provider.path("source").asString()).isEqualTo("Custom");
		assertThat(provider.path("state").asString()).isEqualTo("VALID");
		assertThat(provider.path("accessKeyId").asString()).isEqualTo("ASIA********0001");
		assertThat(provider.path("accountId").asString()).isEqualTo("123456789012");
		assertThat(provider.path("expiration").asString()).isEqualTo("2026-11-21T10:00:00Z");
		assertThat(provider.path("remainingSeconds").asLong()).isEqualTo(3600);
		assertThat(provider.path("lastRefresh").asString()).isEqualTo("2026-11-21T09:00:00Z");
		assertThat(Instant.parse(provider.path("nextRefresh").asString())).isBetween(NOW.plusSeconds(2700),
				NOW.plusSeconds(3150));
		assertThat(provider.path("refreshes").asLong()).isEqualTo(1);
		assertThat(provider.path("failures").asLong()).isZero();
		assertThat(provider.has("lastFailure")).isFalse();
		assertThat(provider.has("mfa")).isFalse();
		assertThat(get("/awscredentials/default")).isEqualTo(provider);
	}

	@Test
	void connectionsAreShownWhereThereAreSome() throws Exception {
		start();
		assertThat(get("/awscredentials").has("connections")).isFalse();
		TrackedConnection connection = this.context.getBean(Connections.class)
			.register("jdbc dataSource", "orders_app", "orders.example.com", "default");
		JsonNode shown = get("/awscredentials").path("connections").path(0);
		assertThat(shown.propertyNames()).containsExactly("what", "user", "host", "provider");
		assertThat(shown.path("what").asString()).isEqualTo("jdbc dataSource");
		assertThat(shown.path("user").asString()).isEqualTo("orders_app");
		assertThat(shown.path("host").asString()).isEqualTo("orders.example.com");
		assertThat(shown.path("provider").asString()).isEqualTo("default");
		connection.tokenIssued();
		connection.failed(CredentialsErrorCode.CONNECTION, "refused", "Look at the grants");
		shown = get("/awscredentials").path("connections").path(0);
		assertThat(shown.path("lastToken").asString()).isEqualTo("2026-11-21T09:00:00Z");
		assertThat(shown.path("lastFailure").toString()).isEqualTo("{\"code\":\"CONNECTION\",\"message\":\"refused\","
				+ "\"advice\":\"Look at the grants\",\"at\":\"2026-11-21T09:00:00Z\"}");
	}

	@Test
	void unknownNameIsNotFound() throws Exception {
		start("management.endpoint.awscredentials.access=unrestricted");
		assertThat(send("GET", "/awscredentials/nobody", "").statusCode()).isEqualTo(404);
		assertThat(send("POST", "/awscredentials/nobody", "").statusCode()).isEqualTo(404);
	}

	@Test
	void postIsOffByDefault() throws Exception {
		start();
		resolve();
		assertThat(send("POST", "/awscredentials/default", "").statusCode()).isEqualTo(405);
	}

	@Test
	void postRefreshesWhereAccessAllows() throws Exception {
		start("management.endpoint.awscredentials.access=unrestricted");
		resolve();
		HttpResponse<String> response = send("POST", "/awscredentials/default", "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("ASIA********0002").doesNotContain(SECRET);
	}

	@Test
	void postRefreshesWithAnEmptyJsonBodyToo() throws Exception {
		start("management.endpoint.awscredentials.access=unrestricted");
		resolve();
		HttpResponse<String> response = send("POST", "/awscredentials/default", "{}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("ASIA********0002");
	}

	@Test
	void failureIsToldWithItsAdvice() throws Exception {
		start("management.endpoint.awscredentials.access=unrestricted");
		resolve();
		Application.failure.set(new CredentialsException(CredentialsErrorCode.PROCESS_EXECUTION, "Custom", "exit 3"));
		HttpResponse<String> response = send("POST", "/awscredentials/default", "");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode provider = get("/awscredentials/default");
		assertThat(provider.path("state").asString()).isEqualTo("STALE");
		JsonNode failure = provider.path("lastFailure");
		assertThat(failure.path("code").asString()).isEqualTo("PROCESS_EXECUTION");
		assertThat(failure.path("message").asString()).isEqualTo("exit 3");
		assertThat(failure.path("advice").asString()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION.advice());
		assertThat(failure.path("at").asString()).isEqualTo("2026-11-21T09:00:00Z");
		assertThat(failure.path("consecutive").asInt()).isEqualTo(1);
		JsonNode health = get("/health").path("components").path("awsCredentials");
		assertThat(health.path("status").asString()).isEqualTo("UP");
		assertThat(health.path("details").path("failure").asString()).contains("PROCESS_EXECUTION", "exit 3");
	}

	@Test
	void healthFitsAReadinessGroup() throws Exception {
		start("management.endpoint.health.group.readiness.include=readinessState,awsCredentials");
		resolve();
		assertThat(get("/health/readiness").path("status").asString()).isEqualTo("UP");
		Application.now.set(NOW.plus(Duration.ofHours(2)));
		JsonNode health = get("/health/readiness");
		assertThat(health.path("status").asString()).isEqualTo("DOWN");
		assertThat(health.path("components").path("awsCredentials").path("details").path("state").asString())
			.isEqualTo("EXPIRED");
	}

	@Test
	void severalProvidersMakeACompositeHealth() throws Exception {
		start("aws.credentials.named.prod.static.access-key-id=AKIAPROD12345678",
				"aws.credentials.named.prod.static.secret-access-key=" + SECRET);
		resolve();
		JsonNode components = get("/health").path("components").path("awsCredentials").path("components");
		assertThat(components.propertyNames()).containsExactlyInAnyOrder("default", "prod");
		assertThat(get("/awscredentials").path("providers").propertyNames()).containsExactly("default", "prod");
	}

	@Test
	void keysAreMaskedEvenWhereValuesAreShown() throws Exception {
		start("management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"aws.credentials.named.prod.static.access-key-id=AKIAPROD12345678",
				"aws.credentials.named.prod.static.secretAccessKey=" + SECRET,
				"aws.credentials.named.prod.static.session-token=session-token-value",
				"aws.credentials.named.vend.process.command=vend --password " + SECRET,
				"aws.credentials.named.vend.process.environment.TOKEN=session-token-value");
		assertThat(get("/env").toString()).doesNotContain("AKIAPROD12345678");
		assertThat(get("/configprops").toString()).doesNotContain("AKIAPROD12345678").contains("******");
	}

	@Test
	void metricsAreThere() throws Exception {
		start();
		resolve();
		String refresh = "/metrics/aws.credentials.refresh?tag=provider:default&tag=outcome:success&tag=error:none"
				+ "&tag=source:Custom";
		Awaitility.await()
			.untilAsserted(() -> assertThat(get(refresh).at("/measurements/0/value").asDouble()).isEqualTo(1));
		assertThat(get("/metrics/aws.credentials.remaining").path("measurements").get(0).path("value").asDouble())
			.isEqualTo(3600);
		assertThat(get("/metrics/aws.credentials.state?tag=state:VALID").path("measurements")
			.get(0)
			.path("value")
			.asDouble()).isEqualTo(1);
		assertThat(get("/metrics/aws.credentials.served.stale").path("measurements").get(0).path("value").asDouble())
			.isZero();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		static final AtomicReference<CredentialsException> failure = new AtomicReference<>();

		static final AtomicReference<Instant> now = new AtomicReference<>(NOW);

		private final AtomicInteger number = new AtomicInteger();

		Application() {
			failure.set(null);
			now.set(NOW);
		}

		@Bean
		InstantSource credentialsClock() {
			return now::get;
		}

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> {
				CredentialsException thrown = failure.get();
				if (thrown != null) {
					throw thrown;
				}
				return new Credentials("ASIAIOSFODNN7EXA%04d".formatted(this.number.incrementAndGet()), SECRET,
						"session-token-value", NOW.plus(Duration.ofHours(1)), "123456789012");
			};
		}

	}

}
