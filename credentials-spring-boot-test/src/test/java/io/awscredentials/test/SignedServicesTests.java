package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.test.http.Json;

import static io.awscredentials.test.AwsClient.credentials;
import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class SignedServicesTests {

	private static final Map<String, String> UNSIGNED_PAYLOAD = Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private final TestCredentials user = this.server.addUser();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void s3ListsBuckets() {
		HttpResponse<String> response = listBuckets(this.user, this.clock.instant());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(xml(response, "Name")).isEqualTo("test-bucket");
		assertThat(this.server.requests("ListBuckets")).singleElement()
			.satisfies((request) -> assertThat(request.accessKeyId()).isEqualTo(this.user.accessKeyId()));
	}

	@Test
	void s3RefusesInItsOwnShape() {
		assertError(this.client.get("/"), 403, "AccessDenied");
		assertError(listBuckets(new TestCredentials("AKIAUNKNOWNUNKNOWN00", "x", null, null, ""), this.clock.instant()),
				403, "InvalidAccessKeyId");
		assertError(
				listBuckets(new TestCredentials(this.user.accessKeyId(), "x", null, null, ""), this.clock.instant()),
				403, "SignatureDoesNotMatch");
		assertError(listBuckets(this.user, this.clock.instant().minus(Duration.ofMinutes(16))), 403,
				"RequestTimeTooSkewed");
		assertThat(listBuckets(this.user, this.clock.instant().minus(Duration.ofMinutes(15))).statusCode())
			.isEqualTo(200);
		assertError(this.client.signed(this.user, this.clock.instant(), "s3", "GET", "/", Map.of(), ""), 400,
				"InvalidRequest");
	}

	@Test
	void s3RefusesTokens() {
		TestCredentials session = credentials(this.client.sts(this.user, this.clock.instant(), "GetSessionToken"));
		assertThat(listBuckets(session, this.clock.instant()).statusCode()).isEqualTo(200);
		assertError(listBuckets(new TestCredentials(session.accessKeyId(), session.secretAccessKey(), "x", null, ""),
				this.clock.instant()), 400, "InvalidToken");
		this.server.revoke(session.accessKeyId());
		assertError(listBuckets(session, this.clock.instant()), 400, "ExpiredToken");
	}

	@Test
	void s3EncodesPathsOnce() {
		String path = "/bucket/a%20b//c";
		assertError(this.client.signed(this.user, this.clock.instant(), "s3", "GET", path, UNSIGNED_PAYLOAD, ""), 404,
				"NoSuchKey");
	}

	@Test
	void secretsManagerReadsSecrets() {
		this.server.secret("/app/db", "{\"password\":\"x\"}");
		HttpResponse<String> response = json(this.user, "secretsmanager", "secretsmanager.GetSecretValue",
				"{\"SecretId\":\"/app/db\"}");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
		Map<String, @Nullable Object> secret = Json.readObject(response.body());
		assertThat(secret).containsEntry("Name", "/app/db").containsEntry("SecretString", "{\"password\":\"x\"}");
		assertThat(json(this.user, "secretsmanager", "secretsmanager.GetSecretValue",
				Json.write(Map.of("SecretId", String.valueOf(secret.get("ARN")))))
			.statusCode()).isEqualTo(200);
		assertJsonError(json(this.user, "secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\":\"none\"}"),
				"ResourceNotFoundException");
	}

	@Test
	void parameterStoreReadsParameters() {
		this.server.parameter("/config/app/a", "1").parameter("/config/app/b/c", "2").parameter("/config/other", "3");
		assertThat(parameters("{\"Path\":\"/config/app/\",\"Recursive\":true}")).containsExactly("/config/app/a",
				"/config/app/b/c");
		assertThat(parameters("{\"Path\":\"/config/app\"}")).containsExactly("/config/app/a");
		assertThat(json(this.user, "ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/config/other\"}").body())
			.contains("\"Value\":\"3\"");
		assertJsonError(json(this.user, "ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/none\"}"), "ParameterNotFound");
	}

	@Test
	void jsonServicesRefuseInTheirOwnShape() {
		assertJsonError(json(new TestCredentials("AKIAUNKNOWNUNKNOWN00", "x", null, null, ""), "ssm",
				"AmazonSSM.GetParameter", "{}"), "UnrecognizedClientException");
		assertJsonError(json(new TestCredentials(this.user.accessKeyId(), "x", null, null, ""), "ssm",
				"AmazonSSM.GetParameter", "{}"), "InvalidSignatureException");
		this.server.revoke(this.user.accessKeyId());
		assertJsonError(json(this.user, "ssm", "AmazonSSM.GetParameter", "{}"), "ExpiredTokenException");
	}

	@Test
	void unknownActionsAreRefused() {
		assertJsonError(json(this.user, "ssm", "AmazonSSM.Dance", "{}"), "UnknownOperationException");
		assertJsonError(json(this.user, "secretsmanager", "secretsmanager.Dance", "{}"), "UnknownOperationException");
		assertThat(json(this.user, "other", "Other.Dance", "{}").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> listBuckets(TestCredentials credentials, Instant time) {
		return this.client.signed(credentials, time, "s3", "GET", "/?x-id=ListBuckets", UNSIGNED_PAYLOAD, "");
	}

	private List<String> parameters(String body) {
		HttpResponse<String> response = json(this.user, "ssm", "AmazonSSM.GetParametersByPath", body);
		List<?> parameters = (List<?>) Objects.requireNonNull(Json.readObject(response.body()).get("Parameters"));
		return parameters.stream().map((parameter) -> String.valueOf(((Map<?, ?>) parameter).get("Name"))).toList();
	}

	private HttpResponse<String> json(TestCredentials credentials, String service, String target, String body) {
		Map<String, String> headers = new HashMap<>();
		headers.put("X-Amz-Target", target);
		headers.put("Content-Type", "application/x-amz-json-1.1");
		return this.client.signed(credentials, this.clock.instant(), service, "POST", "/", headers, body);
	}

	private static void assertError(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).startsWith("<Error>");
		assertThat(xml(response, "Code")).isEqualTo(code);
	}

	private static void assertJsonError(HttpResponse<String> response, String type) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.readObject(response.body())).containsEntry("__type", type);
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
	}

}
