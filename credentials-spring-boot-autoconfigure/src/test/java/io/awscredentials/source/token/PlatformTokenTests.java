package io.awscredentials.source.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link PlatformToken}, against a server that answers as the platforms do.
 */
class PlatformTokenTests {

	private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2IifQ.c2lnbmF0dXJl";

	private final Map<String, String> environment = new HashMap<>();

	private final CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.service().withMaxAttempts(1))
		.build();

	private HttpServer server;

	private String address;

	private volatile int status = 200;

	private volatile String answer = "";

	private volatile HttpExchange seen;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.seen = exchange;
			byte[] body = this.answer.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
		this.address = "localhost:" + this.server.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private PlatformToken github() {
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", "http://" + this.address + "/token?api-version=2.0");
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job-secret");
		return PlatformToken.github("sts.amazonaws.com", this.environment::get, this.http);
	}

	private static CredentialsException failure(PlatformToken token) {
		return catchThrowableOfType(CredentialsException.class, token::get);
	}

	@Test
	void githubIsAskedWithTheTokenOfTheJob() {
		this.answer = "{\"count\":1000,\"value\":\"" + TOKEN + "\"}";
		assertThat(github().get()).isEqualTo(TOKEN);
		assertThat(this.seen.getRequestURI().toString()).isEqualTo("/token?api-version=2.0&audience=sts.amazonaws.com");
		assertThat(this.seen.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer job-secret");
	}

	@Test
	void githubJobWithoutPermissionIsTold() {
		CredentialsException failure = failure(
				PlatformToken.github("sts.amazonaws.com", this.environment::get, this.http));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(failure).hasMessage("GitHub Actions did not set ACTIONS_ID_TOKEN_REQUEST_TOKEN");
		assertThat(failure.advice()).contains("id-token: write");
		assertThat(failure.retryable()).isFalse();
	}

	@Test
	void githubTokenIsNotSentWithoutTls() {
		PlatformToken github = github();
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", "http://192.0.2.1/token");
		CredentialsException failure = failure(github);
		assertThat(failure).hasMessageContaining("without TLS");
		assertThat(failure.getMessage() + failure.advice()).doesNotContain("job-secret");
	}

	@Test
	void gitlabTokenIsInAVariable() {
		this.environment.put("MY_TOKEN", TOKEN);
		assertThat(PlatformToken.gitlab("MY_TOKEN", this.environment::get).get()).isEqualTo(TOKEN);
		CredentialsException failure = failure(PlatformToken.gitlab("OTHER", this.environment::get));
		assertThat(failure).hasMessage("GitLab did not set OTHER");
	}

	@Test
	void googleIsAskedAsItsMetadataServerWantsIt() {
		this.environment.put("GCE_METADATA_HOST", this.address);
		this.answer = TOKEN + "\n";
		assertThat(PlatformToken.google("my audience", this.environment::get, this.http).get()).isEqualTo(TOKEN);
		assertThat(this.seen.getRequestURI().toString()).isEqualTo("/computeMetadata/v1/instance/service-accounts/"
				+ "default/identity?audience=my%20audience&format=full");
		assertThat(this.seen.getRequestHeaders().getFirst("Metadata-Flavor")).isEqualTo("Google");
	}

	@Test
	void azureIsAskedAsAppServiceWantsIt() {
		this.environment.put("IDENTITY_ENDPOINT", "http://" + this.address + "/msi/token");
		this.environment.put("IDENTITY_HEADER", "header-secret");
		this.environment.put("AZURE_CLIENT_ID", "1234");
		this.answer = "{\"access_token\":\"" + TOKEN + "\",\"expires_on\":\"1586984735\",\"token_type\":\"Bearer\"}";
		assertThat(PlatformToken.azure("api://aws", this.environment::get, this.http).get()).isEqualTo(TOKEN);
		assertThat(this.seen.getRequestURI().toString())
			.isEqualTo("/msi/token?api-version=2019-08-01&resource=api%3A%2F%2Faws&client_id=1234");
		assertThat(this.seen.getRequestHeaders().getFirst("X-IDENTITY-HEADER")).isEqualTo("header-secret");
	}

	@Test
	void azureIsAskedAsVirtualMachinesWantIt() {
		this.answer = "{\"access_token\":\"" + TOKEN + "\"}";
		PlatformToken azure = new AzureToken("api://aws", this.environment::get, this.http, "http://" + this.address);
		assertThat(azure.get()).isEqualTo(TOKEN);
		assertThat(this.seen.getRequestURI().toString())
			.isEqualTo("/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2Faws");
		assertThat(this.seen.getRequestHeaders().getFirst("Metadata")).isEqualTo("true");
	}

	@Test
	void refusalIsToldByItsStatusAndNothingElse() {
		PlatformToken github = github();
		this.status = 403;
		this.answer = "{\"message\":\"" + TOKEN + "\"}";
		CredentialsException failure = failure(github);
		assertThat(failure)
			.hasMessage("GitHub Actions refused a token, GET http://" + this.address + "/token: status 403");
		assertThat(failure.retryable()).isFalse();
		this.status = 503;
		assertThat(failure(github).retryable()).isTrue();
	}

	@Test
	void answerWithoutATokenIsTold() {
		PlatformToken github = github();
		this.answer = "{\"value\":\" \"}";
		assertThat(failure(github)).hasMessage("GitHub Actions gave an answer without a token");
		this.answer = "<html>" + TOKEN;
		assertThat(failure(github)).hasMessageContaining("gave an answer that can't be read")
			.hasMessageNotContaining(TOKEN);
	}

	@Test
	void addressThatIsNoneIsNotShown() {
		PlatformToken github = github();
		this.environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", "secret address");
		assertThat(failure(github))
			.hasMessage("GitHub Actions set ACTIONS_ID_TOKEN_REQUEST_URL to something that is no http address");
	}

}
