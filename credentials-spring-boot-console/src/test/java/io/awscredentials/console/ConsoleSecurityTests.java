package io.awscredentials.console;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

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

	@ParameterizedTest
	@CsvSource({ "USER, 403", "OPERATOR, 200" })
	void ruleForTheEndpointIsOneForThePage(String role, int status) throws Exception {
		try (ConsoleApplication application = ConsoleApplication.startSecured("servlet",
				"spring.security.user.password=of-a-test", "spring.security.user.roles=" + role,
				"spring.main.sources=" + Rules.class.getName())) {
			for (String path : new String[] { "", "app.js", "status", "roles", "csrf" }) {
				assertThat(application.get(PAGE + path, "Authorization", LOGIN).statusCode()).as(path)
					.isEqualTo(status);
			}
		}
	}

	private static ConsoleApplication start(String type) {
		return ConsoleApplication.startSecured(type, "spring.security.user.password=of-a-test",
				"management.endpoint.awscredentials.access=unrestricted", "aws.credentials.startup=lazy");
	}

	/**
	 * As in docs/console.md, but for the way to sign in.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		SecurityFilterChain rules(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("awscredentials"))
					.hasRole("OPERATOR")
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
