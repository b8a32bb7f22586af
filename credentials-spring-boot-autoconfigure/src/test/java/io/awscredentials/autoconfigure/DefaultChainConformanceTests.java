package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.source.ConformanceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Recorded cases of the default chain that end at metadata.
 */
class DefaultChainConformanceTests {

	@ParameterizedTest
	@ValueSource(strings = { "ecs_credentials", "ecs_credentials_invalid_profile", "eks_pod_identity_no_token_file",
			"imds_default_chain_error", "imds_default_chain_retries" })
	void recorded(String name) {
		Path folder = ConformanceCases.path("default-chain").resolve(name);
		Map<String, String> environment = ConformanceCases.strings(ConformanceCases.json(folder.resolve("env.json")));
		environment.replaceAll((variable, value) -> (variable.equals("HOME") || variable.endsWith("_FILE"))
				? folder + "/fs" + value : value);
		RecordedTraffic traffic = new RecordedTraffic(ConformanceCases.json(folder.resolve("http-traffic.json")));
		JsonNode expected = ConformanceCases.json(folder.resolve("test-case.json")).at("/result/Ok");
		Instant expiry = Instant.ofEpochSecond(expected.path("expiry").asLong(1632270906));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> environment::get)
			.withBean(CredentialsRestClientCustomizer.class, () -> traffic)
			.withBean("credentialsClock", InstantSource.class,
					() -> InstantSource.fixed(expiry.minus(Duration.ofHours(1))))
			.withPropertyValues("aws.credentials.startup=lazy")
			.run((context) -> {
				CredentialsProvider provider = context.getBean(CredentialsProvider.class);
				if (expected.isMissingNode()) {
					assertThatExceptionOfType(CredentialsException.class).isThrownBy(provider::resolveCredentials);
				}
				else {
					assertThat(provider.resolveCredentials())
						.isEqualTo(new Credentials(expected.get("access_key_id").asString(),
								expected.get("secret_access_key").asString(), expected.get("session_token").asString(),
								expiry, expected.path("account_id").asString(null)));
				}
				assertThat(traffic.left()).isZero();
			});
	}

}
