package io.awscredentials.source.imds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.ScriptedServer;
import io.awscredentials.source.ScriptedServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.parallel.ResourceLock;

import static io.awscredentials.source.imds.ImdsServer.CREDENTIALS;
import static io.awscredentials.source.imds.ImdsServer.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link InstanceMetadataCredentialsSource} against a service that is broken, or
 * is another one.
 */
class InstanceMetadataMisbehaviourTests {

	private static final String HTML = "<html><body>Sign in, s3cret</body></html>";

	private final ImdsServer server;

	InstanceMetadataMisbehaviourTests() throws IOException {
		this.server = new ImdsServer();
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void redirectIsNotFollowed() throws Exception {
		try (ScriptedServer other = new ScriptedServer()) {
			CredentialsException failure = credentialsFail(
					ScriptedServer.text(302, "", "Location", other.url() + "/stolen"));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
			assertThat(other.asked()).isEmpty();
		}
	}

	@Test
	void hugeAnswerIsCutOff() {
		CredentialsException failure = credentialsFail(ScriptedServer.bulk(100L << 20));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining("64 KB");
	}

	@Test
	void silenceEnds() {
		CredentialsException failure = credentialsFail(ScriptedServer.silence());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void hangingBodyEnds() {
		CredentialsException failure = credentialsFail(ScriptedServer.hangAfter("{\"Code\": \"Success\","));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Code\": \"Success\", \"AccessKeyId\": \"ASIA", HTML, "", "[]", "null",
			"{\"Code\": \"Success\", \"SecretAccessKey\": \"s3cret\"}" })
	void answerThatIsNoCredentialsIsNotQuoted(String body) {
		CredentialsException failure = credentialsFail(ScriptedServer.json(body));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining("security-credentials/test-role can't be read: ")
			.hasMessageNotContaining("s3cret")
			.hasMessageNotContaining("ASIA")
			.hasNoCause();
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { HTML, "../../user-data", "a/b", "..", "role name" })
	void listThatIsNoNameOfARoleIsNotFollowed(String list) {
		this.server.http.on(LIST, ScriptedServer.text(200, list));
		CredentialsException failure = retrieveFails();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageNotContaining("s3cret");
		assertThat(this.server.http.asked()).endsWith(LIST);
	}

	@Test
	void roleThatCanNotBeAssumedIsToldWithItsMessage() {
		CredentialsException failure = credentialsFail(ScriptedServer.json("""
				{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role test-role.
				Key ASIAIOSFODNN7EXAMPLE"}""".replace("\n", " ")));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure).hasMessageEndingWith(
				"is an error: AssumeRoleUnauthorizedAccess: EC2 cannot assume the role test-role. Key ****");
		assertThat(failure.advice()).contains("ec2.amazonaws.com");
	}

	@Test
	void otherErrorsOfTheServiceMayPass() {
		CredentialsException failure = credentialsFail(ScriptedServer.json("{\"Code\": \"Failed\"}"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageEndingWith("is an error: Failed");
	}

	@Test
	void expiredAnswerIsLeftToTheCaller() {
		this.server.now.set(ImdsServer.NOW.plus(Duration.ofDays(1)));
		assertThat(this.server.source().retrieve().expiration()).isBefore(this.server.now.get());
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 500 })
	void otherStatusesAreTold(int status) {
		CredentialsException failure = credentialsFail(ScriptedServer.text(status, "s3cret"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isEqualTo(status == 500);
		assertThat(failure).hasMessageContaining("security-credentials/test-role: ")
			.hasMessageContaining("status " + status);
	}

	@Test
	@ResourceLock("java.net.ProxySelector")
	void proxyIsIgnored() {
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(new BrokenProxy());
		try {
			assertThat(this.server.source().retrieve().accessKeyId()).isEqualTo("ASIAONE");
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	private CredentialsException credentialsFail(Answer answer) {
		this.server.http.on(CREDENTIALS, answer);
		return retrieveFails();
	}

	private CredentialsException retrieveFails() {
		CredentialsHttpClient http = CredentialsHttpClient
			.builder(HttpOptions.metadata().withReadTimeout(Duration.ofMillis(200)))
			.pause((delay) -> {
			})
			.build();
		InstanceMetadataCredentialsSource source = new InstanceMetadataCredentialsSource(
				new InstanceMetadataOptions(this.server.http.url(), null, false, false, null), (name) -> null,
				InstanceMetadataProfile::none, http, this.server.now::get);
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

	private static final class BrokenProxy extends ProxySelector {

		@Override
		public List<Proxy> select(URI uri) {
			return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
		}

		@Override
		public void connectFailed(URI uri, SocketAddress address, IOException failure) {
		}

	}

}
