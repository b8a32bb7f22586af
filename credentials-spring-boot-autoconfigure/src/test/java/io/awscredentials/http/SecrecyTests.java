package io.awscredentials.http;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.awscredentials.CredentialsException;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With every logger wide open, nothing that a request or an answer holds is logged,
 * observed or told in a failure.
 */
class SecrecyTests {

	private static final String SECRET = "s3cret";

	private static final String ANSWER = "HTTP/1.1 200 OK\r\nX-Token: s3cret\r\nSet-Cookie: a=s3cret\r\n"
			+ "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{\"Token\":  \"s3cret\"}";

	private final ch.qos.logback.classic.Logger root = (ch.qos.logback.classic.Logger) LoggerFactory
		.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger julRoot = LogManager.getLogManager().getLogger("");

	private final ByteArrayOutputStream julOutput = new ByteArrayOutputStream();

	private final List<String> observed = new ArrayList<>();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private Level level;

	private java.util.logging.Level julLevel;

	private ConsoleHandler handler;

	private PrintStream err;

	@BeforeEach
	void openEverything() {
		this.level = this.root.getLevel();
		this.root.setLevel(Level.TRACE);
		this.events.start();
		this.root.addAppender(this.events);
		this.julLevel = this.julRoot.getLevel();
		this.julRoot.setLevel(java.util.logging.Level.ALL);
		this.err = System.err;
		System.setErr(new PrintStream(this.julOutput, true, StandardCharsets.UTF_8));
		this.handler = new ConsoleHandler();
		System.setErr(this.err);
		this.handler.setLevel(java.util.logging.Level.ALL);
		this.julRoot.addHandler(this.handler);
		this.observations.observationConfig().observationHandler(new Recorder());
	}

	@AfterEach
	void closeEverything() {
		this.root.detachAppender(this.events);
		this.root.setLevel(this.level);
		this.julRoot.removeHandler(this.handler);
		this.julRoot.setLevel(this.julLevel);
	}

	@Test
	void exchangeLogsAndObservesNoSecret() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503, "X-Token: s3cret"), ANSWER)) {
			CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.service())
				.observationRegistry(this.observations)
				.customizers(List.of((builder) -> builder
					.requestInterceptor((request, body, execution) -> execution.execute(request, body))))
				.build();
			HttpAnswer answer = client.exchange(task(server.uri("/path?token=s3cret")));
			assertThat(answer.text()).contains(SECRET);
			assertThat(server.request().text()).contains(SECRET);
			assertThat(server.request().line()).contains(SECRET);
			assertThat(server.request().head()).contains("Authorization: s3cret");
			assertNoSecret();
			assertThat(this.events.list).extracting(ILoggingEvent::getFormattedMessage)
				.contains("Test: POST " + server.uri("/path") + ": attempt 1 of 3: status 503",
						"Test: POST " + server.uri("/path") + ": attempt 2 of 3: status 200");
			assertThat(this.observed).contains("http.url=" + server.uri("/path"), "client.name=127.0.0.1", "status=503",
					"status=200", "uri=none");
		}
	}

	@Test
	void exchangeWhenFailingTellsNoSecret() throws Exception {
		try (RawServer server = RawServer.answering("s3cret s3cret s3cret\r\n\r\n")) {
			CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.service())
				.observationRegistry(this.observations)
				.build();
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> client.exchange(task(server.uri("/path?token=s3cret"))))
				.withMessage("POST " + server.uri("/path") + ": the answer is not HTTP")
				.satisfies((ex) -> assertThat(stackTrace(ex)).doesNotContain(SECRET));
			assertNoSecret();
			assertThat(this.observed).contains("status=CLIENT_ERROR");
		}
	}

	private void assertNoSecret() {
		this.handler.flush();
		assertThat(this.events.list).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getFormattedMessage()).doesNotContain(SECRET));
		assertThat(this.julOutput.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
		assertThat(this.observed).isNotEmpty().allSatisfy((text) -> assertThat(text).doesNotContain(SECRET));
	}

	private static HttpTask task(URI uri) {
		byte[] form = "TokenCode=s3cret".getBytes(StandardCharsets.UTF_8);
		return HttpTask.of("Test", () -> HttpCall.post(uri, "application/x-www-form-urlencoded", form)
			.withHeader("Authorization", SECRET));
	}

	private static String stackTrace(Throwable ex) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ex.printStackTrace(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private final class Recorder implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			for (KeyValue keyValue : context.getAllKeyValues()) {
				SecrecyTests.this.observed.add(keyValue.getKey() + "=" + keyValue.getValue());
			}
			SecrecyTests.this.observed.add(String.valueOf(context.getName()));
			SecrecyTests.this.observed.add(String.valueOf(context.getContextualName()));
			Throwable error = context.getError();
			if (error != null) {
				SecrecyTests.this.observed.add(stackTrace(error));
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
