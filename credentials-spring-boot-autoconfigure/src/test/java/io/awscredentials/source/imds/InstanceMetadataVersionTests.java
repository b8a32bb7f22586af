package io.awscredentials.source.imds;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.source.imds.ImdsServer.CREDENTIALS;
import static io.awscredentials.source.imds.ImdsServer.LIST;
import static io.awscredentials.source.imds.ImdsServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a service that gives no token: version 1 of the protocol, or an error.
 */
class InstanceMetadataVersionTests {

	private final ImdsServer server;

	InstanceMetadataVersionTests() throws IOException {
		this.server = new ImdsServer();
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405 })
	void withoutTokenThereIsNoVersion1(int status) {
		this.server.http.on(TOKEN, ScriptedServer.text(status, ""));
		CredentialsException failure = retrieveFails(this.server.source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure).hasMessageEndingWith("/latest/api/token: status " + status);
		assertThat(this.server.http.asked()).containsExactly(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404, 405 })
	void version1IsUsedAndRememberedWhereItIsAllowed(int status) {
		this.server.http.on(TOKEN, ScriptedServer.text(status, ""));
		InstanceMetadataCredentialsSource source = this.server.source(true, Map.of());
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token")).isNull();
		assertThat(this.server.http.asked()).containsExactly(TOKEN, LIST, CREDENTIALS);
		source.retrieve();
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS);
	}

	@Test
	void version2GetsAnotherChanceAfterTheLifeOfAToken() {
		this.server.http.on(TOKEN, ScriptedServer.text(404, ""), ImdsServer.token("token-2", "21600"));
		InstanceMetadataCredentialsSource source = this.server.source(true, Map.of());
		source.retrieve();
		this.server.http.asked();
		this.server.now.set(ImdsServer.NOW.plus(Duration.ofHours(6)));
		source.retrieve();
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token")).isEqualTo("token-2");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, CREDENTIALS);
	}

	@Test
	void version2IsUsedAsSoonAsVersion1IsRefused() {
		this.server.http.on(TOKEN, ScriptedServer.text(404, ""), ImdsServer.token("token-2", "21600"));
		InstanceMetadataCredentialsSource source = this.server.source(true, Map.of());
		source.retrieve();
		this.server.http.asked();
		this.server.http.on(CREDENTIALS, ScriptedServer.text(401, ""), ImdsServer.credentials("ASIATWO"));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS, TOKEN, CREDENTIALS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 500 })
	void otherStatusesAreNoReasonForVersion1(int status) {
		this.server.http.on(TOKEN, ScriptedServer.text(status, ""));
		retrieveFails(this.server.source(true, Map.of()));
		assertThat(this.server.http.asked()).containsOnly(TOKEN);
	}

	@Test
	void variableForbidsVersion1() {
		this.server.http.on(TOKEN, ScriptedServer.text(404, ""));
		retrieveFails(this.server.source(true, Map.of("AWS_EC2_METADATA_V1_DISABLED", "True")));
		assertThat(this.server.http.asked()).containsExactly(TOKEN);
	}

	@Test
	void profileForbidsVersion1() {
		this.server.http.on(TOKEN, ScriptedServer.text(404, ""));
		InstanceMetadataOptions options = new InstanceMetadataOptions(this.server.http.url(), null, true, false, null);
		retrieveFails(new InstanceMetadataCredentialsSource(options, (name) -> null,
				() -> new InstanceMetadataProfile(null, null, true, null), ImdsServer.client(), this.server.now::get));
		assertThat(this.server.http.asked()).containsExactly(TOKEN);
	}

	@Test
	void silenceGivesAdviceOnTheHopLimit() {
		this.server.http.on(TOKEN, ScriptedServer.silence());
		CredentialsException failure = retrieveFails(impatient(false));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.advice()).contains("hop limit").contains("--http-put-response-hop-limit 2");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, TOKEN);
	}

	@Test
	void silenceIsReasonForVersion1WhereItIsAllowed() {
		this.server.http.on(TOKEN, ScriptedServer.silence());
		assertThat(impatient(true).retrieve().accessKeyId()).isEqualTo("ASIAONE");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, TOKEN, LIST, CREDENTIALS);
	}

	static List<String> badTokens() {
		return List.of("", "first line\nsecond: line", "a token", "t\u00f6ken");
	}

	@ParameterizedTest
	@MethodSource("badTokens")
	void tokenThatNoHeaderMayHoldIsRefused(String token) {
		this.server.http.on(TOKEN, ImdsServer.token(token, "21600"));
		CredentialsException failure = retrieveFails(this.server.source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageEndingWith("/latest/api/token: the answer is not a token");
		assertThat(this.server.http.asked()).containsExactly(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon" })
	void tokenWithoutLifetimeIsKeptUntilItIsRefused(String lifetime) {
		this.server.http.on(TOKEN, ImdsServer.token("token-1", lifetime));
		InstanceMetadataCredentialsSource source = this.server.source();
		source.retrieve();
		this.server.http.asked();
		source.retrieve();
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS);
	}

	private InstanceMetadataCredentialsSource impatient(boolean v1Fallback) {
		CredentialsHttpClient http = CredentialsHttpClient
			.builder(HttpOptions.metadata().withReadTimeout(Duration.ofMillis(200)))
			.pause((delay) -> {
			})
			.build();
		return new InstanceMetadataCredentialsSource(
				new InstanceMetadataOptions(this.server.http.url(), null, v1Fallback, false, null), (name) -> null,
				InstanceMetadataProfile::none, http, this.server.now::get);
	}

	private static CredentialsException retrieveFails(InstanceMetadataCredentialsSource source) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

}
