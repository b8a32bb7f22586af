package io.awscredentials.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a request is sent again, and when it must not be.
 */
class CredentialsHttpClientRetryTests {

	private final List<Duration> pauses = new ArrayList<>();

	private final CredentialsHttpClient client = client(HttpOptions.service());

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 502, 503, 504 })
	void exchangeWhenStatusIsTransientTriesAgainWithNewRequest(int status) throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(status), RawServer.OK)) {
			AtomicInteger signatures = new AtomicInteger();
			HttpAnswer answer = this.client.exchange(HttpTask.of("Test",
					() -> HttpCall.get(server.uri("/")).withHeader("X-Signature", "" + signatures.incrementAndGet())));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(server.requests()).hasSize(2);
			assertThat(server.requests().get(0).head()).contains("X-Signature: 1\r\n");
			assertThat(server.requests().get(1).head()).contains("X-Signature: 2\r\n");
			assertThat(this.pauses).containsExactly(Duration.ofMillis(50));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 400, 401, 403, 404, 405 })
	void exchangeWhenStatusIsFinalReturnsIt(int status) throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(status))) {
			assertThat(exchange(server.uri("/")).status()).isEqualTo(status);
			assertThat(server.requests()).hasSize(1);
			assertThat(this.pauses).isEmpty();
		}
	}

	@Test
	void exchangeWhenAllAttemptsAnswerTransientlyReturnsLast() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503))) {
			assertThat(exchange(server.uri("/")).status()).isEqualTo(503);
			assertThat(server.requests()).hasSize(3);
			assertThat(this.pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
		}
	}

	@Test
	void exchangeWhenCallerCallsAnswerTransientTriesAgain() throws Exception {
		String throttled = "HTTP/1.1 400 X\r\nContent-Length: 10\r\n\r\nThrottling";
		try (RawServer server = RawServer.answering(throttled, RawServer.OK)) {
			HttpTask task = task(server.uri("/")).retryingOn((answer) -> answer.text().equals("Throttling"));
			assertThat(this.client.exchange(task).status()).isEqualTo(200);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void exchangeWhenRetryAfterIsGivenWaitsThatLong() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503, "Retry-After: 3"),
				RawServer.status(503, "Retry-After: Sat, 21 Nov 2026 10:00:02 GMT"), RawServer.OK)) {
			assertThat(exchange(server.uri("/")).status()).isEqualTo(200);
			assertThat(this.pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2));
		}
	}

	@Test
	void exchangeWhenPostIsReadAndConnectionResetCountsEachAttempt() throws Exception {
		try (RawServer server = RawServer.with(RawServer.Request::reset)) {
			HttpTask task = HttpTask.of("Test", () -> HttpCall.post(server.uri("/"), "text/plain", new byte[] { 1 }));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> this.client.exchange(task.onlyOnce()))
				.withMessageEndingWith("the connection was closed before the answer was complete");
			assertThat(server.requests()).hasSize(1);
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.client.exchange(task));
			assertThat(server.requests()).hasSize(4);
		}
	}

	@Test
	void exchangeWhenGetIsClosedWithoutAnswerCountsEachAttempt() throws Exception {
		try (RawServer server = RawServer.with((request) -> request.socket().close())) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> this.client.exchange(task(server.uri("/")).onlyOnce()));
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeWhenOnlyOnceIsNeverRepeated() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503))) {
			HttpTask task = task(server.uri("/")).retryingOn((answer) -> true).onlyOnce();
			assertThat(this.client.exchange(task).status()).isEqualTo(503);
			assertThat(server.requests()).hasSize(1);
			assertThat(this.pauses).isEmpty();
		}
	}

	@Test
	void exchangeInOutageMakesOneAttemptUntilAnswered() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503), RawServer.status(503), RawServer.status(503),
				RawServer.status(503), RawServer.status(503), RawServer.OK, RawServer.status(503))) {
			exchange(server.uri("/"));
			assertThat(server.requests()).hasSize(3);
			exchange(server.uri("/other"));
			assertThat(server.requests()).hasSize(4);
			exchange(server.uri("/"));
			assertThat(server.requests()).hasSize(5);
			assertThat(exchange(server.uri("/")).status()).isEqualTo(200);
			exchange(server.uri("/"));
			assertThat(server.requests()).hasSize(9);
		}
	}

	@Test
	void exchangeInOutageOfOneHostLeavesOthersTheirAttempts() throws Exception {
		try (RawServer failing = RawServer.answering(RawServer.status(503));
				RawServer other = RawServer.answering(RawServer.status(503), RawServer.OK)) {
			exchange(failing.uri("/"));
			assertThat(exchange(other.uri("/")).status()).isEqualTo(200);
		}
	}

	@Test
	void exchangeWhenOnlyOnceFailedLeavesLaterTasksTheirAttempts() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503), RawServer.status(503), RawServer.OK)) {
			this.client.exchange(task(server.uri("/")).onlyOnce());
			assertThat(exchange(server.uri("/")).status()).isEqualTo(200);
		}
	}

	@Test
	void exchangeShowsEachAttemptToInterceptors() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		CredentialsHttpClient client = builder(HttpOptions.service())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				seen.incrementAndGet();
				return execution.execute(request, body);
			})))
			.build();
		try (RawServer server = RawServer.answering(RawServer.status(503), RawServer.OK)) {
			client.exchange(task(server.uri("/")));
			assertThat(seen).hasValue(2);
		}
	}

	@Test
	void exchangeWhenRefusedSaysSo() throws Exception {
		try (RefusedPort port = new RefusedPort()) {
			URI uri = URI.create("http://127.0.0.1:" + port.number() + "/latest/api?token=s3cret");
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> client(HttpOptions.metadata()).exchange(task(uri)))
				.withMessageStartingWith("GET http://127.0.0.1:" + port.number() + "/latest/api: no connection (")
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
					assertThat(ex.retryable()).isTrue();
					assertThat(ex.toString()).doesNotContain("s3cret");
				});
		}
		assertThat(this.pauses).hasSize(2);
	}

	@Test
	void exchangeWhenHostIsUnknownSaysSo() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> exchange(URI.create("https://sts.nowhere.invalid/")))
			.withMessageStartingWith("GET https://sts.nowhere.invalid/: the host name can't be resolved (sts.nowhere")
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
				assertThat(ex.retryable()).isTrue();
			});
		assertThat(this.pauses).hasSize(2);
	}

	@Test
	void exchangeWhenRequestCannotBeMadePassesFailureOn() {
		Supplier<HttpCall> failing = () -> {
			throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Base", "nothing to sign with");
		};
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.client.exchange(HttpTask.of("Test", failing)))
			.withMessage("nothing to sign with");
	}

	private HttpAnswer exchange(URI uri) {
		return this.client.exchange(task(uri));
	}

	private static HttpTask task(URI uri) {
		return HttpTask.of("Test", () -> HttpCall.get(uri));
	}

	private CredentialsHttpClient client(HttpOptions options) {
		return builder(options).build();
	}

	private CredentialsHttpClient.Builder builder(HttpOptions options) {
		return CredentialsHttpClient.builder(options)
			.clock(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")))
			.random(() -> 0.5)
			.pause(this.pauses::add);
	}

}
