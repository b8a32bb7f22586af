package io.awscredentials.http;

import java.io.DataInputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The system's proxy settings, for those who may follow them.
 */
class ProxyTests {

	private final Map<String, @Nullable String> before = new LinkedHashMap<>();

	@AfterEach
	void restore() {
		this.before.forEach((name, value) -> {
			if (value == null) {
				System.clearProperty(name);
			}
			else {
				System.setProperty(name, value);
			}
		});
	}

	@Test
	void exchangeOverHttpAsksProxyForWholeUri() throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.OK)) {
			use("http", proxy);
			HttpAnswer answer = exchange(HttpOptions.service(), "http://sts.nowhere.invalid:8080/path?q=1");
			assertThat(answer.text()).isEqualTo("ok");
			assertThat(proxy.request().line()).isEqualTo("GET http://sts.nowhere.invalid:8080/path?q=1 HTTP/1.1");
			assertThat(proxy.request().head()).contains("Host: sts.nowhere.invalid:8080\r\n");
		}
	}

	@Test
	void exchangeOverHttpsShowsProxyHostAndPortOnly() throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.status(407))) {
			use("https", proxy);
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(HttpOptions.service(), "https://sts.nowhere.invalid/path?token=s3cret"))
				.withMessage("GET https://sts.nowhere.invalid/path: the proxy 127.0.0.1:" + proxy.port()
						+ " wants a user and a password, and there are none in the JVM's proxy settings, status 407")
				.satisfies((ex) -> assertThat(ex.retryable()).isFalse())
				.satisfies((ex) -> assertThat(ex.advice()).contains("HTTPS_PROXY", "https.proxyUser"));
			assertThat(proxy.requests()).hasSize(1);
			assertThat(proxy.request().head())
				.isEqualTo("CONNECT sts.nowhere.invalid:443 HTTP/1.1\r\nHost: sts.nowhere.invalid:443\r\n\r\n");
		}
	}

	@Test
	void exchangeWhenProxyIsInTroubleTriesAgain() throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.status(502))) {
			use("https", proxy);
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(HttpOptions.service(), "https://sts.nowhere.invalid/"))
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
			assertThat(proxy.requests()).hasSize(3);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,1,0", "false,0,1" })
	void exchangeFollowsSystemSettingsUnlessToldOtherwise(boolean noProxy, int atServer, int atProxy) throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.OK);
				RawServer server = RawServer.answering(RawServer.OK)) {
			use("http", proxy);
			// By default, loopback addresses are never asked for through a proxy.
			set("http.nonProxyHosts", "");
			exchange((noProxy) ? HttpOptions.metadata() : HttpOptions.service(), server.uri("/").toString());
			assertThat(server.requests()).hasSize(atServer);
			assertThat(proxy.requests()).hasSize(atProxy);
		}
	}

	@Test
	void containerOptionsUseNoProxy() throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.OK);
				RawServer server = RawServer.answering(RawServer.OK)) {
			use("http", proxy);
			use("socks", proxy);
			set("http.nonProxyHosts", "");
			set("socksNonProxyHosts", "");
			exchange(HttpOptions.container(), server.uri("/").toString());
			assertThat(proxy.requests()).isEmpty();
		}
	}

	@Test
	void exchangeThroughSocksProxyLeavesResolvingToIt() throws Exception {
		CompletableFuture<String> host = new CompletableFuture<>();
		try (RawServer proxy = RawServer.accepting((request) -> {
			DataInputStream in = new DataInputStream(request.socket().getInputStream());
			in.skipNBytes(1);
			in.skipNBytes(in.readByte());
			request.socket().getOutputStream().write(new byte[] { 5, 0 });
			in.skipNBytes(4);
			host.complete(new String(in.readNBytes(in.readByte()), StandardCharsets.US_ASCII));
			in.skipNBytes(2);
			request.socket().getOutputStream().write(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 });
			request.answer(RawServer.OK);
			request.awaitClose();
		})) {
			use("socks", proxy);
			assertThat(exchange(HttpOptions.service(), "http://sts.nowhere.invalid/").text()).isEqualTo("ok");
			assertThat(host).isCompletedWithValue("sts.nowhere.invalid");
		}
	}

	@Test
	void exchangeWithoutProxySelectorConnectsDirectly() throws Exception {
		ProxySelector selector = ProxySelector.getDefault();
		ProxySelector.setDefault(null);
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			assertThat(exchange(HttpOptions.service(), server.uri("/").toString()).text()).isEqualTo("ok");
		}
		finally {
			ProxySelector.setDefault(selector);
		}
	}

	private void use(String scheme, RawServer proxy) {
		String prefix = (scheme.equals("socks")) ? "socksProxy" : scheme + ".proxy";
		set(prefix + "Host", "127.0.0.1");
		set(prefix + "Port", Integer.toString(proxy.port()));
	}

	private void set(String name, String value) {
		this.before.put(name, System.getProperty(name));
		System.setProperty(name, value);
	}

	private HttpAnswer exchange(HttpOptions options, String uri) {
		return CredentialsHttpClient.builder(options.withReadTimeout(Duration.ofSeconds(5))).pause((duration) -> {
		}).build().exchange(HttpTask.of("Test", () -> HttpCall.get(URI.create(uri))));
	}

}
