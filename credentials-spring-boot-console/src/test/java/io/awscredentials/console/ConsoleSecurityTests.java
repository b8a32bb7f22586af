package io.awscredentials.console;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page behind Spring Security as Spring Boot sets it up.
 */
class ConsoleSecurityTests {

	private static final String PAGE = "/actuator/awscredentials/console/";

	private static final String LOGIN = "Basic "
			+ Base64.getEncoder().encodeToString("user:of-a-test".getBytes(StandardCharsets.UTF_8));

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void onlyWhoIsSignedInSeesThePage(String type) throws Exception {
		try (ConsoleApplication application = start(type)) {
			for (String path : new String[] { "", "app.js", "status", "csrf", "roles" }) {
				assertThat(application.get(PAGE + path, "Accept", "application/json").statusCode()).as(path)
					.isEqualTo(401);
				assertThat(application.get(PAGE + path, "Authorization", LOGIN).statusCode()).as(path).isEqualTo(200);
			}
			HttpResponse<String> browser = application.get(PAGE, "Accept", "text/html");
			assertThat(browser.statusCode()).isEqualTo(302);
			assertThat(browser.headers().firstValue("Location").orElseThrow()).endsWith("/login");
			// As the page asks: no dialog of the browser comes up.
			HttpResponse<String> expired = application.get(PAGE + "status", "Accept", "application/json",
					"X-Requested-With", "XMLHttpRequest");
			assertThat(expired.statusCode()).isEqualTo(401);
			assertThat(expired.headers().firstValue("WWW-Authenticate")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageRefreshesWithTheTokenOfItsSession(String type) throws Exception {
		try (ConsoleApplication application = start(type)) {
			assertThat(application.post("/actuator/awscredentials/default", "Authorization", LOGIN).statusCode())
				.isIn(401, 403);
			HttpResponse<String> csrf = application.get(PAGE + "csrf", "Authorization", LOGIN);
			String session = String.join("; ",
					csrf.headers().allValues("Set-Cookie").stream().map((cookie) -> cookie.split(";")[0]).toList());
			JsonNode token = JsonMapper.shared().readTree(csrf.body());
			HttpResponse<String> refreshed = application.post("/actuator/awscredentials/default", "Authorization",
					LOGIN, "Cookie", session, token.get("header").asString(), token.get("token").asString());
			assertThat(refreshed.statusCode()).isEqualTo(200);
			assertThat(refreshed.body()).contains("\"state\":\"VALID\"");
			assertThat(new ConsoleToken("X-CSRF-TOKEN", "of-a-session")).asString().doesNotContain("of-a-session");
		}
	}

	private static ConsoleApplication start(String type) {
		return ConsoleApplication.startSecured(type, "spring.security.user.password=of-a-test",
				"management.endpoint.awscredentials.access=unrestricted", "aws.credentials.startup=lazy");
	}

}
