package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.awscredentials.test.AwsClient.credentials;
import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class StsFederationTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/demo";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void webIdentityTokenBecomesCredentials() {
		this.server.role(ROLE);
		this.server.webIdentityToken("a.web.token");
		HttpResponse<String> response = webIdentity("a.web.token");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("<AssumeRoleWithWebIdentityResponse ");
		assertThat(xml(this.client.sts(credentials(response), this.clock.instant(), "GetCallerIdentity"), "Arn"))
			.isEqualTo("arn:aws:sts::123456789012:assumed-role/demo/session");
	}

	@Test
	void unknownTokenIsRefused() {
		this.server.role(ROLE);
		HttpResponse<String> response = webIdentity("unknown");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(xml(response, "Code")).isEqualTo("InvalidIdentityToken");
	}

	@Test
	void expiredTokenIsRefused() {
		this.server.role(ROLE);
		this.server.webIdentityToken("token", this.clock.instant().plusSeconds(10));
		assertThat(webIdentity("token").statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(10));
		HttpResponse<String> response = webIdentity("token");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(xml(response, "Code")).isEqualTo("ExpiredTokenException");
	}

	@Test
	void providerThatCannotBeReachedIsAFault() {
		this.server.role(ROLE);
		this.server.webIdentityToken("token");
		this.server.fault(Fault.error(400, "IDPCommunicationError", "Error communicating with the provider").times(1));
		assertThat(xml(webIdentity("token"), "Code")).isEqualTo("IDPCommunicationError");
		assertThat(webIdentity("token").statusCode()).isEqualTo(200);
	}

	@Test
	void roleNobodyRegisteredIsDenied() {
		this.server.webIdentityToken("token");
		HttpResponse<String> response = webIdentity("token");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(xml(response, "Message")).isEqualTo("Not authorized to perform sts:AssumeRoleWithWebIdentity");
	}

	@Test
	void signedCallIsRefused() {
		this.server.role(ROLE);
		this.server.webIdentityToken("token");
		HttpResponse<String> response = this.client.sts(this.server.addUser(), this.clock.instant(),
				"AssumeRoleWithWebIdentity", "RoleArn", ROLE, "RoleSessionName", "session", "WebIdentityToken",
				"token");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(xml(response, "Message")).contains("must not be signed");
	}

	@Test
	void samlAssertionBecomesCredentials() {
		this.server.role(ROLE);
		this.server.samlAssertion("PHNhbWw+", this.clock.instant().plusSeconds(60));
		assertThat(xml(saml("PHNhbWw+"), "Arn")).isEqualTo("arn:aws:sts::123456789012:assumed-role/demo/saml-user");
		assertThat(xml(saml("b3RoZXI="), "Code")).isEqualTo("InvalidIdentityToken");
	}

	private HttpResponse<String> webIdentity(String token) {
		return this.client.unsignedSts(Map.of(), "AssumeRoleWithWebIdentity", "RoleArn", ROLE, "RoleSessionName",
				"session", "WebIdentityToken", token);
	}

	private HttpResponse<String> saml(String assertion) {
		return this.client.unsignedSts(Map.of(), "AssumeRoleWithSAML", "RoleArn", ROLE, "PrincipalArn",
				"arn:aws:iam::123456789012:saml-provider/idp", "SAMLAssertion", assertion);
	}

}
