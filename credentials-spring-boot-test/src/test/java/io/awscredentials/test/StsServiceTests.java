package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.awscredentials.test.AwsClient.credentials;
import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class StsServiceTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/path/demo";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private TestCredentials user;

	@BeforeEach
	void addUser() {
		this.user = this.server.addUser();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void assumeRoleAnswersInTheShapeOfAws() {
		this.server.role(ROLE);
		HttpResponse<String> response = assumeRole(this.user, "DurationSeconds", "900");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/xml");
		assertThat(response.headers().firstValue("Date")).hasValue("Sat, 21 Nov 2026 08:00:00 GMT");
		assertThat(response.body())
			.startsWith("<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">");
		assertThat(xml(response, "ResponseMetadata")).contains("<RequestId>");
		assertThat(xml(response, "AssumedRoleUser"))
			.contains("<Arn>arn:aws:sts::123456789012:assumed-role/demo/session</Arn>");
		TestCredentials issued = credentials(response);
		assertThat(issued.accessKeyId()).startsWith("ASIA").hasSize(20);
		assertThat(issued.expiration()).isEqualTo("2026-11-21T08:15:00Z");
		assertThat(this.server.issuedCredentials()).singleElement()
			.extracting(TestCredentials::accessKeyId)
			.isEqualTo(issued.accessKeyId());
	}

	@Test
	void assumeRoleWhenRoleIsNotRegisteredIsDenied() {
		assertError(assumeRole(this.user), 403, "AccessDenied",
				"User: arn:aws:iam::123456789012:user/test is not authorized to perform: sts:AssumeRole on resource: "
						+ ROLE);
	}

	@Test
	void assumeRoleWhenRoleDeniesIsDenied() {
		this.server.role(ROLE);
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(200);
		this.server.role(ROLE).deny();
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(403);
	}

	@Test
	void assumeRoleChecksExternalId() {
		this.server.role(ROLE).requireExternalId("tenant-1");
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(403);
		assertThat(assumeRole(this.user, "ExternalId", "tenant-2").statusCode()).isEqualTo(403);
		assertThat(assumeRole(this.user, "ExternalId", "tenant-1").statusCode()).isEqualTo(200);
	}

	@Test
	void assumeRoleChecksTrust() {
		this.server.role(ROLE).trust("999999999999");
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(403);
		this.server.role(ROLE).trust("123456789012");
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(200);
		this.server.role(ROLE).trust("arn:aws:iam::123456789012:user/test");
		assertThat(assumeRole(this.user).statusCode()).isEqualTo(200);
	}

	@Test
	void assumeRoleWithCredentialsOfARoleIsChaining() {
		String target = "arn:aws:iam::210987654321:role/target";
		this.server.role(ROLE);
		this.server.role(target).trust(ROLE).maxDuration(Duration.ofHours(12));
		TestCredentials first = credentials(assumeRole(this.user));
		assertThat(chain(this.user, target, "3600").statusCode()).isEqualTo(403);
		assertThat(chain(first, target, "3600").statusCode()).isEqualTo(200);
		assertError(chain(first, target, "3601"), 400, "ValidationError",
				"The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
	}

	@Test
	void assumeRoleChecksTheDurationOfTheRole() {
		this.server.role(ROLE);
		assertError(assumeRole(this.user, "DurationSeconds", "7200"), 400, "ValidationError",
				"The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
		this.server.role(ROLE).maxDuration(Duration.ofHours(2));
		assertThat(assumeRole(this.user, "DurationSeconds", "7200").statusCode()).isEqualTo(200);
	}

	@Test
	void assumeRoleValidatesParameters() {
		this.server.role(ROLE);
		assertError(assumeRole(this.user, "DurationSeconds", "899"), 400, "ValidationError",
				"1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint:"
						+ " Member must have value greater than or equal to 900");
		assertError(assumeRole(this.user, "DurationSeconds", "43201"), 400, "ValidationError",
				"1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint:"
						+ " Member must have value less than or equal to 43200");
		assertError(assumeRole(this.user, "RoleSessionName", "not a name"), 400, "ValidationError",
				"1 validation error detected: Value 'not a name' at 'roleSessionName' failed to satisfy constraint:"
						+ " Member must satisfy regular expression pattern: [\\w+=,.@-]*");
		assertError(this.client.sts(this.user, this.clock.instant(), "AssumeRole", "RoleArn", ROLE), 400,
				"ValidationError", "1 validation error detected: Value null at 'roleSessionName'"
						+ " failed to satisfy constraint: Member must not be null");
		assertError(assumeRole(this.user, "RoleArn", "arn:aws:iam::123456789012:user/x"), 400, "ValidationError",
				"arn:aws:iam::123456789012:user/x is invalid");
	}

	@Test
	void assumeRoleValidatesThePolicy() {
		this.server.role(ROLE);
		assertThat(xml(assumeRole(this.user, "Policy", "{\"Version\":\"2012-10-17\"}"), "PackedPolicySize"))
			.isEqualTo("1");
		assertError(assumeRole(this.user, "Policy", "{"), 400, "MalformedPolicyDocument", "Syntax errors in policy.");
		String large = "{\"Version\":\"" + "x".repeat(2048) + "\"}";
		assertThat(xml(assumeRole(this.user, "Policy", large), "Code")).isEqualTo("PackedPolicyTooLarge");
	}

	@Test
	void getSessionTokenIssuesCredentialsOfTheUser() {
		HttpResponse<String> response = this.client.sts(this.user, this.clock.instant(), "GetSessionToken");
		TestCredentials session = credentials(response);
		assertThat(session.expiration()).isEqualTo("2026-11-21T20:00:00Z");
		assertThat(xml(identity(session), "Arn")).isEqualTo("arn:aws:iam::123456789012:user/test");
		assertError(this.client.sts(session, this.clock.instant(), "GetSessionToken"), 403, "AccessDenied",
				"Cannot call GetSessionToken with session credentials");
	}

	@Test
	void getCallerIdentityTellsWhoSigned() {
		this.server.role(ROLE);
		assertThat(xml(identity(this.user), "Account")).isEqualTo("123456789012");
		assertThat(xml(identity(credentials(assumeRole(this.user))), "Arn"))
			.isEqualTo("arn:aws:sts::123456789012:assumed-role/demo/session");
		assertThat(this.server.requests("GetCallerIdentity")).extracting(RecordedRequest::accessKeyId)
			.first()
			.isEqualTo(this.user.accessKeyId());
	}

	@Test
	void unknownActionIsRefused() {
		assertThat(xml(this.client.sts(this.user, this.clock.instant(), "Dance"), "Code")).isEqualTo("InvalidAction");
	}

	@Test
	void unsignedCallIsRefused() {
		assertError(this.client.unsignedSts(Map.of(), "GetCallerIdentity"), 403, "MissingAuthenticationToken",
				"Request is missing Authentication Token");
	}

	private HttpResponse<String> identity(TestCredentials credentials) {
		return this.client.sts(credentials, this.clock.instant(), "GetCallerIdentity");
	}

	private HttpResponse<String> chain(TestCredentials credentials, String arn, String duration) {
		return this.client.sts(credentials, this.clock.instant(), "AssumeRole", "RoleArn", arn, "RoleSessionName",
				"session", "DurationSeconds", duration);
	}

	private HttpResponse<String> assumeRole(TestCredentials credentials, String... parameters) {
		String[] all = new String[parameters.length + 4];
		System.arraycopy(new String[] { "RoleArn", ROLE, "RoleSessionName", "session" }, 0, all, 0, 4);
		System.arraycopy(parameters, 0, all, 4, parameters.length);
		Instant now = this.clock.instant();
		return this.client.sts(credentials, now, "AssumeRole", all);
	}

	private static void assertError(HttpResponse<String> response, int status, String code, String message) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).startsWith("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
			.contains("<RequestId>");
		assertThat(xml(response, "Code")).isEqualTo(code);
		assertThat(xml(response, "Message")).isEqualTo(message);
	}

}
