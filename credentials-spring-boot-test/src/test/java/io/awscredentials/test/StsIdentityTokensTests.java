package io.awscredentials.test;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.test.AwsClient.credentials;
import static io.awscredentials.test.AwsClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StsIdentityTokens} and {@link OutboundFederationService}.
 */
class StsIdentityTokensTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/service/orders";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T08:00:00Z"));

	private final AwsTestServer server = AwsTestServer.start(0, this.clock);

	private final AwsClient client = new AwsClient(this.server);

	private final TestCredentials user = this.server.addUser();

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "ES384" })
	void tokenIsSignedWithAPublishedKey(String algorithm) throws GeneralSecurityException {
		HttpResponse<String> response = ask("Audience.member.1", "https://orders.example.com", "SigningAlgorithm",
				algorithm);
		assertThat(response.statusCode()).isEqualTo(200);
		String[] parts = xml(response, "WebIdentityToken").split("\\.");
		Map<String, @Nullable Object> header = json(parts[0]);
		assertThat(header).containsEntry("alg", algorithm).containsEntry("typ", "JWT");
		Signature signature = Signature
			.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA384withECDSAinP1363Format");
		signature.initVerify(key(String.valueOf(header.get("kid"))));
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
	}

	@Test
	void claimsTellWhoTheCallerIs() {
		this.server.role(ROLE);
		TestCredentials session = credentials(this.client.sts(this.user, this.clock.instant(), "AssumeRole", "RoleArn",
				ROLE, "RoleSessionName", "session"));
		HttpResponse<String> response = this.client.sts(session, this.clock.instant(), "GetWebIdentityToken",
				"Audience.member.1", "one", "Audience.member.2", "two", "SigningAlgorithm", "RS256", "DurationSeconds",
				"60", "Tags.member.1.Key", "team", "Tags.member.1.Value", "shop");
		Map<String, @Nullable Object> claims = json(xml(response, "WebIdentityToken").split("\\.")[1]);
		assertThat(claims).containsEntry("sub", ROLE)
			.containsEntry("aud", List.of("one", "two"))
			.containsEntry("iss", this.server.outboundFederation().issuer().toString())
			.containsKey("jti");
		assertThat(String.valueOf(claims.get("https://sts.amazonaws.com/"))).contains("aws_account=123456789012",
				"source_region=us-east-1", "request_tags={team=shop}", "original_session_exp=" + session.expiration());
		assertThat(xml(response, "Expiration")).isEqualTo(this.clock.instant().plusSeconds(60).toString());
	}

	@Test
	void issuerTellsWhereTheKeysAre() {
		String issuer = this.server.outboundFederation().issuer().toString();
		Map<String, @Nullable Object> configuration = Json
			.readObject(get(issuer + "/.well-known/openid-configuration"));
		assertThat(configuration).containsEntry("issuer", issuer);
		assertThat(get(String.valueOf(configuration.get("jwks_uri")))).contains("RSA_0", "EC384_0");
		assertThat(get(this.server.outboundFederation().keySet("210987654321").toString()))
			.isNotEqualTo(get(this.server.outboundFederation().keySet(AwsTestServer.ACCOUNT_ID).toString()));
	}

	@Test
	void accountWithoutFederationIssuesNothing() {
		this.server.outboundFederation().disable(AwsTestServer.ACCOUNT_ID);
		refused(ask("Audience.member.1", "one", "SigningAlgorithm", "RS256"), 403,
				"OutboundWebIdentityFederationDisabledException");
		this.server.outboundFederation().enable(AwsTestServer.ACCOUNT_ID);
		assertThat(ask("Audience.member.1", "one", "SigningAlgorithm", "RS256").statusCode()).isEqualTo(200);
	}

	@Test
	void tokenDoesNotOutliveTheSession() {
		this.server.role(ROLE);
		TestCredentials session = credentials(this.client.sts(this.user, this.clock.instant(), "AssumeRole", "RoleArn",
				ROLE, "RoleSessionName", "session"));
		this.clock.advance(Duration.ofMinutes(50));
		refused(this.client.sts(session, this.clock.instant(), "GetWebIdentityToken", "Audience.member.1", "one",
				"SigningAlgorithm", "RS256", "DurationSeconds", "601"), 403, "SessionDurationEscalationException");
		assertThat(this.client
			.sts(session, this.clock.instant(), "GetWebIdentityToken", "Audience.member.1", "one", "SigningAlgorithm",
					"RS256", "DurationSeconds", "600")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void tagsMustFitIntoTheToken() {
		List<String> parameters = new ArrayList<>(List.of("Audience.member.1", "one", "SigningAlgorithm", "RS256"));
		for (int i = 1; i <= 20; i++) {
			parameters.addAll(
					List.of("Tags.member." + i + ".Key", "key" + i, "Tags.member." + i + ".Value", "x".repeat(256)));
		}
		refused(ask(parameters.toArray(String[]::new)), 400, "JWTPayloadSizeExceededException");
	}

	@Test
	void parametersAreChecked() {
		refused(ask("SigningAlgorithm", "RS256"), 400, "ValidationError");
		refused(ask("Audience.member.1", "one"), 400, "ValidationError");
		refused(ask("Audience.member.1", "one", "SigningAlgorithm", "HS256"), 400, "ValidationError");
		refused(ask("Audience.member.1", "one", "SigningAlgorithm", "RS256", "DurationSeconds", "59"), 400,
				"ValidationError");
		refused(ask("Audience.member.1", "one", "SigningAlgorithm", "RS256", "DurationSeconds", "3601"), 400,
				"ValidationError");
		List<String> parameters = new ArrayList<>(List.of("SigningAlgorithm", "RS256"));
		for (int i = 1; i <= 11; i++) {
			parameters.addAll(List.of("Audience.member." + i, "one"));
		}
		refused(ask(parameters.toArray(String[]::new)), 400, "ValidationError");
	}

	@Test
	void callMustBeSigned() {
		refused(this.client.unsignedSts(Map.of(), "GetWebIdentityToken", "Audience.member.1", "one"), 403,
				"MissingAuthenticationToken");
	}

	private HttpResponse<String> ask(String... parameters) {
		return this.client.sts(this.user, this.clock.instant(), "GetWebIdentityToken", parameters);
	}

	private static void refused(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(xml(response, "Code")).isEqualTo(code);
	}

	private String get(String url) {
		return this.client.get(url.substring(this.server.uri().toString().length())).body();
	}

	private PublicKey key(String id) throws GeneralSecurityException {
		Map<String, @Nullable Object> set = Json
			.readObject(get(this.server.outboundFederation().keySet(AwsTestServer.ACCOUNT_ID).toString()));
		Map<?, ?> key = ((List<?>) Objects.requireNonNull(set.get("keys"))).stream()
			.map((element) -> (Map<?, ?>) element)
			.filter((element) -> id.equals(element.get("kid")))
			.findFirst()
			.orElseThrow();
		if ("RSA".equals(key.get("kty"))) {
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
		}
		AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
		curve.init(new ECGenParameterSpec("secp384r1"));
		return KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(new ECPoint(number(key, "x"), number(key, "y")),
					curve.getParameterSpec(ECParameterSpec.class)));
	}

	private static BigInteger number(Map<?, ?> key, String name) {
		return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(key.get(name))));
	}

	private static Map<String, @Nullable Object> json(String part) {
		return Json.readObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
	}

}
