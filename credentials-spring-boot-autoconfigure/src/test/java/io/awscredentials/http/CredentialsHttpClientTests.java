package io.awscredentials.http;

import java.io.ByteArrayInputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes out and what comes in, in one attempt.
 */
class CredentialsHttpClientTests {

	@Test
	void exchangeSendsRequestAndReadsAnswer() throws Exception {
		try (RawServer server = RawServer
			.answering("HTTP/1.1 200 OK\r\nx-amz-id: 1\r\nContent-Length: 4\r\n\r\n\u00c3\u00bc!\n")) {
			HttpAnswer answer = exchange(HttpCall.get(server.uri("/latest/api?name=a%20b")).withHeader("X-Token", "t"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.successful()).isTrue();
			assertThat(answer.header("X-Amz-Id")).isEqualTo("1");
			assertThat(answer.header("X-Other")).isNull();
			assertThat(answer.text()).isEqualTo("\u00fc!\n");
			assertThat(server.request().line()).isEqualTo("GET /latest/api?name=a%20b HTTP/1.1");
			assertThat(server.request().head())
				.contains("Host: 127.0.0.1:" + server.port() + "\r\n", "X-Token: t\r\n", "Accept: */*\r\n",
						"User-Agent: credentials-spring-boot/", "Connection: close\r\n")
				.doesNotContain("Content-Length", "Transfer-Encoding");
		}
	}

	@Test
	void exchangeWhenCallHasAcceptAndUserAgentKeepsThem() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			exchange(HttpCall.get(server.uri("/"))
				.withHeader("accept", "application/json")
				.withHeader("User-Agent", "me"));
			assertThat(server.request().head()).containsIgnoringCase("accept: application/json\r\n")
				.contains("User-Agent: me\r\n")
				.doesNotContain("*/*", "credentials-spring-boot");
		}
	}

	@Test
	void exchangeWhenPutWithoutBodySendsContentLengthZero() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			exchange(HttpCall.put(server.uri("/latest/api/token")));
			assertThat(server.request().line()).isEqualTo("PUT /latest/api/token HTTP/1.1");
			assertThat(server.request().head()).containsOnlyOnce("Content-Length: 0\r\n");
		}
	}

	@Test
	void exchangeWhenPostSendsBodyWithItsLength() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			byte[] form = "Action=AssumeRole".getBytes(StandardCharsets.UTF_8);
			exchange(HttpCall.post(server.uri(""), "application/x-www-form-urlencoded", form));
			assertThat(server.request().line()).isEqualTo("POST / HTTP/1.1");
			assertThat(server.request().text()).isEqualTo("Action=AssumeRole");
			assertThat(server.request().head()).contains("Content-Type: application/x-www-form-urlencoded\r\n")
				.containsOnlyOnce("Content-Length: 17\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void exchangeWhenUnauthorizedGivesAnswerAndAsksNoAuthenticator(String method) throws Exception {
		AtomicInteger asked = new AtomicInteger();
		Authenticator.setDefault(new Authenticator() {
			@Override
			protected PasswordAuthentication getPasswordAuthentication() {
				asked.incrementAndGet();
				return new PasswordAuthentication("user", "password".toCharArray());
			}
		});
		try (RawServer server = RawServer
			.answering("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 7\r\n\r\ninvalid")) {
			URI uri = server.uri("/token");
			HttpAnswer answer = exchange(
					(method.equals("GET")) ? HttpCall.get(uri) : HttpCall.post(uri, "text/plain", new byte[] { 1 }));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.text()).isEqualTo("invalid");
			assertThat(server.requests()).hasSize(1);
			assertThat(asked).hasValue(0);
		}
		finally {
			Authenticator.setDefault(null);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void exchangeWhenRedirectedFailsWithoutFollowing(int status) throws Exception {
		try (RawServer elsewhere = RawServer.answering(RawServer.OK);
				RawServer server = RawServer
					.answering(RawServer.status(status, "Location: " + elsewhere.uri("/stolen")))) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(HttpCall.get(server.uri("/creds?token=s3cret"))))
				.withMessage("GET " + server.uri("/creds") + ": the answer is a redirect, status " + status
						+ ", which is not followed")
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
					assertThat(ex.source()).isEqualTo("Test");
					assertThat(ex.retryable()).isFalse();
				});
			assertThat(elsewhere.requests()).isEmpty();
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeKeepsNoCookies() throws Exception {
		CookieHandler.setDefault(new CookieManager());
		try (RawServer server = RawServer.answering(RawServer.status(200, "Set-Cookie: a=b"))) {
			exchange(HttpCall.get(server.uri("/")));
			exchange(HttpCall.get(server.uri("/")));
			assertThat(server.request().head()).doesNotContainIgnoringCase("cookie");
		}
		finally {
			CookieHandler.setDefault(null);
		}
	}

	@Test
	void exchangeWhenHeaderHoldsLineBreakFailsWithoutShowingValue() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(
					() -> exchange(HttpCall.get(server.uri("/")).withHeader("Authorization", "s3cret\r\nX-Evil: 1")))
				.withMessageEndingWith(": the header 'Authorization' holds a line break")
				.satisfies((ex) -> assertThat(ex.retryable()).isFalse())
				.withNoCause();
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void exchangeWhenUriHasNoHostFails() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> exchange(HttpCall.get(URI.create("ftp://host/"))))
			.withMessageContaining("not an http or https URL");
	}

	@Test
	void exchangeWhenInterceptorAnswersNeedsNoNetwork() {
		CredentialsHttpClient client = client((builder) -> builder.requestInterceptor((request, body, execution) -> {
			MockClientHttpResponse response = new MockClientHttpResponse("hi".getBytes(StandardCharsets.UTF_8),
					HttpStatus.OK);
			response.getHeaders().add("X-From", request.getURI().getPath());
			return response;
		}));
		HttpAnswer answer = client.exchange(task(HttpCall.get(URI.create("http://nowhere.invalid/path"))));
		assertThat(answer.text()).isEqualTo("hi");
		assertThat(answer.header("x-from")).isEqualTo("/path");
	}

	@Test
	void exchangeWhenInterceptorChangesRequestSendsItChanged() throws Exception {
		CredentialsHttpClient client = client((builder) -> builder.requestInterceptor((request, body, execution) -> {
			request.getHeaders().set("X-Added", "yes");
			return execution.execute(request, "longer body".getBytes(StandardCharsets.UTF_8));
		}));
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			client.exchange(task(HttpCall.post(server.uri("/"), "text/plain", new byte[] { 'x' })));
			assertThat(server.request().head()).contains("X-Added: yes\r\n").containsOnlyOnce("Content-Length: 11\r\n");
			assertThat(server.request().text()).isEqualTo("longer body");
		}
	}

	@Test
	void exchangeWhenInterceptorAnswersTooMuchFails() {
		CredentialsHttpClient client = client(
				(builder) -> builder.requestInterceptor((request, body, execution) -> new MockClientHttpResponse(
						new ByteArrayInputStream(new byte[CredentialsHttpClient.MAX_BODY + 1]), HttpStatus.OK)));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.exchange(task(HttpCall.get(URI.create("http://nowhere.invalid/")))))
			.withMessageContaining("longer than 64 KB");
	}

	@Test
	void exchangeWhenInterceptorFailsNamesIt() {
		AtomicInteger calls = new AtomicInteger();
		CredentialsHttpClient client = client((builder) -> builder.requestInterceptor((request, body, execution) -> {
			calls.incrementAndGet();
			throw new IllegalStateException("bug");
		}));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.exchange(task(HttpCall.get(URI.create("http://nowhere.invalid/")))))
			.withMessageContaining("interceptor or customizer")
			.withCauseInstanceOf(IllegalStateException.class)
			.satisfies((ex) -> assertThat(ex.advice()).contains("CredentialsRestClientCustomizer"));
		assertThat(calls).hasValue(1);
	}

	@Test
	void exchangeAppliesCustomizersInOrder() throws Exception {
		CredentialsHttpClient client = client((builder) -> builder.defaultHeader("X-Order", "first"),
				(builder) -> builder.defaultHeader("X-Order", "second"));
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			client.exchange(task(HttpCall.get(server.uri("/"))));
			assertThat(server.request().head()).contains("X-Order: second\r\n").doesNotContain("first");
		}
	}

	@Test
	void exchangeWhenCustomizerBringsRequestFactoryUsesIt() throws Exception {
		CredentialsHttpClient client = client(
				(builder) -> builder.requestFactory(new SimpleClientHttpRequestFactory()));
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			HttpAnswer answer = client.exchange(task(HttpCall.post(server.uri("/"), "text/plain", new byte[] { 'x' })));
			assertThat(answer.text()).isEqualTo("ok");
			assertThat(server.request().text()).isEqualTo("x");
		}
	}

	@Test
	void toStringShowsNoSecrets() {
		HttpCall call = HttpCall.post(URI.create("https://host:1/path?token=s3cret"), "text/plain", "s3cret".getBytes())
			.withHeader("Authorization", "s3cret");
		assertThat(call).hasToString("POST https://host:1/path");
		assertThat(HttpTask.of("Test", () -> call).toString()).doesNotContain("s3cret");
		assertThat(new HttpAnswer(200, Map.of("Set-Cookie", List.of("s3cret")), "s3cret".getBytes()))
			.hasToString("HttpAnswer[status=200, body of 6 bytes]");
	}

	private HttpAnswer exchange(HttpCall call) {
		return CredentialsHttpClient.builder(HttpOptions.service()).build().exchange(task(call));
	}

	private static HttpTask task(HttpCall call) {
		return HttpTask.of("Test", () -> call);
	}

	private static CredentialsHttpClient client(CredentialsRestClientCustomizer... customizers) {
		return CredentialsHttpClient.builder(HttpOptions.service()).customizers(List.of(customizers)).build();
	}

}
