package io.awscredentials.sample;

import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.sample.WhoAmIController.Identity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class SampleApplicationTests {

	private static final String PROVIDER = "/actuator/awscredentials/default";

	@Autowired
	private RestTestClient client;

	@Autowired
	private CredentialsProvider credentialsProvider;

	@ParameterizedTest
	@CsvSource({ "/, text/html", "/try.js, text/javascript", "/try.css, text/css",
			"/actuator/awscredentials/console/, text/html", "/actuator/awscredentials/console/app.js, text/javascript",
			"/profiles, application/json" })
	void pageAndWhatItLoadsAreServed(String path, String contentType) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(contentType);
	}

	@Test
	void pageHasNoInlineCodeSinceItsPolicyForbidsIt() {
		String page = get("/");
		assertThat(page).contains("default-src 'self'", "src=\"actuator/awscredentials/console/\"")
			.doesNotContain("<style", "style=", "<script>", "onclick");
	}

	@Test
	void whoAmIShowsTheMaskedKeyOfTheInjectedProvider() {
		Credentials credentials = this.credentialsProvider.resolveCredentials();
		Identity identity = this.client.get()
			.uri("/whoami")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Identity.class)
			.returnResult()
			.getResponseBody();
		assertThat(identity).isEqualTo(
				new Identity(credentials.maskedAccessKeyId(), credentials.accountId(), credentials.expiration()));
		assertThat(credentials.expiration()).isNotNull();
		assertThat(credentials.accountId()).isEqualTo("123456789012");
	}

	@Test
	void endpointShowsTheProviderAndNoSecret() {
		Credentials credentials = this.credentialsProvider.resolveCredentials();
		assertThat(credentials.sessionToken()).isNotNull();
		String answer = get("/actuator/awscredentials");
		assertThat(answer).contains(credentials.maskedAccessKeyId())
			.doesNotContain(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
		Provider provider = provider(HttpMethod.GET);
		assertThat(provider.state()).isEqualTo("VALID");
		assertThat(provider.source()).isEqualTo("Process");
		assertThat(provider.accountId()).isEqualTo("123456789012");
		assertThat(provider.remainingSeconds()).isBetween(1L, 120L);
	}

	@Test
	void postRefreshes() {
		Credentials before = this.credentialsProvider.resolveCredentials();
		Provider after = provider(HttpMethod.POST);
		assertThat(after.state()).isEqualTo("VALID");
		assertThat(after.accessKeyId()).isNotEqualTo(before.maskedAccessKeyId());
		assertThat(this.credentialsProvider.resolveCredentials().maskedAccessKeyId()).isEqualTo(after.accessKeyId());
	}

	@Test
	void healthIsUp() {
		this.credentialsProvider.resolveCredentials();
		this.client.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.awsCredentials.status")
			.isEqualTo("UP");
	}

	private Provider provider(HttpMethod method) {
		Provider provider = this.client.method(method)
			.uri(PROVIDER)
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Provider.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(provider);
	}

	private String get(String path) {
		String body = this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(body);
	}

	/**
	 * What the page reads of a provider.
	 */
	record Provider(String state, String source, @Nullable String accessKeyId, @Nullable String accountId,
			@Nullable Long remainingSeconds) {
	}

}
