package io.awscredentials.source.imds;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.source.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.source.imds.ImdsServer.CREDENTIALS;
import static io.awscredentials.source.imds.ImdsServer.EXTENDED;
import static io.awscredentials.source.imds.ImdsServer.LIST;
import static io.awscredentials.source.imds.ImdsServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InstanceMetadataCredentialsSource}: what it asks, and in which order.
 */
class InstanceMetadataCredentialsSourceTests {

	private final ImdsServer server;

	InstanceMetadataCredentialsSourceTests() throws IOException {
		this.server = new ImdsServer();
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void retrieveAsksForTokenRoleAndCredentials() {
		assertThat(this.server.source().retrieve())
			.isEqualTo(new Credentials("ASIAONE", "s3cret", "t0ken", Instant.parse("2026-11-21T10:00:00Z"), null));
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token")).isEqualTo("token-1");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, LIST, CREDENTIALS);
	}

	@Test
	void tokenIsAskedForSixHours() {
		this.server.http.on(LIST, ScriptedServer.text(404, ""));
		retrieveFails(this.server.source());
		assertThat(this.server.http.asked()).containsExactly(TOKEN, LIST);
		this.server.http.on(TOKEN, ScriptedServer.text(403, ""));
		retrieveFails(this.server.source());
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token-ttl-seconds")).isEqualTo("21600");
	}

	@Test
	void retrieveWhenWarmIsOneRequest() {
		InstanceMetadataCredentialsSource source = this.server.source();
		source.retrieve();
		this.server.http.asked();
		this.server.http.on(CREDENTIALS, ImdsServer.credentials("ASIATWO"));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS);
	}

	@Test
	void nameAndPastExpiryAreThoseOfAnInstance() {
		assertThat(this.server.source().name()).isEqualTo("InstanceMetadata");
		assertThat(this.server.source().retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.PROLONGED);
	}

	@Test
	void tokenIsRenewedALittleBeforeItsEnd() {
		this.server.http.on(TOKEN, ImdsServer.token("token-1", "600"), ImdsServer.token("token-2", "600"));
		InstanceMetadataCredentialsSource source = this.server.source();
		source.retrieve();
		this.server.now.set(ImdsServer.NOW.plusSeconds(479));
		this.server.http.asked();
		source.retrieve();
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS);
		this.server.now.set(ImdsServer.NOW.plusSeconds(480));
		source.retrieve();
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token")).isEqualTo("token-2");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, CREDENTIALS);
	}

	@Test
	void tokenOfShortLifeIsKeptForMostOfIt() {
		ImdsToken token = ImdsToken.of("token", ImdsServer.NOW, Duration.ofSeconds(60));
		assertThat(token.usable(ImdsServer.NOW.plusSeconds(47))).isTrue();
		assertThat(token.usable(ImdsServer.NOW.plusSeconds(48))).isFalse();
		assertThat(token).asString().doesNotContain("token-1").contains("****");
	}

	@Test
	void retrieveWhenTokenIsRefusedRenewsItOnce() {
		InstanceMetadataCredentialsSource source = this.server.source();
		source.retrieve();
		this.server.http.asked();
		this.server.http.on(TOKEN, ImdsServer.token("token-2", "21600"))
			.on(CREDENTIALS, ScriptedServer.text(401, ""), ImdsServer.credentials("ASIATWO"));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
		assertThat(this.server.http.last().header("x-aws-ec2-metadata-token")).isEqualTo("token-2");
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS, TOKEN, CREDENTIALS);
	}

	@Test
	void retrieveWhenTokenIsRefusedAgainFailsAndForgetsIt() {
		this.server.http.on(LIST, ScriptedServer.text(401, ""));
		InstanceMetadataCredentialsSource source = this.server.source();
		CredentialsException failure = retrieveFails(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageContaining("status 401");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, LIST, TOKEN, LIST);
		retrieveFails(source);
		assertThat(this.server.http.asked()).startsWith(TOKEN);
	}

	@Test
	void retrieveWhenAnotherRoleIsAttachedAsksForItsName() {
		InstanceMetadataCredentialsSource source = this.server.source();
		source.retrieve();
		this.server.http.asked();
		this.server.http.on(CREDENTIALS, ScriptedServer.text(404, ""))
			.on(LIST, ScriptedServer.text(200, "other-role\n"))
			.on(LIST + "other-role", ImdsServer.credentials("ASIAOTHER"));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAOTHER");
		assertThat(this.server.http.asked()).containsExactly(CREDENTIALS, LIST, LIST + "other-role");
		source.retrieve();
		assertThat(this.server.http.asked()).containsExactly(LIST + "other-role");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n" })
	void retrieveWhenThereIsNoRoleSaysSo(String list) {
		this.server.http.on(LIST, ScriptedServer.text((list.isEmpty()) ? 404 : 200, list));
		CredentialsException failure = retrieveFails(this.server.source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_NO_ROLE);
		assertThat(failure).hasMessageContaining("/latest/meta-data/iam/security-credentials/");
	}

	@Test
	void retrieveWhenRoleHasNoCredentialsSaysSo() {
		this.server.http.on(CREDENTIALS, ScriptedServer.text(404, ""));
		CredentialsException failure = retrieveFails(this.server.source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_NO_ROLE);
		assertThat(failure).hasMessageContaining("'test-role'");
	}

	@Test
	void retrieveWithProfileNameAsksTheExtendedPathFirst() {
		this.server.http.on(EXTENDED + "named",
				ScriptedServer.json(ImdsServer.json("ASIANAMED").replace("{", "{\"AccountId\": \"123456789012\",")));
		InstanceMetadataCredentialsSource source = named();
		assertThat(source.retrieve().accountId()).isEqualTo("123456789012");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, EXTENDED + "named");
	}

	@Test
	void retrieveWithProfileNameFallsBackAndRemembersIt() {
		this.server.http.on(LIST + "named", ImdsServer.credentials("ASIANAMED"));
		InstanceMetadataCredentialsSource source = named();
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIANAMED");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, EXTENDED + "named", LIST + "named");
		source.retrieve();
		assertThat(this.server.http.asked()).containsExactly(LIST + "named");
	}

	@Test
	void retrieveWithUnknownProfileNameSaysSo() {
		CredentialsException failure = retrieveFails(named());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageContaining("'named'");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, EXTENDED + "named", LIST + "named");
	}

	@Test
	void retrieveWhenServiceFailsForAMomentTriesAgain() {
		this.server.http.on(TOKEN, ScriptedServer.text(503, ""), ImdsServer.token("token-1", "21600"))
			.on(LIST, ScriptedServer.text(500, ""), ScriptedServer.text(200, "test-role"))
			.on(CREDENTIALS, ScriptedServer.text(503, ""), ImdsServer.credentials("ASIAONE"));
		assertThat(this.server.source().retrieve().accessKeyId()).isEqualTo("ASIAONE");
		assertThat(this.server.http.asked()).containsExactly(TOKEN, TOKEN, LIST, LIST, CREDENTIALS, CREDENTIALS);
	}

	@Test
	void retrieveWhenNobodyIsThereAsksOnce() {
		AtomicInteger attempts = new AtomicInteger();
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.metadata())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				attempts.incrementAndGet();
				throw new ConnectException("Connection refused");
			})))
			.build();
		InstanceMetadataCredentialsSource source = new InstanceMetadataCredentialsSource(
				InstanceMetadataOptions.defaults(), (name) -> null, InstanceMetadataProfile::none, http,
				InstantSource.system());
		CredentialsException failure = retrieveFails(source);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_UNAVAILABLE);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageContaining("PUT http://169.254.169.254/latest/api/token");
		assertThat(attempts).hasValue(1);
	}

	private InstanceMetadataCredentialsSource named() {
		return this.server.source(new InstanceMetadataOptions(this.server.http.url() + "/", null, false, false, null),
				Map.of("AWS_EC2_INSTANCE_PROFILE_NAME", "named"));
	}

	private static CredentialsException retrieveFails(InstanceMetadataCredentialsSource source) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve).actual();
	}

}
