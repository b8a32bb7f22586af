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

class AuthenticatorTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/demo";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private final TestCredentials user = this.server.addUser("AKIATESTTESTTESTTEST", "secret/with+signs",
			"123456789012");

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void unknownKeyIsRefused() {
		TestCredentials unknown = new TestCredentials("AKIAUNKNOWNUNKNOWN00", "secret", null, null, "");
		assertError(identity(unknown), 403, "InvalidClientTokenId",
				"The security token included in the request is invalid.");
	}

	@Test
	void wrongSecretIsRefused() {
		TestCredentials wrong = new TestCredentials(this.user.accessKeyId(), "wrong", null, null, "");
		HttpResponse<String> response = identity(wrong);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(xml(response, "Code")).isEqualTo("SignatureDoesNotMatch");
		assertThat(xml(response, "Message"))
			.startsWith("The request signature we calculated does not match the signature you provided.");
	}

	@Test
	void signatureOfTheWrongTimeIsRefused() {
		assertThat(identity(Duration.ofMinutes(5)).statusCode()).isEqualTo(200);
		assertThat(identity(Duration.ofMinutes(-5)).statusCode()).isEqualTo(200);
		assertError(identity(Duration.ofSeconds(-301)), 403, "SignatureDoesNotMatch",
				"Signature expired: 20261121T075459Z is now earlier than 20261121T075500Z (20261121T080000Z - 5 min.)");
		assertError(identity(Duration.ofSeconds(301)), 403, "SignatureDoesNotMatch",
				"Signature not yet current: 20261121T080501Z is still later than 20261121T080500Z"
						+ " (20261121T080000Z + 5 min.)");
	}

	@Test
	void skewMovesTheServersClock() {
		this.server.skew(Duration.ofMinutes(10));
		HttpResponse<String> response = identity(this.user);
		assertThat(xml(response, "Code")).isEqualTo("SignatureDoesNotMatch");
		assertThat(response.headers().firstValue("Date")).hasValue("Sat, 21 Nov 2026 08:10:00 GMT");
		assertThat(identity(Duration.ofMinutes(10)).statusCode()).isEqualTo(200);
	}

	@Test
	void sessionTokenMustBeTheKeys() {
		TestCredentials issued = issue();
		TestCredentials without = new TestCredentials(issued.accessKeyId(), issued.secretAccessKey(), null, null, "");
		TestCredentials other = new TestCredentials(issued.accessKeyId(), issued.secretAccessKey(), "other", null, "");
		TestCredentials userWith = new TestCredentials(this.user.accessKeyId(), this.user.secretAccessKey(), "other",
				null, "");
		assertThat(identity(issued).statusCode()).isEqualTo(200);
		assertThat(xml(identity(without), "Code")).isEqualTo("InvalidClientTokenId");
		assertThat(xml(identity(other), "Code")).isEqualTo("InvalidClientTokenId");
		assertThat(xml(identity(userWith), "Code")).isEqualTo("InvalidClientTokenId");
	}

	@Test
	void issuedKeyExpires() {
		TestCredentials issued = issue();
		this.clock.advance(Duration.ofSeconds(3599));
		assertThat(identity(issued).statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(1));
		assertError(identity(issued), 403, "ExpiredToken", "The security token included in the request is expired");
	}

	@Test
	void revokedKeyIsTreatedAsExpired() {
		TestCredentials issued = issue();
		this.server.revoke(issued.accessKeyId());
		assertThat(xml(identity(issued), "Code")).isEqualTo("ExpiredToken");
	}

	@Test
	void signatureForAnotherServiceIsRefused() {
		HttpResponse<String> response = this.client.signed(this.user, this.clock.instant(), "s3", "POST", "/",
				Map.of("Content-Type", "application/x-www-form-urlencoded"), "Action=GetCallerIdentity");
		assertError(response, 403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'sts'.");
	}

	@Test
	void declaredBodyMustBeTheBody() {
		HttpResponse<String> response = this.client.signed(this.user, this.clock.instant(), "sts", "POST", "/",
				Map.of("Content-Type", "application/x-www-form-urlencoded", "x-amz-content-sha256", "0".repeat(64)),
				"Action=GetCallerIdentity");
		assertThat(xml(response, "Code")).isEqualTo("SignatureDoesNotMatch");
	}

	@Test
	void bodyMayBeUnsigned() {
		HttpResponse<String> response = this.client.signed(this.user, this.clock.instant(), "sts", "POST", "/",
				Map.of("Content-Type", "application/x-www-form-urlencoded", "x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
				"Action=GetCallerIdentity");
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void incompleteSignatureIsRefused() {
		HttpResponse<String> response = this.client.unsignedSts(Map.of("Authorization",
				"AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, Signature=e", "X-Amz-Date", "20261121T080000Z"),
				"GetCallerIdentity");
		assertError(response, 400, "IncompleteSignature", "Authorization header requires 'SignedHeaders' parameter.");
	}

	private TestCredentials issue() {
		this.server.role(ROLE);
		return credentials(this.client.sts(this.user, this.clock.instant(), "AssumeRole", "RoleArn", ROLE,
				"RoleSessionName", "session"));
	}

	private HttpResponse<String> identity(TestCredentials credentials) {
		return this.client.sts(credentials, this.clock.instant(), "GetCallerIdentity");
	}

	private HttpResponse<String> identity(Duration skew) {
		return this.client.sts(this.user, this.clock.instant().plus(skew), "GetCallerIdentity");
	}

	private static void assertError(HttpResponse<String> response, int status, String code, String message) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(xml(response, "Code")).isEqualTo(code);
		assertThat(xml(response, "Message")).isEqualTo(message);
	}

}
