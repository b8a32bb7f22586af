package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A role and what the actuator says of it, over the real sockets of the Boot it is built with.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTests {

	private static final AwsTestServer aws = AwsTestServer.start();

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		aws.properties().forEach((name, value) -> registry.add(name, () -> value));
		TestCredentials user = aws.addUser();
		aws.role("arn:aws:iam::123456789012:role/orders");
		registry.add("aws.credentials.static.access-key-id", user::accessKeyId);
		registry.add("aws.credentials.static.secret-access-key", user::secretAccessKey);
		registry.add("aws.credentials.named.orders.source", () -> "default");
		registry.add("aws.credentials.named.orders.assume-role.role-arn", () -> "arn:aws:iam::123456789012:role/orders");
		registry.add("aws.credentials.named.orders.expected-account-ids", () -> "123456789012");
		registry.add("aws.credentials.startup", () -> "required");
		registry.add("aws.credentials.console.enabled", () -> "true");
		registry.add("management.endpoints.web.exposure.include", () -> "awscredentials,health,metrics");
		registry.add("management.endpoint.health.show-details", () -> "always");
	}

	@Test
	void resolveIssuesCredentialsOfTheRole(@Autowired @Qualifier("orders") CredentialsProvider orders) {
		assertThat(orders.resolveCredentials().accessKeyId()).startsWith("ASIA");
		assertThat(aws.count("AssumeRole")).isEqualTo(1);
	}

	@Test
	void actuatorShowsThem(@Autowired Environment environment, @Autowired @Qualifier("orders") CredentialsProvider orders)
			throws IOException, InterruptedException {
		orders.resolveCredentials();
		assertThat(get(environment, "/actuator/awscredentials/orders")).contains("\"state\":\"VALID\"", "AssumeRole");
		assertThat(get(environment, "/actuator/health/awsCredentials")).contains("\"status\":\"UP\"");
		assertThat(get(environment, "/actuator/awscredentials/console/")).contains("<!DOCTYPE html>");
		assertThat(get(environment, "/actuator/metrics/aws.credentials.remaining")).contains("\"VALUE\"");
	}

	@Test
	void signingIsThere(@Autowired AwsSigning signing) {
		assertThat(signing.of("execute-api")).isNotNull();
	}

	private static String get(Environment environment, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

}
