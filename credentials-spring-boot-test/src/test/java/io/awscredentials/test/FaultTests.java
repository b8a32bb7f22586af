package io.awscredentials.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.awscredentials.test.http.Json;

import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class FaultTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	FaultTests() {
		this.server.container().authorizationToken(null);
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void faultStrikesTheGivenRequests() {
		this.server.fault(Fault.status(503, "busy").onAction("GetContainerCredentials").after(1).times(2));
		assertThat(get().statusCode()).isEqualTo(200);
		assertThat(get().statusCode()).isEqualTo(503);
		assertThat(this.client.get("/latest/meta-data/").statusCode()).isEqualTo(401);
		assertThat(get().body()).isEqualTo("busy");
		assertThat(get().statusCode()).isEqualTo(200);
	}

	@Test
	void faultStrikesThePath() {
		this.server.fault(Fault.status(500).onPath("/latest/"));
		assertThat(this.client.get("/latest/meta-data/").statusCode()).isEqualTo(500);
		assertThat(get().statusCode()).isEqualTo(200);
	}

	@Test
	void faultsEnd() {
		Fault first = Fault.status(500);
		this.server.fault(first);
		this.server.fault(Fault.status(501));
		assertThat(get().statusCode()).isEqualTo(500);
		this.server.removeFault(first);
		assertThat(get().statusCode()).isEqualTo(501);
		this.server.clearFaults();
		assertThat(get().statusCode()).isEqualTo(200);
	}

	@Test
	void headerIsAdded() {
		this.server.fault(Fault.throttling().withHeader("Retry-After", "7"));
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
	}

	@Test
	void errorHasTheShapeOfTheService() {
		this.server.fault(Fault.throttling());
		assertThat(xml(this.client.unsignedSts(Map.of(), "GetCallerIdentity"), "Code")).isEqualTo("Throttling");
		assertThat(Json.readObject(get().body())).containsEntry("code", "ThrottlingException");
		this.server.clearFaults();
		this.server.fault(Fault.error(403, "RegionDisabledException", "STS is not activated"));
		HttpResponse<String> response = this.client.unsignedSts(Map.of(), "GetCallerIdentity");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(xml(response, "Message")).isEqualTo("STS is not activated");
	}

	@Test
	void redirectNamesAnotherUri() throws IOException {
		this.server.fault(Fault.redirect(URI.create("http://192.0.2.1/")));
		HttpURLConnection connection = open();
		connection.setInstanceFollowRedirects(false);
		assertThat(connection.getResponseCode()).isEqualTo(302);
		assertThat(connection.getHeaderField("Location")).isEqualTo("http://192.0.2.1/");
	}

	@Test
	void delayKeepsTheClientWaiting() throws IOException {
		this.server.fault(Fault.delay(Duration.ofMinutes(10)).times(1));
		HttpURLConnection connection = open();
		connection.setReadTimeout(50);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(connection::getResponseCode);
		assertThat(get().statusCode()).isEqualTo(200);
		this.server.clearFaults();
		this.server.fault(Fault.delay(Duration.ofMillis(1)));
		assertThat(get().statusCode()).isEqualTo(200);
	}

	@Test
	void delayInBodySendsTheHeadersFirst() throws IOException {
		this.server.fault(Fault.delayInBody(Duration.ofMillis(1)).times(1));
		assertThat(Json.readObject(get().body())).containsKey("AccessKeyId");
		this.server.fault(Fault.delayInBody(Duration.ofMinutes(10)).times(1));
		assertStopsInBody(SocketTimeoutException.class);
	}

	@Test
	void holdWaitsForTheTest() throws Exception {
		CountDownLatch latch = new CountDownLatch(1);
		this.server.fault(Fault.hold(latch));
		CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> get().statusCode());
		this.server.awaitRequests("GetContainerCredentials", 1, Duration.ofSeconds(30));
		assertThat(answer).isNotDone();
		latch.countDown();
		assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
	}

	@Test
	void hangNeverAnswers() throws IOException {
		this.server.fault(Fault.hang());
		HttpURLConnection connection = open();
		connection.setReadTimeout(50);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(connection::getResponseCode);
		assertThat(this.server.requests()).singleElement().extracting(RecordedRequest::status).isEqualTo(0);
	}

	@Test
	void hangInBodySendsTheFirstHalf() throws IOException {
		this.server.fault(Fault.hangInBody());
		assertStopsInBody(SocketTimeoutException.class);
	}

	@Test
	void closeReleasesWhoeverIsKeptWaiting() throws Exception {
		this.server.fault(Fault.hang().times(1));
		this.server.fault(Fault.delay(Duration.ofHours(1)).times(1));
		this.server.fault(Fault.hold(new CountDownLatch(1)).times(1));
		CompletableFuture<?>[] answers = new CompletableFuture<?>[3];
		for (int i = 0; i < 3; i++) {
			answers[i] = CompletableFuture.runAsync(this::get);
		}
		this.server.awaitRequests(3, Duration.ofSeconds(30));
		this.server.close();
		for (CompletableFuture<?> answer : answers) {
			assertThat(answer.handle((result, ex) -> ex).get(30, TimeUnit.SECONDS)).isNotNull();
		}
	}

	@Test
	void resetBreaksTheConnection() throws IOException {
		this.server.fault(Fault.reset());
		try (Socket socket = new Socket(this.server.uri().getHost(), this.server.uri().getPort())) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read());
		}
	}

	@Test
	void resetInBodyBreaksTheConnection() throws IOException {
		this.server.fault(Fault.resetInBody());
		assertStopsInBody(IOException.class);
	}

	@Test
	void garbageIsNoDocument() {
		this.server.fault(Fault.garbage());
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("<html>");
	}

	@Test
	void truncatedDocumentIsACompleteAnswer() {
		this.server.fault(Fault.truncated());
		HttpResponse<String> response = get();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("{\"RoleArn\"");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.readObject(response.body()));
	}

	@Test
	void hugeAnswerHasAHundredMegabytes() throws IOException {
		this.server.fault(Fault.huge());
		HttpURLConnection connection = open();
		assertThat(connection.getContentLengthLong()).isEqualTo(104_857_600);
		long length = 0;
		byte[] buffer = new byte[1 << 20];
		try (InputStream in = connection.getInputStream()) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				length += read;
			}
		}
		assertThat(length).isEqualTo(104_857_600);
	}

	@Test
	void expiredAnswerLiesInThePast() {
		this.server.fault(Fault.expired().times(1));
		assertThat(Json.readObject(get().body())).containsEntry("Expiration", "2026-11-21T07:55:00Z");
		this.server.fault(Fault.lifetime(Duration.ofSeconds(2)));
		assertThat(Json.readObject(get().body())).containsEntry("Expiration", "2026-11-21T08:00:02Z");
	}

	@Test
	void dateIsSkewed() {
		this.server.fault(Fault.skewedDate(Duration.ofMinutes(-10)));
		HttpResponse<String> response = get();
		assertThat(response.headers().allValues("Date")).containsExactly("Sat, 21 Nov 2026 07:50:00 GMT");
		assertThat(Json.readObject(response.body())).containsEntry("Expiration", "2026-11-21T14:00:00Z");
	}

	private void assertStopsInBody(Class<? extends IOException> expected) throws IOException {
		HttpURLConnection connection = open();
		connection.setReadTimeout(500);
		assertThat(connection.getResponseCode()).isEqualTo(200);
		try (InputStream in = connection.getInputStream()) {
			assertThat((char) in.read()).isEqualTo('{');
			assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes).isInstanceOf(expected);
		}
	}

	private HttpURLConnection open() throws IOException {
		return (HttpURLConnection) this.server.container().fullUri().toURL().openConnection();
	}

	private HttpResponse<String> get() throws UncheckedIOException {
		return this.client.get("/v1/credentials");
	}

}
