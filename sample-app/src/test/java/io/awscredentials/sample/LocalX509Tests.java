package io.awscredentials.sample;

import java.time.Instant;

import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The story of the profile {@code local-x509}: a certificate that is renewed, and
 * credentials that go on with the new one.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ActiveProfiles("local-x509")
class LocalX509Tests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private AwsTestServer aws;

	@Autowired
	private LocalCertificates certificates;

	@Test
	void renewedCertificateIsUsedAndShown() {
		await().untilAsserted(() -> assertThat(provider().path("state").asString()).isEqualTo("VALID"));
		JsonNode certificate = provider().get("certificate");
		assertThat(certificate.get("subject").asString()).contains("CN=sample");
		assertThat(Instant.parse(certificate.get("notAfter").asString())).isBefore(Instant.now().plusSeconds(181));
		this.certificates.renew();
		this.client.post().uri("/actuator/awscredentials/default").exchange().expectStatus().isOk();
		await().untilAsserted(() -> assertThat(provider().get("certificate").get("serialNumber").asString())
			.isNotEqualTo(certificate.get("serialNumber").asString()));
		assertThat(this.aws.count("CreateSession")).isGreaterThanOrEqualTo(2);
		assertThat(this.client.get().uri("/whoami").exchange().returnResult(String.class).getResponseBody())
			.contains("\"accountId\":\"123456789012\"");
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
