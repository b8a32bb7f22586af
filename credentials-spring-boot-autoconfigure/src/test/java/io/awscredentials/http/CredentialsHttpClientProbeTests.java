package io.awscredentials.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that find out whether a host is there, and requests to a given address.
 */
class CredentialsHttpClientProbeTests {

	private static final URI METADATA = URI.create("http://169.254.169.254/latest/api/token");

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void probeThatIsRefusedIsFinal() {
		probe(client(() -> new ConnectException("Connection refused")));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void probeWithoutRouteIsFinal() {
		probe(client(() -> new NoRouteToHostException("No route to host")));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void probeOfUnreachableNetworkIsFinal() {
		// No connection can be made to the broadcast address.
		HttpCall call = HttpCall.put(URI.create("http://255.255.255.255/"));
		CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.metadata()).pause((delay) -> {
			throw new IllegalStateException("not to be tried again");
		}).build();
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.exchange(HttpTask.of("Test", () -> call).asProbe()))
			.withMessageStartingWith("PUT http://255.255.255.255/: no connection (");
	}

	@Test
	void probeThatTimesOutIsTriedOnceMoreAndLaterNotAtAll() {
		CredentialsHttpClient client = client(() -> new SocketTimeoutException("no connection within 1000 ms"));
		probe(client);
		assertThat(this.attempts).hasValue(2);
		probe(client);
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void otherRequestThatTimesOutIsTriedThreeTimes() {
		CredentialsHttpClient client = client(() -> new SocketTimeoutException("no connection within 1000 ms"));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.exchange(HttpTask.of("Test", () -> HttpCall.get(METADATA))));
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void probeWhoseAnswerIsTransientIsTriedThreeTimes() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(503))) {
			HttpAnswer answer = CredentialsHttpClient.builder(HttpOptions.metadata()).pause((delay) -> {
			}).build().exchange(HttpTask.of("Test", () -> HttpCall.put(server.uri("/"))).asProbe());
			assertThat(answer.status()).isEqualTo(503);
			assertThat(server.requests()).hasSize(3);
		}
	}

	@Test
	void callWithAddressConnectsThereAndNamesItsHost() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			URI uri = URI.create("http://credentials.invalid:" + server.port() + "/path");
			HttpCall call = HttpCall.get(uri).withAddresses(List.of(InetAddress.getByName("127.0.0.1")));
			CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.container())
				.customizers(List.of((builder) -> builder
					.requestInterceptor((request, body, execution) -> execution.execute(request, body))))
				.build();
			assertThat(client.exchange(HttpTask.of("Test", () -> call)).status()).isEqualTo(200);
			assertThat(server.request().head()).contains("Host: credentials.invalid:" + server.port() + "\r\n");
		}
	}

	private CredentialsHttpClient client(Supplier<IOException> failure) {
		return CredentialsHttpClient.builder(HttpOptions.metadata())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				this.attempts.incrementAndGet();
				throw failure.get();
			})))
			.pause((delay) -> {
			})
			.build();
	}

	private static void probe(CredentialsHttpClient client) {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client.exchange(HttpTask.of("Test", () -> HttpCall.put(METADATA)).asProbe()));
	}

}
