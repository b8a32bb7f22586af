package io.awscredentials.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WireReaderTests {

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1 200 OK,200", "HTTP/1.0 404 Not Found,404", "HTTP/1.1 200,200", "HTTP/1.1 599 ,599" })
	void readHeadReadsStatus(String line, int status) throws IOException {
		assertThat(reader(line + "\r\n\r\n").readHead().status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/2 200", "HTTP/1.1", "HTTP/1.1 abc", "HTTP/1.1 099 X", "HTTP/1.1200 OK",
			"SSH-2.0-OpenSSH_9.2", "<html><body>200</body></html>", "HTTP/1.1 -20 X", "" })
	void readHeadWhenNotHttpFailsWithoutQuoting(String line) {
		assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> reader(line + "\r\n\r\n").readHead())
			.withMessageStartingWith("the answer ")
			.withNoCause();
	}

	@Test
	void readHeadReadsHeadersInAnyCase() throws IOException {
		HttpAnswer head = reader("HTTP/1.1 200 OK\r\nContent-TYPE:text/xml\r\nX: a: b \nX:c\r\n\r\n").readHead();
		assertThat(head.header("content-type")).isEqualTo("text/xml");
		assertThat(head.headers().get("X")).containsExactly("a: b", "c");
	}

	@Test
	void readHeadPassesOverInterimResponses() throws IOException {
		WireReader reader = reader("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
				+ "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
		HttpAnswer answer = reader.read(10);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers()).doesNotContainKey("Link");
		assertThat(answer.text()).isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 101 Switching\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
			"HTTP/1.1 200 OK\r\n: no name\r\n\r\n" })
	void readHeadWhenMalformedFails(String text) {
		assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> reader(text).readHead());
	}

	@Test
	void readHeadWhenTooLongFails() {
		String header = "X-Long: " + "x".repeat(1000) + "\r\n";
		assertThatExceptionOfType(BadAnswerException.class)
			.isThrownBy(() -> reader("HTTP/1.1 200 OK\r\n" + header.repeat(40) + "\r\n").readHead())
			.withMessage("the headers of the answer are too long");
		assertThatExceptionOfType(BadAnswerException.class)
			.isThrownBy(() -> reader("HTTP/1.1 100 Continue " + "x".repeat(100_000)).readHead());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nX: y\r\n" })
	void readHeadWhenCutOffFails(String text) {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader(text).readHead());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 5\r\n\r\nhello and more", "\r\nhello",
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
			"Transfer-Encoding: Chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nX-Trailer: 1\r\n\r\n" })
	void readBodyReadsEachFraming(String text) throws IOException {
		assertThat(body(text, 100)).isEqualTo("hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 99999999999\r\n\r\nhello", "\r\nhello",
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\nFFFFFFFFFFF\r\nello" })
	void readBodyStopsAtLimit(String text) throws IOException {
		assertThat(body(text, 3)).isEqualTo("hel");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 6\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n6\r\nhello",
			"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" })
	void readBodyWhenCutOffFails(String text) {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> body(text, 100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: -1\r\n\r\n", "Content-Length: s3cret\r\n\r\n",
			"Transfer-Encoding: gzip\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\ns3cret\r\n",
			"Transfer-Encoding: chunked\r\n\r\n-1\r\n", "Transfer-Encoding: chunked\r\n\r\n1\r\nhello\r\n0\r\n\r\n" })
	void readBodyWhenMalformedFailsWithoutQuoting(String text) {
		assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> body(text, 100))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("s3cret"));
	}

	@Test
	void readBodyWhenManyTinyChunksFails() {
		String text = "Transfer-Encoding: chunked\r\n\r\n" + ("1;" + "x".repeat(1000) + "\r\nh\r\n").repeat(100);
		assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> body(text, 1000));
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 304 })
	void readBodyWhenStatusHasNoneReadsNone(int status) throws IOException {
		assertThat(reader("HTTP/1.1 " + status + " X\r\nContent-Length: 5\r\n\r\n").read(100).body()).isEmpty();
	}

	private static String body(String text, int limit) throws IOException {
		return reader("HTTP/1.1 200 OK\r\n" + text).read(limit).text();
	}

	private static WireReader reader(String text) {
		return new WireReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

}
