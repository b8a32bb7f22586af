package io.awscredentials.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.source.container.ContainerCredentialsSource;
import io.awscredentials.source.container.ContainerOptions;
import io.awscredentials.source.imds.InstanceMetadataCredentialsSource;
import io.awscredentials.source.imds.InstanceMetadataOptions;
import io.awscredentials.source.imds.InstanceMetadataProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for agents and metadata services that are asked by a machine whose clock is
 * wrong.
 */
class WrongClockTests {

	private final Instant expiration = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

	private final ScriptedServer server;

	WrongClockTests() throws Exception {
		this.server = new ScriptedServer();
	}

	@AfterEach
	void close() throws Exception {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void containerCredentialsExpireByTheLocalClock(int hours) {
		this.server.on("GET /creds", ScriptedServer.json(answer()));
		assertExpiration(new ContainerCredentialsSource(ContainerOptions.defaults(),
				Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.server.url() + "/creds")::get, http(hours))
			.retrieve(), hours);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 2 })
	void instanceMetadataCredentialsExpireByTheLocalClock(int hours) {
		this.server.on("PUT /latest/api/token", ScriptedServer.text(200, "token"))
			.on("GET /latest/meta-data/iam/security-credentials/", ScriptedServer.text(200, "role"))
			.on("GET /latest/meta-data/iam/security-credentials/role", ScriptedServer.json(answer()));
		InstanceMetadataOptions options = new InstanceMetadataOptions(this.server.url(), null, false, false, null);
		assertExpiration(new InstanceMetadataCredentialsSource(options, (name) -> null, InstanceMetadataProfile::none,
				http(hours), local(hours))
			.retrieve(), hours);
	}

	private void assertExpiration(Credentials credentials, int hours) {
		assertThat(Objects.requireNonNull(credentials.expiration()))
			.isCloseTo(this.expiration.plus(Duration.ofHours(hours)), within(5, ChronoUnit.SECONDS));
	}

	private String answer() {
		return "{\"Code\":\"Success\",\"AccessKeyId\":\"ASIAEXAMPLEEXAMPLE00\",\"SecretAccessKey\":\"s\","
				+ "\"Token\":\"t\",\"Expiration\":\"" + this.expiration + "\"}";
	}

	private static CredentialsHttpClient http(int hours) {
		return CredentialsHttpClient.builder(HttpOptions.container()).clockSkew(new ClockSkew(local(hours))).build();
	}

	private static InstantSource local(int hours) {
		return () -> Instant.now().plus(Duration.ofHours(hours));
	}

}
