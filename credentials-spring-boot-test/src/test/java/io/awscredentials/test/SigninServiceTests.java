package io.awscredentials.test;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.awscredentials.test.http.Json;

import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

class SigninServiceTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private final DpopKey key = DpopKey.generate();

	private final Map<String, Object> header = new LinkedHashMap<>();

	private final Map<String, Object> jwk = new LinkedHashMap<>();

	private final Map<String, Object> claims = new LinkedHashMap<>();

	SigninServiceTests() {
		this.jwk.putAll(Map.of("kty", "EC", "crv", "P-256", "x", base64(this.key.x()), "y", base64(this.key.y())));
		this.header.putAll(Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", this.jwk));
		this.claims.putAll(Map.of("htm", "POST", "htu", this.server.uri() + "/v1/token", "iat",
				this.clock.instant().getEpochSecond(), "jti", UUID.randomUUID().toString()));
		this.server.login().refreshToken("first");
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void refreshTokenBecomesCredentials() throws Exception {
		HttpResponse<String> response = refresh("first");
		assertThat(response.statusCode()).isEqualTo(200);
		Map<String, @Nullable Object> answer = Json.readObject(response.body());
		assertThat(answer).containsEntry("tokenType", "aws_sigv4").containsKey("refreshToken");
		assertThat(answer.get("expiresIn")).hasToString("900");
		Map<?, ?> accessToken = (Map<?, ?>) Objects.requireNonNull(answer.get("accessToken"));
		TestCredentials issued = new TestCredentials(String.valueOf(accessToken.get("accessKeyId")),
				String.valueOf(accessToken.get("secretAccessKey")), String.valueOf(accessToken.get("sessionToken")),
				null, "");
		assertThat(xml(this.client.sts(issued, this.clock.instant(), "GetCallerIdentity"), "Arn"))
			.isEqualTo("arn:aws:iam::123456789012:user/person");
		assertError(refresh("first"), 401, "TOKEN_EXPIRED", "AccessDeniedException");
		assertThat(refresh(String.valueOf(answer.get("refreshToken"))).statusCode()).isEqualTo(200);
	}

	@Test
	void refreshTokenBelongsToTheKeyItWasGivenTo() throws Exception {
		String other = this.server.login().signIn().refreshToken();
		assertError(refresh(other), 401, "TOKEN_EXPIRED", "AccessDeniedException");
	}

	@Test
	void signOutForgetsRefreshTokens() throws Exception {
		this.server.login().signOut();
		assertError(refresh("first"), 401, "TOKEN_EXPIRED", "AccessDeniedException");
	}

	@Test
	void otherErrorsAreFaults() throws Exception {
		this.server.fault(Fault.error(403, "USER_CREDENTIALS_CHANGED", "The password changed"));
		assertError(refresh("first"), 403, "USER_CREDENTIALS_CHANGED", "AccessDeniedException");
	}

	@Test
	void proofIsRequired() {
		assertError(this.client.json("/v1/token", body("first")), 400, "INVALID_REQUEST", "ValidationException");
	}

	@Test
	void proofIsForOneUse() throws Exception {
		String proof = proof();
		assertThat(send("first", proof).statusCode()).isEqualTo(200);
		this.server.login().refreshToken("second");
		assertMessage(send("second", proof), "The proof's jti is missing or was used before");
	}

	@Test
	void claimsMustBeThoseOfTheRequest() throws Exception {
		assertRefused("htm", "GET", "The proof's htm is not the method");
		assertRefused("htu", this.server.uri() + "/v1/token?x=y",
				"The proof's htu is not " + this.server.uri() + "/v1/token");
		assertRefused("iat", this.clock.instant().minus(Duration.ofMinutes(6)).getEpochSecond(),
				"The proof's iat is not now");
	}

	@Test
	void headerMustBeThatOfAProof() throws Exception {
		this.header.put("typ", "JWT");
		assertMessage(refresh("first"), "The proof's typ must be dpop+jwt");
	}

	@Test
	void coordinatesMustBeWhole() throws Exception {
		this.jwk.put("x", base64(new byte[31]));
		assertMessage(refresh("first"), "The proof's x has 31 bytes, not 32");
		this.jwk.put("x", base64(new byte[33]));
		assertMessage(refresh("first"), "The proof's x has 33 bytes, not 32");
	}

	@Test
	void signatureMustBeRight() throws Exception {
		String[] parts = proof().split("\\.");
		assertMessage(send("first", parts[0] + "." + parts[1] + "." + base64(new byte[64])),
				"The proof's signature is wrong");
	}

	@Test
	void cacheIsWrittenWhereTheSdksLookForIt(@TempDir Path directory) throws Exception {
		LoginToken token = this.server.login().signIn();
		Path file = token.writeTo(directory, "arn:aws:sts::012345678910:assumed-role/Admin/admin");
		assertThat(file.getFileName())
			.hasToString("4b0ba8f99f075c0633e122fd73346ce203a3faf18ea0310eb2d29df1bab2e255.json");
		Map<String, @Nullable Object> content = Json.readObject(Files.readString(file));
		assertThat(content).containsEntry("refreshToken", token.refreshToken())
			.containsEntry("clientId", "arn:aws:signin:::devtools/same-device")
			.containsEntry("dpopKey", token.dpopKey());
		assertThat((Map<?, ?>) content.get("accessToken")).asString()
			.contains("expiresAt=2026-11-21T08:15:00Z", "accountId=123456789012");
	}

	@Test
	void keyIsWrittenAsRfc5915Says() throws Exception {
		String pem = this.key.toPem();
		byte[] sec1 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
		// The same key in the wrapping Java reads: version 0, EC, P-256.
		String pkcs8 = "308187020100301306072a8648ce3d020106082a8648ce3d030107046d" + withoutCurve(sec1);
		ECPrivateKey read = (ECPrivateKey) KeyFactory.getInstance("EC")
			.generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(pkcs8)));
		assertThat(read.getS()).isEqualTo(((ECPrivateKey) this.key.pair().getPrivate()).getS());
	}

	private static String withoutCurve(byte[] sec1) {
		return HexFormat.of().formatHex(sec1).replace("30770201", "306b0201").replace("a00a06082a8648ce3d030107", "");
	}

	private void assertRefused(String claim, Object value, String message) throws Exception {
		Object right = this.claims.put(claim, value);
		assertMessage(refresh("first"), message);
		this.claims.put(claim, right);
	}

	private HttpResponse<String> refresh(String refreshToken) throws GeneralSecurityException {
		return send(refreshToken, proof());
	}

	private HttpResponse<String> send(String refreshToken, String proof) {
		return this.client.json("/v1/token", body(refreshToken), "DPoP", proof);
	}

	private static String body(String refreshToken) {
		return Json.write(Map.of("clientId", "arn:aws:signin:::devtools/same-device", "grantType", "refresh_token",
				"refreshToken", refreshToken));
	}

	private String proof() throws GeneralSecurityException {
		Map<String, Object> claims = new HashMap<>(this.claims);
		claims.put("jti", UUID.randomUUID().toString());
		String input = base64(Json.write(this.header).getBytes(StandardCharsets.UTF_8)) + "."
				+ base64(Json.write(claims).getBytes(StandardCharsets.UTF_8));
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initSign(this.key.pair().getPrivate());
		signature.update(input.getBytes(StandardCharsets.US_ASCII));
		return input + "." + base64(signature.sign());
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static void assertMessage(HttpResponse<String> response, String message) {
		assertError(response, 400, "INVALID_REQUEST", "ValidationException");
		assertThat(Json.readObject(response.body())).containsEntry("message", message);
	}

	private static void assertError(HttpResponse<String> response, int status, String error, String type) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Json.readObject(response.body())).containsEntry("error", error);
		assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
	}

}
