package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for web identities whose token is not in a file, from the variables of a platform
 * to credentials.
 */
class WebIdentityTokensTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private static final String PREFIX = "aws.credentials.web-identity.";

	private final AwsTestServer aws = AwsTestServer.start();

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues(this.aws.properties().entrySet().stream().map(Map.Entry::toString).toArray(String[]::new))
		.withPropertyValues(PREFIX + "role-arn=" + ROLE);

	private HttpServer platform;

	private String address;

	private volatile String answer;

	private volatile String query;

	@BeforeEach
	void start() throws IOException {
		this.aws.role(ROLE);
		this.aws.webIdentityToken("platform-token");
		this.platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.platform.createContext("/", (exchange) -> {
			this.query = exchange.getRequestURI().getQuery();
			byte[] body = this.answer.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.platform.start();
		this.address = "localhost:" + this.platform.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.platform.stop(0);
		this.aws.close();
	}

	private void assertThatCredentialsCome(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
			.isEqualTo("210987654321"));
	}

	private static void assertThatStartFails(ApplicationContextRunner runner, String... words) {
		runner.run((context) -> assertThat(context).getFailure().rootCause().message().contains(words));
	}

	@Test
	void github() {
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", "http://" + this.address + "/?v=1");
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job");
		this.answer = "{\"value\":\"platform-token\"}";
		assertThatCredentialsCome(this.runner.withPropertyValues(PREFIX + "token=github"));
		assertThat(this.query).isEqualTo("v=1&audience=sts.amazonaws.com");
	}

	@Test
	void gitlab() {
		this.environment.put("GITLAB_OIDC_TOKEN", "platform-token");
		assertThatCredentialsCome(this.runner.withPropertyValues(PREFIX + "token=gitlab"));
		this.environment.put("OTHER", this.environment.remove("GITLAB_OIDC_TOKEN"));
		assertThatCredentialsCome(this.runner.withPropertyValues(PREFIX + "token=gitlab:OTHER"));
	}

	@Test
	void google() {
		this.environment.put("GCE_METADATA_HOST", this.address);
		this.answer = "platform-token";
		assertThatCredentialsCome(this.runner.withPropertyValues(PREFIX + "token=google", PREFIX + "audience=mine"));
		assertThat(this.query).isEqualTo("audience=mine&format=full");
	}

	@Test
	void azure() {
		this.environment.put("IDENTITY_ENDPOINT", "http://" + this.address + "/");
		this.environment.put("IDENTITY_HEADER", "header");
		this.answer = "{\"access_token\":\"platform-token\"}";
		assertThatCredentialsCome(this.runner.withPropertyValues(PREFIX + "token=azure", PREFIX + "audience=app"));
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "token=azure"), PREFIX + "audience");
	}

	@Test
	void clientRegistrationOfSpringSecurity() {
		this.answer = "{\"access_token\":\"platform-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
		ClientRegistration registration = ClientRegistration.withRegistrationId("idp")
			.clientId("orders")
			.clientSecret("secret")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenUri("http://" + this.address + "/token")
			.build();
		ApplicationContextRunner secured = this.runner.withBean(ClientRegistrationRepository.class,
				() -> new InMemoryClientRegistrationRepository(registration));
		assertThatCredentialsCome(secured.withPropertyValues(PREFIX + "token=oauth2:idp"));
		assertThatStartFails(secured.withPropertyValues(PREFIX + "token=oauth2:other"), PREFIX + "token",
				"client registration 'other', which does not exist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GitHub", "github:x", "aws", "oauth2", "oauth2:", "gitlab: " })
	void platformThatNobodyKnowsStopsTheStart(String token) {
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "token=" + token), PREFIX + "token",
				"no platform that gives tokens");
	}

	@Test
	void fileAndPlatformContradict() {
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "token=github", PREFIX + "token-file=/token"),
				PREFIX + "token", "token-file");
	}

}
