package io.awscredentials.source.sso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.source.JsonText;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.source.sso.SsoFixture.fails;
import static io.awscredentials.source.sso.SsoFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginCredentialsSource}.
 */
class LoginCredentialsSourceTests {

	private static final String SESSION = "arn:aws:iam::123456789012:user/person";

	private static final String REFRESH = "CreateOAuth2Token";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture aws;

	@SuppressWarnings("NullAway.Init")
	private Path file;

	@SuppressWarnings("NullAway.Init")
	private LoginCredentialsSource source;

	@BeforeEach
	void start() {
		this.aws = new SsoFixture(this.folder.resolve("cache"));
		this.file = login();
		this.source = this.aws.login(SESSION);
	}

	private Path login() {
		return this.aws.aws.login().signIn().writeTo(this.aws.cache, SESSION);
	}

	@AfterEach
	void stop() {
		this.aws.close();
	}

	private void change(Map<String, ? extends @Nullable Object> changes) {
		try {
			Files.write(this.file, JsonText.merge(Files.readAllBytes(this.file), changes));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void retrieveWhileValidReadsTheFile() {
		TestCredentials issued = this.aws.aws.issuedCredentials().get(0);
		assertThat(this.source.retrieve()).isEqualTo(new Credentials(issued.accessKeyId(), issued.secretAccessKey(),
				issued.sessionToken(), issued.expiration(), issued.accountId()));
		assertThat(this.aws.login("  " + SESSION + "\n").retrieve()).isEqualTo(this.source.retrieve());
		assertThat(this.aws.aws.requests()).isEmpty();
		assertThat(this.source.name()).isEqualTo("Login");
		assertThat(this.source.retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.SERVE);
	}

	@Test
	void retrieveFiveMinutesEarlyRenews() {
		Credentials first = this.source.retrieve();
		this.aws.advance(Duration.ofMinutes(10));
		Credentials second = this.source.retrieve();
		assertThat(second.accessKeyId()).isNotEqualTo(first.accessKeyId());
		assertThat(second.expiration()).isEqualTo("2026-11-21T08:25:00Z");
		assertThat(second.accountId()).isEqualTo(SsoFixture.ACCOUNT);
		assertThat(this.source.retrieve()).isEqualTo(second);
		assertThat(this.aws.login(SESSION).retrieve()).isEqualTo(second);
		assertThat(this.aws.aws.requests()).hasSize(1);
		RecordedRequest request = this.aws.aws.requests().get(0);
		assertThat(request.path()).isEqualTo("/v1/token");
		assertThat(request.parameters()).containsOnlyKeys("clientId", "grantType", "refreshToken");
	}

	@Test
	void retrieveAgainAndAgainUsesEachRefreshTokenOnce() {
		for (int i = 0; i < 3; i++) {
			this.aws.advance(Duration.ofMinutes(20));
			assertThat(this.source.retrieve().expiration()).isEqualTo(this.aws.now().plus(Duration.ofMinutes(15)));
		}
		assertThat(this.aws.aws.requests(REFRESH)).extracting((request) -> request.parameter("refreshToken"))
			.doesNotHaveDuplicates()
			.hasSize(3);
		assertThat(this.aws.aws.requests(REFRESH)).extracting(RecordedRequest::status).containsOnly(200);
	}

	@Test
	void renewalKeepsWhatItDoesNotKnow() throws IOException {
		change(Map.of("idToken", "an id", "identityToken", "an identity", "mine", "x", "accessToken",
				Map.of("scope", "all")));
		String key = text(this.file, "dpopKey");
		this.aws.advance(Duration.ofMinutes(20));
		this.source.retrieve();
		assertThat(Files.readString(this.file)).contains("\"idToken\":\"an id\"")
			.contains("\"identityToken\":\"an identity\"")
			.contains("\"mine\":\"x\"")
			.contains("\"scope\":\"all\"")
			.contains("\"tokenType\":\"aws_sigv4\"");
		assertThat(text(this.file, "dpopKey")).isEqualTo(key);
	}

	@Test
	void retryHasAProofOfItsOwn() {
		this.aws.aws.fault(Fault.status(503).times(1));
		this.aws.advance(Duration.ofMinutes(20));
		assertThat(this.source.retrieve()).isNotNull();
		assertThat(this.aws.aws.requests()).hasSize(2)
			.extracting((request) -> request.header("DPoP"))
			.doesNotHaveDuplicates()
			.doesNotContainNull();
	}

	@Test
	void retrieveWithoutSessionSaysHowToLogIn() throws IOException {
		Files.delete(this.file);
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining(SESSION).hasMessageContaining(this.file.toString());
			assertThat(ex.advice()).isEqualTo("Sign in: aws login");
			assertThat(ex.retryable()).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "accessToken", "refreshToken", "clientId", "dpopKey" })
	void retrieveWithoutFieldNamesIt(String name) {
		change(Collections.singletonMap(name, null));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve,
				(ex) -> assertThat(ex).hasMessageContaining("'" + name + "' is missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "accessKeyId", "secretAccessKey", "sessionToken", "expiresAt" })
	void retrieveWithoutPartOfTheCredentialsNamesIt(String name) {
		Map<String, @Nullable Object> nothing = new HashMap<>();
		nothing.put(name, null);
		change(Map.of("accessToken", nothing));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve,
				(ex) -> assertThat(ex).hasMessageContaining("'" + name + "' is missing"));
	}

	@Test
	void retrieveWithOtherTypeOfTokenIsRefused() {
		change(Map.of("tokenType", "urn:aws:params:oauth:token-type:access_token_sigv4"));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve,
				(ex) -> assertThat(ex).hasMessageContaining("'tokenType'"));
	}

	@Test
	void retrieveWithoutAccountIdHasNone() {
		Map<String, @Nullable Object> nothing = new HashMap<>();
		nothing.put("accountId", null);
		change(Map.of("accessToken", nothing));
		this.aws.advance(Duration.ofMinutes(20));
		assertThat(this.source.retrieve().accountId()).isNull();
	}

	@Test
	void retrieveWithUnusableKeyNamesTheFieldOnceItIsNeeded() {
		change(Map.of("dpopKey", "SECRETKEY"));
		assertThat(this.source.retrieve()).isNotNull();
		this.aws.advance(Duration.ofMinutes(10));
		assertThat(this.source.retrieve()).isNotNull();
		this.aws.advance(Duration.ofMinutes(5));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining("'dpopKey'").hasNoCause();
			assertThat(ex.toString()).doesNotContain("SECRETKEY");
		});
	}

	@Test
	void retrieveWhenSessionEndedSaysHowToLogIn() {
		this.aws.aws.login().signOut();
		this.aws.advance(Duration.ofMinutes(11));
		assertThat(this.source.retrieve()).isNotNull();
		this.aws.advance(Duration.ofMinutes(4));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining("TOKEN_EXPIRED").hasMessageContaining("/v1/token");
			assertThat(ex.toString()).doesNotContain(text(this.file, "refreshToken"));
			assertThat(ex.advice()).isEqualTo("Sign in: aws login");
			assertThat(ex.retryable()).isFalse();
		});
		login();
		assertThat(this.source.retrieve()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "400,USER_CREDENTIALS_CHANGED,aws login", "403,TOKEN_EXPIRED,aws login",
			"403,INSUFFICIENT_PERMISSIONS,signin:CreateOAuth2Token", "400,INVALID_REQUEST,aws login" })
	void retrieveWhenRefusedGivesTheRightAdvice(int status, String code, String advice) {
		this.aws.aws.fault(Fault.status(status, "{\"error\":\"" + code + "\",\"message\":\"SECRET\"}"));
		this.aws.advance(Duration.ofMinutes(20));
		fails(CredentialsErrorCode.LOGIN_EXPIRED, this.source::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining("status " + status + ", " + code);
			assertThat(ex.advice()).contains(advice);
			assertThat(ex.toString()).doesNotContain("SECRET");
			assertThat(ex.retryable()).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 503 })
	void retrieveWhenServiceIsDownMayBeTriedLater(int status) {
		this.aws.aws.fault(Fault.status(status));
		this.aws.advance(Duration.ofMinutes(20));
		fails(CredentialsErrorCode.CONNECTION, this.source::retrieve, (ex) -> assertThat(ex.retryable()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "SECRET", "{\"accessToken\":{},\"expiresIn\":900,\"refreshToken\":\"r\"}",
			"{\"accessToken\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"SECRET\",\"sessionToken\":\"t\"},"
					+ "\"refreshToken\":\"r\"}",
			"{\"accessToken\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"SECRET\",\"sessionToken\":\"t\"},"
					+ "\"expiresIn\":0,\"refreshToken\":\"r\"}",
			"{\"accessToken\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"SECRET\",\"sessionToken\":\"t\"},"
					+ "\"expiresIn\":900}" })
	void retrieveWhenAnswerMakesNoSenseWritesNothing(String answer) throws IOException {
		byte[] before = Files.readAllBytes(this.file);
		this.aws.aws.fault(Fault.status(200, answer));
		this.aws.advance(Duration.ofMinutes(20));
		fails(CredentialsErrorCode.RESPONSE_INVALID, this.source::retrieve,
				(ex) -> assertThat(ex.toString()).doesNotContain("SECRET"));
		assertThat(this.file).hasBinaryContent(before);
	}

	@Test
	void sourcesOfOneFileRenewOnce() {
		this.aws.advance(Duration.ofMinutes(20));
		CountDownLatch answer = new CountDownLatch(1);
		this.aws.aws.fault(Fault.hold(answer).onAction(REFRESH));
		CompletableFuture<Credentials> first = CompletableFuture.supplyAsync(this.source::retrieve);
		this.aws.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(20));
		CompletableFuture<Credentials> second = CompletableFuture.supplyAsync(this.aws.login(SESSION)::retrieve);
		answer.countDown();
		assertThat(first).succeedsWithin(Duration.ofSeconds(20));
		assertThat(second).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(first.join());
		assertThat(this.aws.aws.count(REFRESH)).isOne();
	}

	@Test
	void nothingShowsSecrets() {
		LoginToken token = LoginToken.of(SsoFixture.read(this.file));
		assertThat(token.toString()).doesNotContain(token.refreshToken())
			.doesNotContain(token.dpopKey())
			.doesNotContain(token.credentials().secretAccessKey());
	}

}
