package io.awscredentials.autoconfigure;

import java.net.URI;
import java.util.List;

import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what a resource server of Spring Security makes of identity tokens.
 */
class IdentityTokenReceiverTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/service/Shop";

	private static final String AUDIENCE = "https://orders.example.com";

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	@AfterEach
	void close() {
		this.aws.close();
	}

	private String token(String algorithm) {
		this.aws.role(ROLE);
		String[] token = new String[1];
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsIdentityTokenAutoConfiguration.class))
			.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.sts.endpoint=" + this.aws.uri(),
					"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
					"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
					"aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.identity-token.orders.audience=" + AUDIENCE,
					"aws.credentials.identity-token.orders.algorithm=" + algorithm)
			.run((context) -> token[0] = context.getBean(IdentityTokens.class).get("orders").getToken().value());
		return token[0];
	}

	private NimbusJwtDecoder byIssuer(URI issuer, String audience) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer.toString()).build();
		OAuth2TokenValidator<Jwt> validator = new JwtClaimValidator<List<String>>("aud",
				(values) -> values != null && values.contains(audience));
		decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
				JwtValidators.createDefaultWithIssuer(issuer.toString()), validator));
		return decoder;
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "ES384" })
	void tokenIsAcceptedByItsIssuer(String algorithm) {
		Jwt jwt = byIssuer(this.aws.outboundFederation().issuer(), AUDIENCE).decode(token(algorithm));
		assertThat(jwt.getSubject()).isEqualTo(ROLE);
		assertThat(jwt.getHeaders()).containsEntry("alg", algorithm);
	}

	@Test
	void tokenIsAcceptedByThePlaceOfTheKeysAndItsAlgorithm() {
		String keys = this.aws.outboundFederation().keySet(AwsTestServer.ACCOUNT_ID).toString();
		String token = token("ES384");
		assertThat(NimbusJwtDecoder.withJwkSetUri(keys)
			.jwsAlgorithm(SignatureAlgorithm.ES384)
			.build()
			.decode(token)
			.getSubject()).isEqualTo(ROLE);
		assertThatExceptionOfType(JwtException.class)
			.isThrownBy(() -> NimbusJwtDecoder.withJwkSetUri(keys).build().decode(token));
	}

	@Test
	void tokenIsRefusedByWhomItIsNotFor() {
		String token = token("RS256");
		assertThatExceptionOfType(JwtException.class).isThrownBy(
				() -> byIssuer(this.aws.outboundFederation().issuer(), "https://other.example.com").decode(token));
	}

	@Test
	void tokenOfAnotherAccountIsRefused() {
		String token = token("RS256");
		assertThatExceptionOfType(JwtException.class)
			.isThrownBy(() -> byIssuer(this.aws.outboundFederation().issuer("210987654321"), AUDIENCE).decode(token));
	}

}
