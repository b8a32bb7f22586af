package io.awscredentials.sample;

import java.io.IOException;
import java.nio.file.Path;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The story of the profile {@code local-sso}: a person signs in with a browser, and the
 * service goes on by itself.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "aws.credentials.sso.cache-directory=" + LocalSsoTests.CACHE)
@AutoConfigureRestTestClient
@ActiveProfiles("local-sso")
class LocalSsoTests {

	static final String CACHE = "target/tmp/sso-test";

	@Autowired
	private RestTestClient client;

	@Autowired
	private AwsTestServer aws;

	@DynamicPropertySource
	static void nobodyHasSignedInYet(DynamicPropertyRegistry registry) throws IOException {
		FileSystemUtils.deleteRecursively(Path.of(CACHE));
	}

	@Test
	void personSignsInOnThePageThatTheServiceNames() {
		await().untilAsserted(() -> assertThat(provider().get("state").asString()).isEqualTo("AWAITING_SIGN_IN"));
		this.client.get().uri("/whoami").exchange().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		JsonNode signIn = provider().get("signIn");
		assertThat(signIn.get("expiresAt").asString()).isNotEmpty();
		String userCode = signIn.get("userCode").asString();

		RestTestClient browser = RestTestClient.bindToServer().build();
		browser.get()
			.uri(signIn.get("verificationUriComplete").asString())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<form method=\"post\" action=\"/device\">", userCode,
					"name=\"decision\" value=\"approve\""));
		assertThat(provider().get("state").asString()).isEqualTo("AWAITING_SIGN_IN");
		browser.post()
			.uri(signIn.get("verificationUri").asString())
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("user_code=" + userCode + "&decision=approve")
			.exchange()
			.expectStatus()
			.isOk();

		await().untilAsserted(() -> assertThat(provider().get("state").asString()).isEqualTo("VALID"));
		assertThat(provider().has("signIn")).isFalse();
		assertThat(this.client.get().uri("/whoami").exchange().returnResult(String.class).getResponseBody())
			.contains("\"accountId\":\"123456789012\"");
		assertThat(this.aws.count("StartDeviceAuthorization")).isOne();
		assertThat(Path.of(CACHE)).isDirectoryContaining("glob:**.json");
		signInLastsOverARestart();
	}

	private static void signInLastsOverARestart() {
		try (ConfigurableApplicationContext next = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--spring.profiles.active=local-sso", "--aws.credentials.sso.cache-directory=" + CACHE)) {
			assertThat(next.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("123456789012");
			assertThat(next.getBean(AwsTestServer.class).count("StartDeviceAuthorization")).isZero();
		}
	}

	private JsonNode provider() {
		return JsonMapper.shared()
			.readTree(this.client.get()
				.uri("/actuator/awscredentials/default")
				.exchange()
				.returnResult(byte[].class)
				.getResponseBody());
	}

}
