package io.awscredentials.connect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.ConformanceCases;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tokens against those that the AWS SDK for Java makes.
 */
class IamTokensTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private final Map<String, CredentialsProvider> providers = new HashMap<>();

	@ParameterizedTest
	@ValueSource(strings = { "long-lived", "session" })
	void tokensAreThoseOfTheSdk(String kind) throws IOException {
		IamTokens tokens = tokens(credentials(kind.equals("session"), null));
		String rds = "mydb.abc123.us-west-2.rds.amazonaws.com";
		assertSame(tokens.rds(rds, 5432, "jane_doe"), "RDS " + kind);
		assertSame(tokens.rds(rds, 3306, "a b@c/d+e"), "RDS user with chars " + kind);
		assertSame(tokens.elastiCache("My-Group", "app-user"), "ElastiCache " + kind);
		assertSame(tokens.elastiCacheServerless("my-cache", "app-user"), "ElastiCache serverless " + kind);
		assertSame(tokens.memoryDb("my-cluster", "app-user"), "MemoryDB " + kind);
		assertSame(tokens.dsql("peccy.dsql.us-east-1.on.aws"), "DSQL " + kind);
		String msk = new String(Base64.getUrlDecoder().decode(tokens.msk().value()), StandardCharsets.UTF_8);
		assertThat(msk).endsWith("&User-Agent=credentials-spring-boot");
		assertThat(parameters(msk.substring(0, msk.lastIndexOf('&'))))
			.isEqualTo(parameters(vector("MSK presigned " + kind)));
	}

	@Test
	void adminOfDsqlHasATokenOfItsOwn() {
		String host = "peccy.dsql.us-east-1.on.aws";
		assertThat(tokens(credentials(false, null)).dsqlAdmin(host).value())
			.startsWith(host + "/?Action=DbConnectAdmin&");
	}

	@Test
	void tokenIsAcceptedForFifteenMinutesAndNotLongerThanItsCredentials() {
		assertThat(tokens(credentials(false, null)).msk().expiration()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
		Instant soon = NOW.plus(Duration.ofMinutes(3));
		assertThat(tokens(credentials(true, soon)).msk().expiration()).isEqualTo(soon);
	}

	@Test
	void regionAndProviderCanBeSaid() {
		Credentials archive = new Credentials("AKIAARCHIVE", SECRET, null, null, null);
		this.providers.put("archive", () -> archive);
		IamTokens tokens = tokens(credentials(false, null)).region("eu-west-1").provider("archive");
		assertThat(tokens.rds("mydb.abc123.us-west-2.rds.amazonaws.com", 5432, "a").value())
			.contains("Credential=AKIAARCHIVE%2F20260102%2Feu-west-1%2Frds-db%2Faws4_request");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> tokens.provider("none"))
			.satisfies((ex) -> assertThat(ex.advice()).contains("archive"));
	}

	@Test
	void nameOfOnesOwnNeedsARegion() {
		IamTokens tokens = new IamTokens(() -> credentials(false, null), Map.of(), () -> null,
				InstantSource.fixed(NOW));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> tokens.rds("db.example.com", 5432, "jane"))
			.withMessageContaining("'db.example.com'")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING));
		assertThat(tokens.region("eu-west-1").rds("db.example.com", 5432, "jane").value())
			.startsWith("db.example.com:5432/?");
	}

	@Test
	void tokenIsNotShown() {
		assertThat(tokens(credentials(true, null)).msk()).hasToString("IamToken[expiration=2026-01-02T03:19:05Z]");
	}

	private IamTokens tokens(Credentials credentials) {
		return new IamTokens(() -> credentials, this.providers, () -> "us-east-1", InstantSource.fixed(NOW));
	}

	private static Credentials credentials(boolean session, @Nullable Instant expiration) {
		return (session)
				? new Credentials("ASIDEXAMPLE", SECRET, "FwoGZXIvYXdzEXAMPLE//token+with=chars", expiration, null)
				: new Credentials("AKIDEXAMPLE", SECRET, null, expiration, null);
	}

	private static void assertSame(IamToken token, String vector) throws IOException {
		assertThat(parameters("https://" + token.value())).isEqualTo(parameters("https://" + vector(vector)));
		assertThat(URI.create("https://" + token.value()).getAuthority())
			.isEqualTo(URI.create("https://" + vector(vector)).getAuthority());
	}

	private static TreeSet<String> parameters(String url) {
		return new TreeSet<>(Arrays.asList(URI.create(url).getRawQuery().split("&")));
	}

	private static String vector(String name) throws IOException {
		List<String> lines = Files.readAllLines(ConformanceCases.vectors("tokens/presigned.txt"));
		assertThat(lines).contains(name);
		return lines.get(lines.indexOf(name) + 1);
	}

}
