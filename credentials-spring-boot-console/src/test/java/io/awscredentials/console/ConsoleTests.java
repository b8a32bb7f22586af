package io.awscredentials.console;

import java.net.http.HttpResponse;

import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of where the page is and what it is told, in servlet and in reactive
 * applications.
 */
class ConsoleTests {

	private static final String PAGE = "/actuator/awscredentials/console/";

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageIsServedBelowTheEndpoint(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type)) {
			assertThat(application.get(PAGE).body()).contains("<title>Credentials</title>");
			for (String name : ConsoleFiles.NAMES) {
				HttpResponse<String> file = application.get(PAGE + name);
				assertThat(file.statusCode()).as(name).isEqualTo(200);
				assertThat(file.body()).isNotEmpty();
				assertThat(file.headers().firstValue("Content-Type").orElseThrow()).as(name)
					.startsWith((name.endsWith(".js")) ? "text/javascript" : (name.endsWith(".css")) ? "text/css"
							: (name.endsWith(".svg")) ? "image/svg+xml" : "text/html");
			}
			HttpResponse<String> withoutSlash = application.get(PAGE.substring(0, PAGE.length() - 1));
			assertThat(withoutSlash.statusCode()).isEqualTo(302);
			assertThat(withoutSlash.headers().firstValue("Location")).hasValue("console/");
			assertThat(application.get(PAGE + "other.js").statusCode()).isEqualTo(404);
			assertThat(application.get(PAGE + "ConsoleFiles.class").statusCode()).isEqualTo(404);
			assertThat(application.get("/actuator/awscredentials/default").body()).contains("\"state\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void answersHaveHeadersThatKeepOthersOut(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type)) {
			for (String path : new String[] { "", "app.js", "status", "roles", "csrf", "missing.js" }) {
				HttpResponse<String> response = application.get(PAGE + path);
				assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow()).as(path)
					.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'self'")
					.doesNotContain("unsafe");
				assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
				assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void statusTellsWhatIsThereWithoutSecrets(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type)) {
			await().untilAsserted(() -> assertThat(application.get(PAGE + "status").body()).contains("\"REFRESHED\""));
			HttpResponse<String> status = application.get(PAGE + "status");
			assertThat(status.body()).contains("\"state\":\"VALID\"", "\"accessKeyId\":\"ASIA********0001\"")
				.doesNotContain(ConsoleApplication.SECRET, ConsoleApplication.TOKEN, "ASIAEXAMPLE");
			JsonNode json = application.json(PAGE + "status");
			assertThat(json.get("writable").asBoolean()).isFalse();
			assertThat(json.get("runtimeRoles").asInt()).isZero();
			JsonNode event = json.get("events").get(0);
			assertThat(event.get("provider").asString()).isEqualTo("default");
			assertThat(event.get("detail").asString()).isEqualTo("ASIA********0001");
			assertThat(application.json(PAGE + "status?after=" + event.get("sequence")).get("events")).isEmpty();
			assertThat(application.post("/actuator/awscredentials/default").statusCode()).isEqualTo(405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void equalFailuresAreOneEventAndTheEndpointIsWritableWhereItsAccessIs(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type,
				"management.endpoint.awscredentials.access=unrestricted", "aws.credentials.startup=lazy")) {
			application.application().failure.set("No route to the vendor");
			for (int i = 0; i < 3; i++) {
				application.context()
					.getBean(RefreshingCredentialsProvider.class)
					.refresh()
					.handle((credentials, failure) -> null)
					.join();
			}
			await().untilAsserted(() -> {
				JsonNode status = application.json(PAGE + "status");
				assertThat(status.get("writable").asBoolean()).isTrue();
				assertThat(status.get("events")).hasSize(1);
				assertThat(status.get("events").get(0).get("count").asInt()).isEqualTo(3);
				assertThat(status.get("events").get(0).get("code").asString()).isEqualTo("CONNECTION");
				assertThat(status.get("events").get(0).get("detail").asString()).isEqualTo("No route to the vendor");
			});
			application.application().failure.set(null);
			assertThat(
					application.post("/actuator/awscredentials/default", "Sec-Fetch-Site", "cross-site").statusCode())
				.isEqualTo(403);
			assertThat(application.post("/actuator/awscredentials/default", "Sec-Fetch-Site", "same-origin").body())
				.contains("\"state\":\"VALID\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageIsOffUntilAskedFor(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type, "aws.credentials.console.enabled=false")) {
			assertThat(application.get(PAGE).statusCode()).isEqualTo(404);
			assertThat(application.get("/actuator/awscredentials").statusCode()).isEqualTo(200);
			assertThat(application.context().getBeansOfType(ConsoleEvents.class)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageIsNotWhereTheEndpointIsNot(String type) throws Exception {
		for (String property : new String[] { "management.endpoints.web.exposure.include=health",
				"management.endpoint.awscredentials.access=none", "aws.credentials.enabled=false" }) {
			try (ConsoleApplication application = ConsoleApplication.start(type, property)) {
				assertThat(application.get(PAGE).statusCode()).as(property).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageFollowsTheEndpoint(String type) throws Exception {
		String context = (type.equals("servlet")) ? "server.servlet.context-path=/shop"
				: "spring.webflux.base-path=/shop";
		try (ConsoleApplication application = ConsoleApplication.start(type, context,
				"management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.awscredentials=keys")) {
			assertThat(application.get("/shop/manage/keys").statusCode()).isEqualTo(200);
			assertThat(application.get("/shop/manage/keys/console/").statusCode()).isEqualTo(200);
			assertThat(application.get("/shop/manage/keys/console/status").body()).contains("\"providers\"");
			assertThat(application.get("/shop" + PAGE).statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageIsOnThePortOfTheActuator(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type, "management.server.port=0",
				"management.server.base-path=/internal")) {
			assertThat(application.get("/internal" + PAGE).body()).contains("<title>Credentials</title>");
			await().untilAsserted(
					() -> assertThat(application.get("/internal" + PAGE + "status").body()).contains("\"REFRESHED\""));
			assertThat(application.get("/internal" + PAGE + "csrf").statusCode()).isEqualTo(204);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void providerOfTheSameNameStaysWhereItIs(String type) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.start(type,
				"aws.credentials.named.console.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
				"aws.credentials.named.console.static.secret-access-key=" + ConsoleApplication.SECRET)) {
			assertThat(application.get("/actuator/awscredentials/console").body()).contains("\"source\":\"Static\"");
			assertThat(application.get(PAGE).body()).contains("<title>Credentials</title>");
		}
	}

}
