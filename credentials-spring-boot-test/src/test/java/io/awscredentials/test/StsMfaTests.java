package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.awscredentials.test.AwsClient.credentials;
import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StsMfaTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/demo";

	private static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private static final String INVALID = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock).mfaDevice(DEVICE, "JBSWY3DPEHPK3PXP");

	private final AwsClient client = new AwsClient(this.server);

	private final TestCredentials user = this.server.addUser();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void roleThatRequiresMfaWantsACode() {
		this.server.role(ROLE).requireMfa();
		HttpResponse<String> response = assumeRole(this.user);
		assertDenied(response, "User: arn:aws:iam::123456789012:user/test is not authorized to perform:"
				+ " sts:AssumeRole on resource: " + ROLE);
		assertThat(assumeRole(this.user, DEVICE, this.server.currentCode(DEVICE)).statusCode()).isEqualTo(200);
	}

	@Test
	void codeIsAcceptedOnce() {
		this.server.role(ROLE);
		String code = this.server.currentCode(DEVICE);
		assertThat(assumeRole(this.user, DEVICE, code).statusCode()).isEqualTo(200);
		assertDenied(assumeRole(this.user, DEVICE, code), INVALID);
		this.clock.advance(Duration.ofSeconds(30));
		assertDenied(assumeRole(this.user, DEVICE, code), INVALID);
		assertThat(assumeRole(this.user, DEVICE, this.server.currentCode(DEVICE)).statusCode()).isEqualTo(200);
	}

	@Test
	void codeOfTheNeighbouringStepsIsAccepted() {
		this.server.role(ROLE);
		String first = this.server.currentCode(DEVICE);
		this.clock.advance(Duration.ofSeconds(60));
		assertDenied(assumeRole(this.user, DEVICE, first), INVALID);
		this.clock.advance(Duration.ofSeconds(-30));
		assertThat(assumeRole(this.user, DEVICE, first).statusCode()).isEqualTo(200);
	}

	@Test
	void unusedCodeIsAccepted() {
		this.server.role(ROLE);
		for (int i = 0; i < 3; i++) {
			assertThat(assumeRole(this.user, DEVICE, this.server.unusedCode(DEVICE)).statusCode()).isEqualTo(200);
		}
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.server.unusedCode(DEVICE))
			.withMessageContaining(DEVICE);
	}

	@Test
	void wrongCodeIsDeniedWhereNoneIsRequiredToo() {
		this.server.role(ROLE);
		assertDenied(assumeRole(this.user, DEVICE, "000000"), INVALID);
		assertDenied(assumeRole(this.user, DEVICE + "-other", this.server.currentCode(DEVICE)), INVALID);
	}

	@Test
	void codeNeedsASerialNumber() {
		this.server.role(ROLE);
		assertDenied(
				this.client.sts(this.user, this.clock.instant(), "AssumeRole", "RoleArn", ROLE, "RoleSessionName",
						"session", "TokenCode", this.server.currentCode(DEVICE)),
				"MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
	}

	@Test
	void codeMustHaveSixDigits() {
		HttpResponse<String> response = assumeRole(this.user, DEVICE, "12345");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(xml(response, "Message")).isEqualTo("1 validation error detected: Value '***' at 'tokenCode'"
				+ " failed to satisfy constraint: Member must have length greater than or equal to 6");
	}

	@Test
	void roleMayRequireACertainDevice() {
		this.server.mfaDevice(DEVICE + "-other", "KRSXG5CTMVRXEZLU");
		this.server.role(ROLE).requireMfa(DEVICE);
		String other = DEVICE + "-other";
		assertThat(assumeRole(this.user, other, this.server.currentCode(other)).statusCode()).isEqualTo(403);
		assertThat(assumeRole(this.user, DEVICE, this.server.currentCode(DEVICE)).statusCode()).isEqualTo(200);
	}

	@Test
	void sessionTokenWithMfaServesRolesThatRequireIt() {
		this.server.role(ROLE).requireMfa();
		TestCredentials plain = credentials(this.client.sts(this.user, this.clock.instant(), "GetSessionToken"));
		assertThat(assumeRole(plain).statusCode()).isEqualTo(403);
		TestCredentials authenticated = credentials(this.client.sts(this.user, this.clock.instant(), "GetSessionToken",
				"SerialNumber", DEVICE, "TokenCode", this.server.currentCode(DEVICE)));
		assertThat(assumeRole(authenticated).statusCode()).isEqualTo(200);
		assertThat(assumeRole(authenticated).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> assumeRole(TestCredentials credentials) {
		return this.client.sts(credentials, this.clock.instant(), "AssumeRole", "RoleArn", ROLE, "RoleSessionName",
				"session");
	}

	private HttpResponse<String> assumeRole(TestCredentials credentials, String serialNumber, String code) {
		return this.client.sts(credentials, this.clock.instant(), "AssumeRole", "RoleArn", ROLE, "RoleSessionName",
				"session", "SerialNumber", serialNumber, "TokenCode", code);
	}

	private static void assertDenied(HttpResponse<String> response, String message) {
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(xml(response, "Code")).isEqualTo("AccessDenied");
		assertThat(xml(response, "Message")).isEqualTo(message);
	}

}
