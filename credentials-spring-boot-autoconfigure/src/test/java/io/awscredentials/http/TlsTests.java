package io.awscredentials.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS: whom to trust is the JVM's business, whom we talk to is ours.
 */
class TlsTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final HttpOptions OPTIONS = HttpOptions.service()
		.withConnectTimeout(Duration.ofMillis(300))
		.withReadTimeout(Duration.ofSeconds(2));

	@TempDir
	static Path folder;

	private static SSLContext ours;

	private SSLContext before;

	@BeforeAll
	static void createCertificate() throws Exception {
		Path file = folder.resolve("localhost.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-keystore",
				file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD);
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD);
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("localhost", store.getCertificate("mykey"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		ours = SSLContext.getInstance("TLS");
		ours.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
	}

	@BeforeEach
	void remember() throws Exception {
		this.before = SSLContext.getDefault();
	}

	@AfterEach
	void restore() {
		SSLContext.setDefault(this.before);
	}

	@Test
	void exchangeWhenCertificateIsTrustedTalks() throws Exception {
		SSLContext.setDefault(ours);
		try (RawServer server = tlsServer(RawServer.OK)) {
			assertThat(exchange(OPTIONS, "https://localhost:" + server.port() + "/path").text()).isEqualTo("ok");
			assertThat(server.request().line()).isEqualTo("GET /path HTTP/1.1");
			assertThat(server.request().head()).contains("Host: localhost:" + server.port() + "\r\n");
		}
	}

	@Test
	void exchangeWhenServerKeepsConnectionOpenReturnsAtOnce() throws Exception {
		SSLContext.setDefault(ours);
		try (RawServer server = RawServer.on(
				ours.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
				(request) -> {
					request.answer(RawServer.OK);
					request.awaitClose();
				})) {
			HttpOptions patient = OPTIONS.withReadTimeout(Duration.ofHours(1));
			assertThat(exchange(patient, "https://localhost:" + server.port() + "/").text()).isEqualTo("ok");
		}
	}

	@Test
	void exchangeThroughProxyTalksTlsWithServer() throws Exception {
		SSLContext.setDefault(ours);
		try (RawServer server = tlsServer(RawServer.OK); RawServer proxy = tunnelTo(server)) {
			System.setProperty("https.proxyHost", "127.0.0.1");
			System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
			System.setProperty("http.nonProxyHosts", "");
			String uri = "https://localhost:" + server.port() + "/path?token=s3cret";
			assertThat(exchange(OPTIONS, uri).text()).isEqualTo("ok");
			assertThat(proxy.request().line()).isEqualTo("CONNECT localhost:" + server.port() + " HTTP/1.1");
			assertThat(server.request().line()).isEqualTo("GET /path?token=s3cret HTTP/1.1");
		}
		finally {
			System.clearProperty("https.proxyHost");
			System.clearProperty("https.proxyPort");
			System.clearProperty("http.nonProxyHosts");
		}
	}

	@Test
	void exchangeWhenCertificateIsForAnotherHostFails() throws Exception {
		SSLContext.setDefault(ours);
		try (RawServer server = tlsServer(RawServer.OK)) {
			assertTlsFailure("https://127.0.0.1:" + server.port() + "/");
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void exchangeWhenCertificateIsNotTrustedFails() throws Exception {
		try (RawServer server = tlsServer(RawServer.OK)) {
			assertTlsFailure("https://localhost:" + server.port() + "/");
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void exchangeWhenServerDoesNotSpeakTlsFails() throws Exception {
		try (RawServer server = RawServer.accepting((request) -> {
			request.answer("HTTP/1.1 400 Bad Request\r\n\r\n");
			request.awaitClose();
		})) {
			assertTlsFailure("https://localhost:" + server.port() + "/");
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void exchangeWhenServerHangsUpInHandshakeTriesAgain() throws Exception {
		try (RawServer server = RawServer.accepting((request) -> request.socket().getInputStream().read())) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(OPTIONS, "https://localhost:" + server.port() + "/"))
				.withMessageEndingWith("the connection was closed before the answer was complete")
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
			assertThat(server.requests()).hasSize(3);
		}
	}

	@Test
	void exchangeWhenServerTricklesInHandshakeEnds() throws Exception {
		HttpOptions impatient = OPTIONS.withReadTimeout(Duration.ofMillis(300)).withMaxAttempts(1);
		CountDownLatch over = new CountDownLatch(1);
		try (RawServer server = RawServer.accepting((request) -> {
			request.socket().getOutputStream().write(new byte[] { 22, 3, 3, 64, 0 });
			while (!over.await(50, TimeUnit.MILLISECONDS)) {
				request.socket().getOutputStream().write(2);
			}
		})) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(impatient, "https://localhost:" + server.port() + "/"))
				.withMessageMatching(CredentialsHttpClientLimitTests.TIMED_OUT);
		}
		finally {
			over.countDown();
		}
	}

	private void assertTlsFailure(String uri) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> exchange(OPTIONS, uri))
			.withMessageStartingWith("GET " + uri + ": TLS failed, ")
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
				assertThat(ex.retryable()).isFalse();
				assertThat(ex.advice()).contains("certificate");
			});
	}

	private static RawServer tunnelTo(RawServer server) throws Exception {
		return RawServer.with((request) -> {
			try (Socket other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
				request.answer("HTTP/1.1 200 Connected\r\nX-Proxy: 1\r\n\r\n");
				Thread back = new Thread(() -> copy(other, request.socket()));
				back.start();
				copy(request.socket(), other);
				back.join();
			}
		});
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// One of the two has hung up.
		}
	}

	private static RawServer tlsServer(String answer) throws Exception {
		return RawServer.on(ours.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
				(request) -> request.answer(answer));
	}

	private HttpAnswer exchange(HttpOptions options, String uri) {
		return CredentialsHttpClient.builder(options).pause((duration) -> {
		}).build().exchange(HttpTask.of("Test", () -> HttpCall.get(URI.create(uri))));
	}

}
