package io.awscredentials.sample;

import java.util.Map;

import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The story of the profile {@code local-aws}: a person gives one code, and two roles go
 * on with it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ActiveProfiles("local-aws")
class LocalAwsTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private AwsTestServer aws;

	@Test
	void oneCodeServesManyRoles() {
		await().untilAsserted(() -> assertThat(state("default")).isEqualTo("AWAITING_MFA"));
		assertThat(answer("000000")).contains("\"state\":\"AWAITING_MFA\"").contains("MFA_CODE_INVALID");
		String device = this.client.get().uri("/local-aws").exchange().returnResult(String.class).getResponseBody();
		assertThat(device).isNotNull().contains(LocalAwsEnvironmentPostProcessor.SEED);
		assertThat(answer(this.aws.unusedCode("arn:aws:iam::123456789012:mfa/sample"))).contains("\"state\":\"VALID\"");
		await().untilAsserted(() -> {
			assertThat(state("reader")).isEqualTo("VALID");
			assertThat(state("writer")).isEqualTo("VALID");
		});
		assertThat(this.aws.count("AssumeRole")).isEqualTo(2);
	}

	private String answer(String tokenCode) {
		return String.valueOf(this.client.post()
			.uri("/actuator/awscredentials/default")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("tokenCode", tokenCode))
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(String.class)
			.getResponseBody());
	}

	private String state(String provider) {
		String json = String.valueOf(this.client.get()
			.uri("/actuator/awscredentials/" + provider)
			.exchange()
			.returnResult(String.class)
			.getResponseBody());
		int start = json.indexOf("\"state\":\"") + 9;
		return json.substring(start, json.indexOf('"', start));
	}

}
