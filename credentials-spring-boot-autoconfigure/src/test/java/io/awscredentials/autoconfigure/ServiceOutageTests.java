package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What becomes of the answers of a service in trouble, and of whatever is in front of it,
 * for each of them.
 */
class ServiceOutageTests {

	private static final String PAGE = "<!DOCTYPE html>\n<html><body>s3cret</body></html>";

	static final String START_URL = "https://example.awsapps.com/start";

	@TempDir
	Path folder;

	final Map<String, String> environment = new HashMap<>();

	private HttpServer server;

	String address;

	private volatile HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;

	private volatile String body = "";

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] bytes = this.body.getBytes(StandardCharsets.UTF_8);
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(this.status.value(), (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		this.server.start();
		this.address = "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private ApplicationContextRunner runner(AskedService service) throws IOException {
		this.environment.put("HOME", this.folder.toString());
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsIdentityTokenAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> this.environment::get)
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.http.max-attempts=1",
					"aws.credentials.region=us-east-1", "aws.credentials.sts.endpoint=" + this.address,
					"aws.credentials.sso.endpoint=" + this.address, "aws.credentials.sso.oidc-endpoint=" + this.address,
					"aws.credentials.login.endpoint=" + this.address,
					"aws.credentials.roles-anywhere.endpoint=" + this.address);
		return service.prepare(this, runner);
	}

	private CredentialsException failure(AskedService service, ApplicationContextRunner runner, HttpStatus status,
			String body) {
		this.status = status;
		this.body = body;
		AtomicReference<CredentialsException> failure = new AtomicReference<>();
		// One each: some remember a failure for a while.
		runner.run((context) -> failure.set(catchThrowableOfType(CredentialsException.class,
				context.getBean(service.bean(), CredentialsSource.class)::retrieve)));
		assertThat(failure.get()).as(status + ": " + body).isNotNull();
		assertThat(failure.get().toString()).doesNotContain("s3cret");
		return failure.get();
	}

	@ParameterizedTest
	@EnumSource
	void serviceInTroubleIsToldAsThat(AskedService service) throws IOException {
		ApplicationContextRunner runner = runner(service);
		Map<HttpStatus, String> answers = Map.of(HttpStatus.INTERNAL_SERVER_ERROR, service.error(),
				HttpStatus.BAD_GATEWAY, PAGE, HttpStatus.SERVICE_UNAVAILABLE, PAGE + " ".repeat(70_000),
				HttpStatus.GATEWAY_TIMEOUT, "");
		answers.forEach((status, body) -> {
			CredentialsException failure = failure(service, runner, status, body);
			assertThat(failure.code()).isEqualTo(service.outage());
			assertThat(failure).hasMessageContaining(service.display())
				.hasMessageContaining(" answered with status " + status.value() + " " + status.getReasonPhrase());
			assertThat(failure.retryable()).isTrue();
			assertThat(failure.advice()).contains("nothing to change here", "tried again").doesNotContain("Check");
		});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CONTAINER", "INSTANCE_METADATA", "GITHUB", "GOOGLE", "AZURE" })
	void pageInPlaceOfARefusalSendsNobodyTheWrongWay(AskedService service) throws IOException {
		ApplicationContextRunner runner = runner(service);
		for (HttpStatus status : List.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN,
				HttpStatus.PROXY_AUTHENTICATION_REQUIRED)) {
			CredentialsException failure = failure(service, runner, status, PAGE);
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
			assertThat(failure).hasMessageContaining("status " + status.value());
			assertThat(failure.advice()).contains("Check that the address is the one of", "no proxy or portal");
		}
	}

	@Test
	void identityTokenIsToldNoOtherwise() throws IOException {
		this.body = PAGE;
		runner(AskedService.STS)
			.withPropertyValues("aws.credentials.identity-token.orders.audience=https://example.com")
			.run((context) -> {
				CredentialsException failure = catchThrowableOfType(CredentialsException.class,
						() -> context.getBean(IdentityTokens.class).get("orders").getToken());
				assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
				assertThat(failure).hasMessageContaining("STS answered with status 503 Service Unavailable");
			});
	}

	Path cachedSignIn(Duration age) {
		try (AwsTestServer aws = AwsTestServer.start(0, InstantSource.fixed(Instant.now().minus(age)))) {
			aws.login().signIn().writeTo(this.folder.resolve(".aws/login/cache"), "session");
			return aws.identityCenter().signIn().writeTo(this.folder.resolve(".aws/sso/cache"), "dev", START_URL);
		}
	}

	ApplicationContextRunner web(ApplicationContextRunner runner, String token) {
		return runner.withPropertyValues("aws.credentials.web-identity.role-arn=arn:aws:iam::123456789012:role/demo",
				"aws.credentials.web-identity.token=" + token, "aws.credentials.web-identity.audience=demo");
	}

}
