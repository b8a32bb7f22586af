package io.awscredentials.source.imds;

import java.net.ConnectException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.ConformanceCases;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where the token is asked for, as the recorded cases of the AWS SDK for Rust have it.
 * Their config file has one section, which is handed over as the profile in use.
 */
class ImdsEndpointConformanceTests {

	@TestFactory
	Stream<DynamicTest> cases() {
		return ConformanceCases.tests("imds-endpoint-tests.json")
			.stream()
			.map((test) -> DynamicTest.dynamicTest(test.get("docs").asString(), () -> check(test)));
	}

	private static void check(JsonNode test) {
		List<String> asked = new ArrayList<>();
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.metadata())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				asked.add(request.getURI().toString());
				throw new ConnectException("Connection refused");
			})))
			.build();
		InstanceMetadataProfile profile = profile(ConformanceCases.strings(test.get("fs")).getOrDefault("config", ""));
		InstanceMetadataCredentialsSource source = new InstanceMetadataCredentialsSource(options(test),
				ConformanceCases.strings(test.get("env"))::get, () -> profile, http, InstantSource.system());
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(source::retrieve)
			.actual();
		JsonNode expected = test.get("result").get("Ok");
		if (expected != null) {
			assertThat(asked).containsExactly(expected.asString());
		}
		else {
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(asked).isEmpty();
		}
	}

	private static InstanceMetadataOptions options(JsonNode test) {
		String mode = test.path("mode_override").asString("");
		return new InstanceMetadataOptions(test.path("endpoint_override").asString(""), EndpointMode.of(mode), false,
				false, null);
	}

	private static InstanceMetadataProfile profile(String config) {
		Map<String, String> values = new HashMap<>();
		config.lines().filter((line) -> line.contains("=")).forEach((line) -> {
			String[] pair = line.split("=", 2);
			values.put(pair[0].strip(), pair[1].strip());
		});
		return new InstanceMetadataProfile(values.get("ec2_metadata_service_endpoint"),
				values.get("ec2_metadata_service_endpoint_mode"), null, null);
	}

}
