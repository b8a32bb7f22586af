package io.awscredentials.autoconfigure;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.MfaAnswers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code POST} to the endpoint in servlet and in reactive applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointPostTests {

	private static ManagedApplication start(String type, String... properties) {
		String[] all = new String[properties.length + 3];
		all[0] = "spring.main.web-application-type=" + type;
		all[1] = "management.endpoint.awscredentials.access=unrestricted";
		all[2] = "aws.credentials.chain=custom";
		System.arraycopy(properties, 0, all, 3, properties.length);
		return ManagedApplication.start(Application.class, all);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void pageOfAnotherSiteCanNotRefresh(String type) throws Exception {
		try (ManagedApplication application = start(type, "aws.credentials.startup=lazy")) {
			for (String[] header : new String[][] { { "Sec-Fetch-Site", "cross-site" },
					{ "Sec-Fetch-Site", "same-site" }, { "Origin", "https://evil.example" }, { "Origin", "null" } }) {
				HttpResponse<String> response = application.post("/awscredentials/default", header);
				assertThat(response.statusCode()).as(header[1]).isEqualTo(403);
				assertThat(response.body()).contains("page of another site");
			}
			assertThat(application.context().getBean(Application.class).retrievals).hasValue(0);
			assertThat(application.post("/awscredentials/default").body()).contains("\"state\":\"VALID\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void originThatTheRulesOfTheActuatorAllowCanRefresh(String type) throws Exception {
		try (ManagedApplication application = start(type,
				"management.endpoints.web.cors.allowed-origins=https://admin.example",
				"management.endpoints.web.cors.allowed-methods=POST")) {
			assertThat(application
				.post("/awscredentials/default", "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
				.statusCode()).isEqualTo(403);
			assertThat(application.post("/awscredentials/default", "Sec-Fetch-Site", "cross-site").statusCode())
				.isEqualTo(403);
			assertThat(application
				.post("/awscredentials/default", "Sec-Fetch-Site", "cross-site", "Origin", "https://admin.example")
				.statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void refreshRightAfterTheLastOneSaysWhenToTryAgain(String type) throws Exception {
		try (ManagedApplication application = start(type)) {
			assertThat(application.post("/awscredentials/default").statusCode()).isEqualTo(200);
			HttpResponse<String> response = application.post("/awscredentials/default");
			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 5L);
			assertThat(response.body()).contains("try again");
			assertThat(application.post("/awscredentials/nobody").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void codeReachesWhoAsksForItAndNoLog(String type, CapturedOutput output) throws Exception {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		try (ManagedApplication application = start(type,
				"management.endpoints.web.path-mapping.awscredentials=aws/keys")) {
			logging.setLogLevel("org.springframework", LogLevel.TRACE);
			HttpResponse<String> response = application.postJson("/aws/keys/default", "{\"tokenCode\": \"918273\"}");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(application.context().getBean(Application.class).tokenCode).isEqualTo("918273");
			assertThat(application.postJson("/aws/keys/default", "{\"tokenCode\":564738}").statusCode()).isEqualTo(200);
			assertThat(application.context().getBean(Application.class).tokenCode).isEqualTo("564738");
			assertThat(application.postJson("/aws/keys/default", "{\"tokenCode\":\"19283\"}").statusCode())
				.isEqualTo(400);
		}
		finally {
			logging.setLogLevel("org.springframework", null);
		}
		assertThat(output).contains("/actuator/aws/keys/default")
			.doesNotContain("918273")
			.doesNotContain("564738")
			.doesNotContain("19283");
		assertThat(output).containsAnyOf("[tokenCode] (values are not shown)", "Decoded [{}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void codeThatNobodyTakesReachesNoLog(String type, CapturedOutput output) throws Exception {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		try (ManagedApplication application = ManagedApplication.start(Application.class,
				"spring.main.web-application-type=" + type, "aws.credentials.chain=custom")) {
			logging.setLogLevel("org.springframework", LogLevel.TRACE);
			assertThat(application.postJson("/awscredentials/default", "{\"tokenCode\": \"918273\"}").statusCode())
				.isEqualTo(405);
		}
		finally {
			logging.setLogLevel("org.springframework", null);
		}
		assertThat(output).contains("/actuator/awscredentials/default").doesNotContain("918273");
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void codeInTheAddressIsRefused(String type) throws Exception {
		try (ManagedApplication application = start(type)) {
			assertThat(application.postJson("/awscredentials/default?tokenCode=123456", "{}").statusCode())
				.isEqualTo(400);
			assertThat(application.context().getBean(Application.class).tokenCode).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void bodyWithoutACodeRefreshes(String type) throws Exception {
		try (ManagedApplication application = start(type)) {
			assertThat(application.postJson("/awscredentials/default", "{}").statusCode()).isEqualTo(200);
			assertThat(application.postJson("/awscredentials/default", "{" + " ".repeat(10_000) + "}").statusCode())
				.isIn(413, 429);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		final AtomicInteger retrievals = new AtomicInteger();

		volatile @Nullable String tokenCode;

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> {
				this.retrievals.incrementAndGet();
				return new Credentials("ASIAIOSFODNN7EXA0001", "secret", null, null, null);
			};
		}

		@Bean
		MfaAnswers answers() {
			return (provider, tokenCode) -> {
				this.tokenCode = tokenCode;
				return CompletableFuture.completedFuture("answered");
			};
		}

	}

}
