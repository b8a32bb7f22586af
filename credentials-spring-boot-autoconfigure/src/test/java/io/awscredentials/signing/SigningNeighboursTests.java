package io.awscredentials.signing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What else of Spring has its hands on the requests of a client whose requests are
 * signed.
 */
class SigningNeighboursTests {

	private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());

	private final SignedApi api = new SignedApi(this.time::get);

	@AfterEach
	void close() {
		this.api.close();
	}

	private RequestSigning signing() {
		return this.api.signing(this.time::get).of("execute-api").hosts(this.api.host());
	}

	private static String get(RestClient client) {
		return String.valueOf(client.get().uri("/orders").retrieve().body(String.class));
	}

	@Test
	void eachTryOfSpringsRetryIsSignedAnew() throws RetryException {
		this.api.server.fault(Fault.status(503).onPath("/orders").times(2));
		RestClient client = this.api.client(signing());
		RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
			.includes(HttpServerErrorException.class)
			.maxRetries(2)
			.delay(Duration.ZERO)
			.build());
		assertThat(retry.execute(() -> {
			this.time.updateAndGet((now) -> now.plusSeconds(10 * 60));
			return get(client);
		})).isEqualTo("{\"orders\":[]}");
		assertThat(this.api.server.requests()).hasSize(3)
			.extracting((request) -> request.header("X-Amz-Date"))
			.doesNotHaveDuplicates();
	}

	@Test
	void retryDoesNotRepeatWhatASignatureCanNotMend() {
		RestClient client = this.api.client(this.api.signing(this.time::get).of("es").hosts(this.api.host()));
		RetryTemplate retry = new RetryTemplate(
				RetryPolicy.builder().includes(HttpServerErrorException.class).maxRetries(2).build());
		assertThatExceptionOfType(RetryException.class).isThrownBy(() -> retry.execute(() -> get(client)))
			.withCauseInstanceOf(HttpClientErrorException.Forbidden.class);
		assertThat(this.api.server.requests()).hasSize(1);
	}

	@Test
	void wrongRegionIsToldByTheServiceOnce() {
		this.api.server.fault(Fault
			.error(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not 'eu-west-1'")
			.onPath("/orders"));
		assertThatExceptionOfType(HttpClientErrorException.Forbidden.class)
			.isThrownBy(() -> get(this.api.client(signing())))
			.withMessageContaining("scoped to a valid region, not 'eu-west-1'");
		assertThat(this.api.server.requests()).hasSize(1);
		assertThat(this.api.invalidated).isZero();
	}

	@Test
	void tokenOfSpringSecurityOnTheSameClientIsOneClearAnswer() {
		RestClient client = RestClient.builder()
			.baseUrl(this.api.server.uri())
			.requestInterceptor(oauth2())
			.apply(signing())
			.build();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(client))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING))
			.satisfies((ex) -> assertThat(ex.advice()).contains("OAuth 2"))
			.withMessageContaining("'Authorization'")
			.withMessageNotContaining("the-token");
		assertThat(this.api.server.requests()).isEmpty();
	}

	@Test
	void tokenOfSpringSecurityInABuilderThatSignsElsewhereIsLeftAlone() {
		RestClient client = RestClient.builder().baseUrl(this.api.server.uri()).requestInterceptor(oauth2()).build();
		assertThatExceptionOfType(HttpClientErrorException.class).isThrownBy(() -> get(client));
		assertThat(get(this.api.client(signing()))).isEqualTo("{\"orders\":[]}");
	}

	private static ClientHttpRequestInterceptor oauth2() {
		ClientRegistration registration = ClientRegistration.withRegistrationId("orders")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientId("client")
			.tokenUri("http://localhost/token")
			.build();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "the-token", Instant.EPOCH,
				Instant.now().plusSeconds(60));
		OAuth2ClientHttpRequestInterceptor interceptor = new OAuth2ClientHttpRequestInterceptor(
				(request) -> new OAuth2AuthorizedClient(registration, "client", token));
		interceptor.setClientRegistrationIdResolver((request) -> "orders");
		return interceptor;
	}

	@Test
	void interceptorThatChangesTheBodyBeforeTheSigningIsSigned() throws IOException {
		RestClient client = RestClient.builder()
			.baseUrl(this.api.server.uri())
			.requestInterceptor((request, body, execution) -> execution.execute(request, "{\"id\":8}".getBytes()))
			.apply(signing())
			.build();
		assertThat(client.post().uri("/orders").body("{\"id\":7}").retrieve().body(String.class)).isNotEmpty();
		RecordedRequest request = this.api.server.requests().get(0);
		assertThat(request.body()).isEqualTo("{\"id\":8}");
	}

	@Test
	void interceptorThatChangesTheBodyAfterTheSigningIsRefusedByTheService() {
		RestClient client = RestClient.builder()
			.baseUrl(this.api.server.uri())
			.apply(signing())
			.requestInterceptor((request, body, execution) -> execution.execute(request, "{\"id\":8}".getBytes()))
			.build();
		assertThatExceptionOfType(HttpClientErrorException.Forbidden.class)
			.isThrownBy(() -> client.post().uri("/orders").body("{\"id\":7}").retrieve().body(String.class))
			.withMessageContaining("does not match");
	}

}
