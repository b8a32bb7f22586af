package io.awscredentials.identity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link BearerAuthorization} and {@link IdentityTokens}.
 */
class BearerAuthorizationTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final IdentityTokenProvider tokens = () -> new IdentityToken("token-" + this.asked.incrementAndGet(),
			Instant.MAX);

	private final List<@Nullable String> received = new CopyOnWriteArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	@SuppressWarnings("NullAway.Init")
	private String uri;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.received.add(exchange.getRequestHeaders().getFirst("Authorization"));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.server.start();
		this.uri = "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private BearerAuthorization bearer(String... hosts) {
		return BearerAuthorization.of(this.tokens).hosts(hosts);
	}

	private static void refused(ThrowingCallable call, String message) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(call)
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IDENTITY_TOKEN))
			.withMessageContaining(message);
	}

	@Test
	void restClientSendsTheTokenOfEachRequest() {
		RestClient client = RestClient.builder().baseUrl(this.uri).apply(bearer("127.0.0.1")).build();
		client.get().retrieve().toBodilessEntity();
		client.get().retrieve().toBodilessEntity();
		assertThat(this.received).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void restTemplateSendsTheToken() {
		RestTemplate template = new RestTemplate();
		template.getInterceptors().add(bearer("127.0.0.1").interceptor());
		template.getForEntity(this.uri, Void.class);
		assertThat(this.received).containsExactly("Bearer token-1");
		assertThat(((Ordered) bearer().interceptor()).getOrder()).isEqualTo(Ordered.LOWEST_PRECEDENCE);
	}

	@Test
	void webClientSendsTheToken() {
		WebClient client = WebClient.builder().baseUrl(this.uri).filter(bearer("127.0.0.1").filter()).build();
		client.get().retrieve().toBodilessEntity().block();
		assertThat(this.received).containsExactly("Bearer token-1");
	}

	@Test
	void webClientSendsNothingToAStranger() {
		WebClient client = WebClient.builder().baseUrl(this.uri).filter(bearer("orders.example.com").filter()).build();
		refused(() -> client.get().retrieve().toBodilessEntity().block(), "Host '127.0.0.1:");
		assertThat(this.received).isEmpty();
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void restClientSendsNothingToAStranger() {
		RestClient client = RestClient.builder().baseUrl(this.uri).apply(BearerAuthorization.of(this.tokens)).build();
		refused(() -> client.get().retrieve().toBodilessEntity(), "none of those to send the token to");
		assertThat(this.received).isEmpty();
		assertThat(this.asked).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "orders.example.com, https://orders.example.com/a", "ORDERS.example.com, https://orders.EXAMPLE.com",
			"orders.example.com:8443, https://orders.example.com:8443",
			"orders.example.com:443, https://orders.example.com", "*.example.com, https://orders.example.com",
			"localhost, http://localhost:8080", "127.0.0.1, http://127.0.0.1", "[::1], http://[::1]:8080",
			"http://orders.internal, http://orders.internal:8080",
			"http://orders.internal:8080, http://orders.internal:8080" })
	void tokenIsSentTo(String host, URI uri) {
		assertThatNoException().isThrownBy(() -> bearer(host).check(uri, new HttpHeaders()));
	}

	@ParameterizedTest
	@CsvSource({ "orders.example.com, https://example.com, none of those",
			"orders.example.com, https://orders.example.com.evil.com, none of those",
			"orders.example.com, https://orders.example.com@evil.com, none of those",
			"orders.example.com:8443, https://orders.example.com, none of those",
			"*.example.com, https://example.com, none of those",
			"*.example.com, https://evilexample.com, none of those", "*, https://orders.example.com, none of those",
			"orders.example.com, http://orders.example.com, not encrypted",
			"127.0.0.1, http://127.0.0.1.evil.com, none of those", "*.evil.com, http://127.evil.com, not encrypted",
			"http://orders.internal, https://orders.internal, none of those",
			"orders.example.com, /orders, has no host" })
	void tokenIsNotSentTo(String host, URI uri, String message) {
		refused(() -> bearer(host).check(uri, new HttpHeaders()), message);
	}

	@Test
	void headerOfAnotherIsNotOverwritten() {
		RestClient client = RestClient.builder().baseUrl(this.uri).apply(bearer("127.0.0.1")).build();
		refused(() -> client.get().headers((headers) -> headers.setBasicAuth("a", "b")).retrieve().toBodilessEntity(),
				"'Authorization' header already");
		assertThat(this.received).isEmpty();
	}

	@Test
	void requestIsMadeAgainWithTheNextToken() {
		RestClient client = RestClient.builder().baseUrl(this.uri).requestInterceptor((request, body, execution) -> {
			execution.execute(request, body).close();
			return execution.execute(request, body);
		}).apply(bearer("127.0.0.1")).build();
		client.get().retrieve().toBodilessEntity();
		assertThat(this.received).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void failureOfTheTokenIsThatOfTheRequest() {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.IDENTITY_TOKEN_DISABLED, "x", "y");
		BearerAuthorization bearer = BearerAuthorization.of(() -> {
			throw failure;
		}).hosts("127.0.0.1");
		RestClient client = RestClient.builder().baseUrl(this.uri).apply(bearer).build();
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.get().retrieve().toBodilessEntity())
			.isSameAs(failure);
		WebClient reactive = WebClient.builder().baseUrl(this.uri).filter(bearer.filter()).build();
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> reactive.get().retrieve().toBodilessEntity().block())
			.isSameAs(failure);
	}

	@Test
	void tokensAreFoundByName() {
		IdentityTokens all = new IdentityTokens(Map.of("orders", this.tokens), Map.of("orders", List.of("127.0.0.1")));
		assertThat(all.get("orders")).isSameAs(this.tokens);
		RestClient.builder().baseUrl(this.uri).apply(all.bearer("orders")).build().get().retrieve().toBodilessEntity();
		assertThat(this.received).containsExactly("Bearer token-1");
		refused(() -> all.bearer("other"), "'aws.credentials.identity-token.other'");
	}

	@Test
	void tokenIsNotShown() {
		assertThat(new IdentityToken("abc.def.ghi", Instant.EPOCH))
			.hasToString("IdentityToken[expiration=1970-01-01T00:00:00Z]");
		assertThat(bearer("127.0.0.1")).hasToString("Bearer token for [127.0.0.1]");
	}

}
