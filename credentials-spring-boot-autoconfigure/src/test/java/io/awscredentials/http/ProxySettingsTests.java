package io.awscredentials.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The proxy of the environment, as the AWS CLI reads it.
 */
class ProxySettingsTests {

	private final Map<String, String> environment = new HashMap<>();

	@AfterEach
	void restore() {
		System.clearProperty("https.proxyHost");
		System.clearProperty("https.proxyUser");
		System.clearProperty("https.proxyPassword");
	}

	@ParameterizedTest
	@CsvSource({ "http://proxy:3128,HTTP,proxy,3128", "proxy:3128,HTTP,proxy,3128", "http://proxy,HTTP,proxy,80",
			"HTTPS://proxy/,HTTPS,proxy,443", "socks5h://[fd00::1],SOCKS,fd00::1,1080" })
	void findReadsVariable(String value, ProxyServer.Type type, String host, int port) throws Exception {
		this.environment.put("HTTPS_PROXY", value);
		assertThat(find("https://sts.amazonaws.com"))
			.isEqualTo(new ProxyServer(type, host, port, null, null, "HTTPS_PROXY"));
		assertThat(find("http://sts.amazonaws.com")).isNull();
	}

	@Test
	void lowerCaseGoesFirstAndEmptyMeansNone() throws Exception {
		this.environment.put("HTTP_PROXY", "http://upper:1");
		this.environment.put("http_proxy", "http://lower:2");
		assertThat(Objects.requireNonNull(find("http://host"))).hasToString("lower:2 of http_proxy");
		this.environment.put("http_proxy", "");
		assertThat(find("http://host")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "me:secret@proxy:1,me:secret", "http://me:s%40c%2Bret+@proxy:1,me:s@c+ret+",
			"http://me:se@c/ret@proxy:1,me:se@c/ret", "http://me:50%@proxy:1,me:50%", "http://me@proxy:1,me:" })
	void userAndPasswordAreShownToTheProxyAlone(String value, String expected) throws Exception {
		this.environment.put("HTTPS_PROXY", value);
		ProxyServer proxy = Objects.requireNonNull(find("https://host"));
		assertThat(proxy).hasToString("proxy:1 of HTTPS_PROXY");
		assertThat(proxy.authorization())
			.isEqualTo("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)));
		assertThat(proxy.refused(407)).hasMessageContaining("did not accept").hasMessageNotContaining("ret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://s3cret", "http://", "http://s3cret:port", "://s3cret", "http://s3 cret" })
	void findWhenVariableNamesNoProxyFails(String value) {
		this.environment.put("HTTPS_PROXY", value);
		assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> find("https://host"))
			.withMessage("the environment variable HTTPS_PROXY does not name a proxy")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "sts.eu-west-1.amazonaws.com", "amazonaws.com", ".amazonaws.com", "*.amazonaws.com",
			"x, AMAZONAWS.com ,y", "amazonaws.com:443", "x amazonaws.com" })
	void noProxyMatchesHost(String exceptions) throws Exception {
		this.environment.put("HTTPS_PROXY", "proxy:1");
		this.environment.put("NO_PROXY", exceptions);
		assertThat(find("https://sts.eu-west-1.amazonaws.com")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "aws.com", "sts", "amazonaws.com:8443", "10.0.0.0/8", ".", "amazonaws.com.evil" })
	void noProxyDoesNotMatchOtherHost(String exceptions) throws Exception {
		this.environment.put("HTTPS_PROXY", "proxy:1");
		this.environment.put("NO_PROXY", exceptions);
		assertThat(find("https://sts.eu-west-1.amazonaws.com")).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8,10.1.2.3,true", "10.0.0.0/8,11.1.2.3,false", "10.1.2.0/23,10.1.3.255,true",
			"10.1.2.0/23,10.1.4.0,false", "0.0.0.0/0,8.8.8.8,true", "10.0.0.0/33,10.0.0.1,false",
			"10.0.0.0/x,10.0.0.1,false", "10.1.2.3,10.1.2.3,true", "10.1.2.3:443,10.1.2.3,true",
			"10.1.2.3:80,10.1.2.3,false", "fd00::/8,[fd12::1],true", "fd00::/8,10.0.0.1,false",
			"fd12::1,[fd12::1],true", "[fd12::1]:443,[fd12::1],true", "[fd12::1]:80,[fd12::1],false",
			"999.0.0.0/8,10.0.0.1,false" })
	void noProxyMatchesAddressesAndNetworks(String exceptions, String host, boolean direct) throws Exception {
		this.environment.put("HTTPS_PROXY", "proxy:1");
		this.environment.put("no_proxy", exceptions);
		this.environment.put("NO_PROXY", "ignored");
		assertThat(find("https://" + host) == null).isEqualTo(direct);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:4566", "127.0.0.1", "127.9.9.9:80", "[::1]:4566" })
	void thisMachineIsReachedWithoutProxy(String host) throws Exception {
		this.environment.put("HTTPS_PROXY", "proxy:1");
		assertThat(find("https://" + host)).isNull();
	}

	@Test
	void settingsOfTheJvmGoFirst() throws Exception {
		this.environment.put("HTTPS_PROXY", "proxy:1");
		System.setProperty("https.proxyHost", "jvm");
		System.setProperty("https.proxyUser", "me");
		System.setProperty("https.proxyPassword", "secret");
		ProxyServer proxy = Objects.requireNonNull(find("https://host"));
		assertThat(proxy.host()).isEqualTo("jvm");
		assertThat(proxy.authorization()).isNotNull();
		// By default, the JVM reaches this one without.
		assertThat(find("https://127.0.0.1")).isNull();
	}

	@Test
	void exchangeShowsProxyUserAndPassword() throws Exception {
		try (RawServer proxy = RawServer.answering(RawServer.status(407))) {
			this.environment.put("HTTP_PROXY", "http://me:secret@127.0.0.1:" + proxy.port());
			this.environment.put("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + proxy.port());
			for (String uri : new String[] { "http://sts.nowhere.invalid/", "https://sts.nowhere.invalid/" }) {
				assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(() -> exchange(HttpOptions.service(), uri))
					.withMessageContaining("did not accept the user and the password of HTTP")
					.withMessageNotContaining("secret")
					.satisfies((ex) -> assertThat(ex.retryable()).isFalse());
				assertThat(proxy.request().head()).contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n");
			}
		}
	}

	@Test
	void exchangeWhenProxyIsGoneNamesIt() throws Exception {
		try (RefusedPort port = new RefusedPort()) {
			this.environment.put("HTTP_PROXY", "http://me:secret@127.0.0.1:" + port.number());
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> exchange(HttpOptions.service(), "http://sts.nowhere.invalid/"))
				.withMessageContaining("no connection to the proxy 127.0.0.1:" + port.number() + " of HTTP_PROXY (")
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue())
				.satisfies((ex) -> assertThat(ex.advice()).contains("NO_PROXY"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void exchangeWithNeighboursTakesNoProxy(boolean metadata) throws Exception {
		this.environment.put("http_proxy", "not a proxy");
		try (RawServer server = RawServer.answering(RawServer.OK)) {
			HttpOptions options = (metadata) ? HttpOptions.metadata() : HttpOptions.container();
			assertThat(exchange(options, server.uri("/").toString()).text()).isEqualTo("ok");
		}
	}

	private HttpAnswer exchange(HttpOptions options, String uri) {
		return CredentialsHttpClient.builder(options.withMaxAttempts(1))
			.environment(this.environment::get)
			.build()
			.exchange(HttpTask.of("Test", () -> HttpCall.get(URI.create(uri))));
	}

	private @Nullable ProxyServer find(String uri) throws Exception {
		return new ProxySettings(this.environment::get).find(Target.of(URI.create(uri)));
	}

}
