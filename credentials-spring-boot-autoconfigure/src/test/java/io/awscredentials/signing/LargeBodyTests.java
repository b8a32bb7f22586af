package io.awscredentials.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awscredentials.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body of 100 MB, sent by a client that does not limit what it holds in memory.
 */
class LargeBodyTests {

	private static final Credentials CREDENTIALS = new Credentials("AKIALARGE", "secret", null, null, null);

	private final HttpServer server;

	LargeBodyTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", LargeBodyTests::check);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void largeBodyOfARestClientIsSigned() {
		AwsSigning signing = new AwsSigning(() -> CREDENTIALS, Map.of(), () -> "eu-west-1", InstantSource.system(),
				Map.of());
		assertThat(RestClient.builder()
			.baseUrl("http://localhost:" + this.server.getAddress().getPort())
			.apply(signing.of("execute-api").hosts("localhost"))
			.build()
			.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(new byte[100 * 1024 * 1024])
			.retrieve()
			.toBodilessEntity()
			.getStatusCode()
			.value()).isEqualTo(204);
	}

	/** Whether the body is the one whose hash was signed. */
	private static void check(HttpExchange exchange) throws IOException {
		try (InputStream body = exchange.getRequestBody()) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			new DigestInputStream(body, digest).transferTo(OutputStream.nullOutputStream());
			boolean same = HexFormat.of()
				.formatHex(digest.digest())
				.equals(exchange.getRequestHeaders().getFirst("X-Amz-Content-Sha256"));
			exchange.sendResponseHeaders((same) ? 204 : 403, -1);
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
		exchange.close();
	}

}
