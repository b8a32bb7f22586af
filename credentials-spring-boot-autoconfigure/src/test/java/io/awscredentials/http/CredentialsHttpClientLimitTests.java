package io.awscredentials.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing that the other side does keeps a thread, or fills the memory.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CredentialsHttpClientLimitTests {

	/** On a busy machine, the silence may come first, or the end of the attempt. */
	static final String TIMED_OUT = ".*: no (complete )?answer within \\d+ ms";

	private static final HttpOptions OPTIONS = HttpOptions.service()
		.withConnectTimeout(Duration.ofMillis(300))
		.withReadTimeout(Duration.ofMillis(300))
		.withMaxAttempts(1);

	private static final HttpOptions PATIENT = OPTIONS.withReadTimeout(Duration.ofMinutes(5));

	@Test
	void exchangeWhenServerHangsBeforeHeadersEnds() throws Exception {
		try (RawServer server = RawServer.with(RawServer.Request::awaitClose)) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> exchange(server))
				.withMessageStartingWith("GET " + server.uri("/path") + ": ")
				.withMessageMatching(TIMED_OUT)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONNECTION))
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", "HTTP/1.1 200 OK\r\n\r\n{" })
	void exchangeWhenServerHangsInAnswerEnds(String beginning) throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		try (RawServer server = RawServer.with((request) -> {
			request.answer(beginning);
			request.awaitClose();
			closed.countDown();
		})) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> exchange(server))
				.withMessageMatching(TIMED_OUT);
			assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" })
	void exchangeWhenServerTricklesEnds(String beginning) throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		try (RawServer server = RawServer.with((request) -> {
			request.answer(beginning);
			while (!over.await(50, TimeUnit.MILLISECONDS)) {
				request.answer("H");
			}
		})) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> exchange(server))
				.withMessageMatching(TIMED_OUT);
		}
		finally {
			over.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 65536\r\n\r\n", "\r\n" })
	void exchangeWhenAnswerIsAsLongAsItMayBeReadsIt(String framing) throws Exception {
		try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n" + framing + "x".repeat(65536))) {
			assertThat(exchange(server).body()).hasSize(65536);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 65537\r\n\r\n", "\r\n", "Transfer-Encoding: chunked\r\n\r\n10001\r\n" })
	void exchangeWhenAnswerIsOneByteTooLongFails(String framing) throws Exception {
		try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n" + framing + "x".repeat(65537))) {
			assertTooLong(server);
		}
	}

	@Test
	void exchangeWhenAnswerIsHugeStopsReading() throws Exception {
		CountDownLatch refused = new CountDownLatch(1);
		String block = "x".repeat(1024 * 1024);
		try (RawServer server = RawServer.with((request) -> {
			try {
				request.answer("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n");
				for (int i = 0; i < 100; i++) {
					request.answer(block);
				}
			}
			catch (IOException ex) {
				refused.countDown();
			}
		})) {
			assertTooLong(server);
			assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeGivesSlowAgentMoreTimeWithEachAttempt() throws Exception {
		try (RawServer server = RawServer.with((request) -> {
			if (!new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS)) {
				request.answer(RawServer.OK);
			}
		})) {
			HttpOptions options = HttpOptions.container().withReadTimeout(Duration.ofMillis(300)).withMaxAttempts(20);
			CredentialsHttpClient client = CredentialsHttpClient.builder(options).pause((delay) -> {
			}).build();
			assertThat(client.exchange(HttpTask.of("Test", () -> HttpCall.get(server.uri("/")))).text())
				.isEqualTo("ok");
			assertThat(server.requests()).hasSizeGreaterThan(1);
		}
	}

	@Test
	void exchangeWhenServerReadsNothingEnds() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		try (RawServer server = RawServer.accepting((request) -> over.await())) {
			HttpTask task = HttpTask.of("Test",
					() -> HttpCall.post(server.uri("/path"), "text/plain", new byte[64 * 1024 * 1024]));
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> CredentialsHttpClient.builder(OPTIONS).build().exchange(task))
				.withMessageMatching("POST .*/path: (the request was not read|no complete answer) within \\d+ ms")
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
		}
		finally {
			over.countDown();
		}
	}

	@Test
	void exchangeWhenServerReadsSlowlySendsAllOfIt() throws Exception {
		byte[] body = new byte[8 * 1024 * 1024];
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			HttpTask task = HttpTask.of("Test", () -> HttpCall.post(server.uri("/path"), "text/plain", body));
			assertThat(CredentialsHttpClient.builder(PATIENT).build().exchange(task).text()).isEqualTo("ok");
			assertThat(server.request().body()).hasSize(body.length);
		}
	}

	@Test
	void exchangeWhenInterruptedWhileReadingEndsAndKeepsInterruption() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		try (RawServer server = RawServer.with((request) -> {
			asked.countDown();
			request.awaitClose();
			closed.countDown();
		})) {
			assertInterruptible(CredentialsHttpClient.builder(PATIENT).build(), server.uri("/path"), asked);
			assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeWhenInterruptedInPauseEndsAndKeepsInterruption() throws Exception {
		CountDownLatch pausing = new CountDownLatch(1);
		CredentialsHttpClient client = CredentialsHttpClient.builder(PATIENT.withMaxAttempts(3)).pause((duration) -> {
			pausing.countDown();
			new CountDownLatch(1).await();
		}).build();
		try (RawServer server = RawServer.answering(RawServer.status(503))) {
			assertInterruptible(client, server.uri("/path"), pausing);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeLeavesNoThread() throws Exception {
		try (RawServer server = RawServer.answering(
				"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + "Keep-Alive: timeout=60\r\nContent-Length: 0\r\n\r\n",
				RawServer.status(503))) {
			Set<String> before = threads();
			exchange(server);
			exchange(server);
			assertThat(threads()).isSubsetOf(before);
			for (RawServer.Request request : server.requests()) {
				assertThat(request.head()).contains("Connection: close\r\n");
			}
		}
	}

	private void assertTooLong(RawServer server) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> exchange(server))
			.withMessageEndingWith("the answer is longer than 64 KB")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID))
			.satisfies((ex) -> assertThat(ex.retryable()).isFalse());
	}

	private static void assertInterruptible(CredentialsHttpClient client, URI uri, CountDownLatch ready)
			throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		CompletableFuture<Object> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(client.exchange(HttpTask.of("Test", () -> HttpCall.get(uri))));
			}
			catch (CredentialsException ex) {
				result.complete(ex);
			}
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		thread.start();
		assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(CredentialsException.class,
				(ex) -> assertThat(ex).hasMessage("GET " + uri + ": the thread was interrupted"));
		assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
	}

	private HttpAnswer exchange(RawServer server) {
		return CredentialsHttpClient.builder(OPTIONS)
			.build()
			.exchange(HttpTask.of("Test", () -> HttpCall.get(server.uri("/path"))));
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> !name.equals("raw-server"))
			.collect(Collectors.toSet());
	}

}
