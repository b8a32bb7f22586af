package io.awscredentials.test.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class HttpListenerTests {

	private HttpListener listener;

	@BeforeEach
	void start() throws IOException {
		this.listener = HttpListener.bind(0, InstantSource.system());
		this.listener.start((request) -> HttpAnswer.of(200, "text/plain", request.method() + " " + request.path() + "?"
				+ request.query() + " " + request.header("X-Test") + " " + request.text()));
	}

	@AfterEach
	void close() {
		this.listener.close();
	}

	@Test
	void connectionIsKept() throws IOException {
		assertThat(exchange("GET /a?b=%20c HTTP/1.1\r\nx-test: d\r\n\r\nGET /e HTTP/1.1\r\nConnection: close\r\n\r\n"))
			.contains("GET /a?b=%20c d ")
			.contains("GET /e? null ")
			.containsOnlyOnce("Connection: close");
	}

	@Test
	void chunkedBodyIsRead() throws IOException {
		assertThat(exchange("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
				+ "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n"))
			.endsWith(" abcde");
	}

	@Test
	void expectedContinuationIsSent() throws IOException {
		assertThat(exchange(
				"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n" + "abc"))
			.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
			.endsWith(" abc");
	}

	@Test
	void headHasNoBody() throws IOException {
		assertThat(exchange("HEAD /a HTTP/1.1\r\nConnection: close\r\n\r\n")).contains("Content-Length: 14")
			.endsWith("\r\n\r\n");
	}

	@Test
	void whateverIsNotHttpIsDropped() throws IOException {
		assertThat(exchange("hello\r\n\r\n")).isEmpty();
		assertThat(exchange("GET / HTTP/1.1\r\nno header\r\n\r\n")).isEmpty();
		assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n")).isEmpty();
		assertThat(exchange("GET /a HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
	}

	private String exchange(String request) throws IOException {
		try (Socket socket = new Socket(this.listener.uri().getHost(), this.listener.uri().getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			try (InputStream in = socket.getInputStream()) {
				return new String(in.readAllBytes(), StandardCharsets.UTF_8);
			}
		}
	}

}
