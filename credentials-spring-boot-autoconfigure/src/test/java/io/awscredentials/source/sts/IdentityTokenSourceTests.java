package io.awscredentials.source.sts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.internal.IdentityTokenCredentials;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdentityTokenSource}.
 */
class IdentityTokenSourceTests {

	private static final String AUDIENCE = "https://orders.example.com";

	private final Sts sts = new Sts();

	@AfterEach
	void close() {
		this.sts.close();
	}

	/** The first key of RSA takes a while. */
	private StsConnection connection() {
		return this.sts.connection("eu-west-1", HttpOptions.service());
	}

	private IdentityTokenSource source(CredentialsSource inner, String algorithm, Duration duration) {
		return new IdentityTokenSource(inner,
				new IdentityTokenOptions(List.of(AUDIENCE), algorithm, duration, Map.of("team", "shop"), null),
				connection());
	}

	private IdentityTokenSource source() {
		return source(this.sts.keys(), "RS256", Duration.ofMinutes(5));
	}

	private SignedJWT token(IdentityTokenSource source) throws Exception {
		return SignedJWT.parse(IdentityTokenCredentials.token(source.retrieve()));
	}

	@ParameterizedTest
	@CsvSource({ "RS256", "ES384" })
	void tokenIsOneThatOthersCanVerify(String algorithm) throws Exception {
		SignedJWT token = token(source(this.sts.keys(), algorithm, Duration.ofMinutes(10)));
		assertThat(token.verify(verifier(token))).isTrue();
		assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
		assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(AUDIENCE);
		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("arn:aws:iam::123456789012:user/test");
		assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
			.isEqualTo(this.sts.instant().plus(Duration.ofMinutes(10)));
		assertThat(token.getJWTClaimsSet().getJSONObjectClaim("https://sts.amazonaws.com/"))
			.containsEntry("source_region", "eu-west-1")
			.containsEntry("request_tags", Map.of("team", "shop"));
	}

	private JWSVerifier verifier(SignedJWT token) throws Exception {
		URI keys = this.sts.server.outboundFederation().keySet(AwsTestServer.ACCOUNT_ID);
		JWKSet set = JWKSet.load(keys.toURL());
		String id = token.getHeader().getKeyID();
		return (id.startsWith("RSA")) ? new RSASSAVerifier(set.getKeyByKeyId(id).toRSAKey()) : ecVerifier(set, id);
	}

	private static JWSVerifier ecVerifier(JWKSet set, String id) throws JOSEException {
		return new ECDSAVerifier(set.getKeyByKeyId(id).toECKey());
	}

	@Test
	void expirationIsThatOfTheTokenAndNoPartOfItIsShown() {
		Credentials credentials = source().retrieve();
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofMinutes(5)));
		String token = IdentityTokenCredentials.token(credentials);
		assertThat(token.split("\\.")).allSatisfy((part) -> assertThat(credentials.toString()).doesNotContain(part));
		assertThat(source().retrieve().accessKeyId()).isNotEqualTo(credentials.accessKeyId());
	}

	@Test
	void expirationIsToldInTheTimeOfThisMachine() {
		this.sts.server.skew(Duration.ofHours(2));
		assertThat(source().retrieve().expiration()).isEqualTo(this.sts.instant().plus(Duration.ofMinutes(5)));
	}

	@Test
	void tokenIsAskedForNoMoreLifeThanTheCredentialsHaveLeft() {
		CredentialsSource role = this.sts.kept(this.sts.role());
		IdentityTokenSource source = source(role, "RS256", Duration.ofHours(1));
		Instant end = role.retrieve().expiration();
		assertThat(source.retrieve().expiration()).isEqualTo(end.minusSeconds(5));
		this.sts.advance(Duration.ofMinutes(20));
		assertThat(source.retrieve().expiration()).isEqualTo(end.minusSeconds(5));
	}

	@Test
	void keyThatWasRevokedIsReplacedAtOnce() {
		CredentialsSource role = this.sts.kept(this.sts.role());
		String first = role.retrieve().accessKeyId();
		this.sts.server.revoke(first);
		assertThat(source(role, "RS256", Duration.ofMinutes(5)).retrieve()).isNotNull();
		assertThat(this.sts.server.count("AssumeRole")).isEqualTo(2);
	}

	@Test
	void accountThatIssuesNoTokensIsNamedAsTheReason() {
		this.sts.server.outboundFederation().disable(AwsTestServer.ACCOUNT_ID);
		CredentialsException failure = Sts.failure(source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IDENTITY_TOKEN_DISABLED);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.advice()).contains("aws iam enable-outbound-web-identity-federation");
		assertThat(failure).hasMessageContaining("GetWebIdentityToken for audience " + AUDIENCE)
			.hasMessageContaining("OutboundWebIdentityFederationDisabled");
	}

	@ParameterizedTest
	@CsvSource({ "403, SessionDurationEscalationException, IDENTITY_TOKEN, 'duration'",
			"400, JWTPayloadSizeExceededException, IDENTITY_TOKEN, 'tags'",
			"403, AccessDenied, STS_ACCESS_DENIED, sts:TagGetWebIdentityToken",
			"403, RegionDisabledException, STS_REGION, aws.credentials.region",
			"400, ValidationError, STS_REQUEST, property" })
	void refusalSaysWhatToDo(int status, String code, CredentialsErrorCode expected, String advice) {
		this.sts.server.fault(Fault.error(status, code, "Refused"));
		CredentialsException failure = Sts.failure(source());
		assertThat(failure.code()).isEqualTo(expected);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.advice()).contains(advice);
	}

	@Test
	void outageIsWorthAnotherTry() {
		this.sts.server.fault(Fault.error(503, "ServiceUnavailable", "Later"));
		CredentialsException failure = Sts.failure(source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void globalEndpointIsNotAsked() {
		EndpointSettings settings = new EndpointSettings(Map.of(AwsService.STS, "https://sts.amazonaws.com"), null,
				null);
		EnvironmentVariables environment = (name) -> null;
		StsConnection connection = new StsConnection(connection().client(),
				new Endpoints(settings, environment, new DefaultEndpointResolver()), ProfileEndpoints::none,
				() -> "eu-west-1", this.sts.clock);
		CredentialsException failure = Sts.failure(new IdentityTokenSource(this.sts.keys(),
				new IdentityTokenOptions(List.of("one"), "RS256", Duration.ofMinutes(5), Map.of(), null), connection));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure.advice()).contains("https://sts.eu-west-1.amazonaws.com");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			<WebIdentityToken>a.b.c</WebIdentityToken>, Expiration
			<Expiration>2026-11-21T11:00:00Z</Expiration>, WebIdentityToken
			<WebIdentityToken>a.b.c</WebIdentityToken><Expiration>soon</Expiration>, is not a time
			'<WebIdentityToken>a.b c</WebIdentityToken><Expiration>2026-11-21T11:00:00Z</Expiration>', no token has
			""")
	void answerThatIsNoneIsRefused(String result, String problem) {
		this.sts.server.fault(Fault.status(200, "<GetWebIdentityTokenResponse><GetWebIdentityTokenResult>" + result
				+ "</GetWebIdentityTokenResult></GetWebIdentityTokenResponse>"));
		CredentialsException failure = Sts.failure(source());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).hasMessageContaining(problem).message().doesNotContain("a.b");
	}

	@Test
	void nameTellsWhoseTokenItIs() {
		assertThat(source().name()).isEqualTo("IdentityToken < Static");
		assertThat(source().certificate()).isNull();
	}

	@Test
	void whatIsAskedForIsSent() {
		new IdentityTokenSource(this.sts.keys(),
				new IdentityTokenOptions(List.of("one", "two"), "ES384", Duration.ofMinutes(1), Map.of(), null),
				connection())
			.retrieve();
		RecordedRequest request = this.sts.server.requests().get(0);
		assertThat(request.parameter("Audience.member.1")).isEqualTo("one");
		assertThat(request.parameter("Audience.member.2")).isEqualTo("two");
		assertThat(request.parameter("SigningAlgorithm")).isEqualTo("ES384");
		assertThat(request.parameter("DurationSeconds")).isEqualTo("60");
		assertThat(request.parameter("Tags.member.1.Key")).isNull();
	}

}
