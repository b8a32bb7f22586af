package io.awscredentials.source.container;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
 * Where the credentials are asked for, as the recorded cases of the AWS SDK for Rust have
 * it.
 */
class ContainerConformanceTests {

	@TestFactory
	Stream<DynamicTest> cases() {
		return ConformanceCases.tests("ecs-tests.json")
			.stream()
			.map((test) -> DynamicTest.dynamicTest(test.get("docs").asString(), () -> check(test)));
	}

	private static void check(JsonNode test) {
		Set<String> asked = new TreeSet<>();
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.container())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> {
				asked.add(request.getURI().toString());
				throw new ConnectException("Connection refused");
			})))
			.pause((delay) -> {
			})
			.build();
		ContainerCredentialsSource source = new ContainerCredentialsSource(ContainerOptions.defaults(),
				ConformanceCases.strings(test.get("env"))::get, http, ContainerConformanceTests::resolve);
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(source::retrieve)
			.actual();
		JsonNode expected = test.get("result").get("Ok");
		if (expected != null) {
			assertThat(asked).containsExactly(expected.asString());
		}
		else {
			assertThat(failure.code()).isIn(CredentialsErrorCode.CONTAINER_URI, CredentialsErrorCode.NOT_FOUND);
			assertThat(asked).isEmpty();
		}
	}

	private static InetAddress[] resolve(String host) throws UnknownHostException {
		return InetAddress.getAllByName((host.equals("localhost")) ? "127.0.0.1" : host);
	}

}
