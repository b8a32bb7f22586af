package io.awscredentials.source.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.source.ScriptedServer;
import io.awscredentials.source.ScriptedServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContainerCredentialsSource}.
 */
class ContainerCredentialsSourceTests {

	private static final String REQUEST = "GET /v1/credentials";

	private static final String JSON = """
			{"RoleArn": "arn:aws:iam::123456789012:role/task", "AccessKeyId": "ASIATASK", "SecretAccessKey": "s3cret",
			"Token": "t0ken", "Expiration": "2026-11-21T10:00:00+0000", "AccountId": "123456789012"}""";

	private final ScriptedServer server;

	private final Map<String, String> environment = new HashMap<>();

	ContainerCredentialsSourceTests() throws IOException {
		this.server = new ScriptedServer().on(REQUEST, ScriptedServer.json(JSON));
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.server.url() + "/v1/credentials");
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void retrieveGivesCredentials() {
		assertThat(source().retrieve()).isEqualTo(
				new Credentials("ASIATASK", "s3cret", "t0ken", Instant.parse("2026-11-21T10:00:00Z"), "123456789012"));
		assertThat(this.server.last().header("accept")).isEqualTo("application/json");
		assertThat(this.server.last().header("authorization")).isNull();
		assertThat(this.server.asked()).containsExactly(REQUEST);
	}

	@Test
	void retrieveWhenNothingIsConfiguredSaysSo() {
		this.environment.clear();
		CredentialsException failure = retrieveFails();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
		assertThat(failure).hasMessageContaining("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
			.hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI");
	}

	@Test
	void nameAndPastExpiryAreThoseOfAContainer() {
		assertThat(source().name()).isEqualTo("Container");
		assertThat(source().retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.PROLONGED);
	}

	@Test
	void retrieveWithoutExpirationIsLongLived() {
		this.server.on(REQUEST, ScriptedServer.json("{\"AccessKeyId\": \"AKIA\", \"SecretAccessKey\": \"s3cret\"}"));
		assertThat(source().retrieve()).isEqualTo(new Credentials("AKIA", "s3cret", null, null, null));
	}

	@Test
	void tokenFileIsReadForEachRetrieval(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("token");
		this.environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString());
		Files.writeString(file, "first\n");
		ContainerCredentialsSource source = source();
		source.retrieve();
		assertThat(this.server.last().header("authorization")).isEqualTo("first");
		Files.writeString(file, "second");
		source.retrieve();
		assertThat(this.server.last().header("authorization")).isEqualTo("second");
	}

	@Test
	void missingTokenFileAsksNobody() {
		this.environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/no/such/file");
		assertThat(retrieveFails().code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(this.server.asked()).isEmpty();
	}

	@Test
	void connectionGoesToTheAddressThatWasChecked() {
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI",
				"http://agent.invalid:" + this.server.port() + "/v1/credentials");
		assertThat(source().retrieve().accessKeyId()).isEqualTo("ASIATASK");
		assertThat(this.server.last().header("host")).isEqualTo("agent.invalid:" + this.server.port());
	}

	@Test
	void retrieveWhenAgentFailsForAMomentTriesAgain() {
		this.server.on(REQUEST, ScriptedServer.text(500, "it broke"), ScriptedServer.json("not json"),
				ScriptedServer.json(JSON));
		assertThat(source().retrieve().accessKeyId()).isEqualTo("ASIATASK");
		assertThat(this.server.asked()).hasSize(3);
	}

	@Test
	void retrieveWhenAgentFailsForGoodMayBeTriedLater() {
		CredentialsException failure = answerFails(
				ScriptedServer.text(503, "{\"code\": \"Unavailable\", \"message\": \"not\\nyet\"}"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageEndingWith(
				"/v1/credentials: the container's agent answered with status 503 Service Unavailable, Unavailable: not yet");
		assertThat(this.server.asked()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404 })
	void retrieveWhenAgentRefusesSaysWhyButNotTheToken(int status) {
		this.environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "open sesame");
		CredentialsException failure = answerFails(ScriptedServer.text(status,
				"{\"code\": \"AccessDeniedException\", \"message\": \"Token open sesame is not valid\"}"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_UNAVAILABLE);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure)
			.hasMessageEndingWith("status " + status + ", AccessDeniedException: Token **** is not valid");
		assertThat(this.server.asked()).hasSize(1);
	}

	@Test
	void refusalThatIsNoJsonIsNotQuoted() {
		assertThat(answerFails(ScriptedServer.text(403, "s3cret"))).hasMessageEndingWith("/v1/credentials: status 403");
	}

	@Test
	void redirectIsNotFollowed() throws Exception {
		try (ScriptedServer other = new ScriptedServer()) {
			CredentialsException failure = answerFails(
					ScriptedServer.text(307, "", "Location", other.url() + "/stolen"));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
			assertThat(other.asked()).isEmpty();
		}
	}

	@Test
	void hugeAnswerIsCutOff() {
		CredentialsException failure = answerFails(ScriptedServer.bulk(100L << 20));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
	}

	@Test
	void silenceEnds() {
		CredentialsException failure = timesOut(ScriptedServer.silence());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_UNAVAILABLE);
	}

	@Test
	void hangingBodyEnds() {
		CredentialsException failure = timesOut(ScriptedServer.hangAfter("{\"AccessKeyId\": "));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONTAINER_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"AccessKeyId\": \"ASIA", "<html>s3cret</html>", "", "{\"SecretAccessKey\": \"s3cret\"}" })
	void answerThatIsNoCredentialsIsNotQuoted(String body) {
		CredentialsException failure = answerFails(ScriptedServer.json(body));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining("/v1/credentials can't be read: ")
			.hasMessageNotContaining("s3cret")
			.hasMessageNotContaining("ASIA")
			.hasNoCause();
	}

	@Test
	void errorWithStatus200IsTold() {
		CredentialsException failure = answerFails(ScriptedServer.json("{\"code\": \"Failed\", \"message\": \"no\"}"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageEndingWith("is an error: Failed: no");
	}

	@Test
	@ResourceLock("java.net.ProxySelector")
	void proxyIsIgnored() {
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(URI uri) {
				return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
			}

			@Override
			public void connectFailed(URI uri, SocketAddress address, IOException failure) {
			}

		});
		try {
			assertThat(source().retrieve().accessKeyId()).isEqualTo("ASIATASK");
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	private CredentialsException answerFails(Answer answer) {
		this.server.on(REQUEST, answer);
		return retrieveFails();
	}

	private CredentialsException timesOut(Answer answer) {
		this.server.on(REQUEST, answer);
		return retrieveFails(source(Duration.ofMillis(200)));
	}

	private CredentialsException retrieveFails() {
		return retrieveFails(source());
	}

	private static CredentialsException retrieveFails(ContainerCredentialsSource source) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

	private ContainerCredentialsSource source() {
		// Long: what answers is busy at times.
		return source(Duration.ofSeconds(30));
	}

	private ContainerCredentialsSource source(Duration readTimeout) {
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.container().withReadTimeout(readTimeout))
			.pause((delay) -> {
			})
			.build();
		return new ContainerCredentialsSource(ContainerOptions.defaults(), this.environment::get, http,
				(host) -> InetAddress.getAllByName((host.endsWith(".invalid")) ? "127.0.0.1" : host));
	}

}
