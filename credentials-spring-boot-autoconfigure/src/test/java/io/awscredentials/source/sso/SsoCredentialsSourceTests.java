package io.awscredentials.source.sso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.source.sso.SsoFixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SsoCredentialsSource}.
 */
class SsoCredentialsSourceTests {

	private static final String PORTAL = "GetRoleCredentials";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture sso;

	@BeforeEach
	void start() {
		this.sso = new SsoFixture(this.folder.resolve("cache"));
	}

	@AfterEach
	void stop() {
		this.sso.close();
	}

	@Test
	void retrieveWithSessionFindsTokenByItsName() {
		Path file = this.sso.signIn("dev");
		SsoCredentialsSource source = this.sso.source("dev");
		Credentials credentials = source.retrieve();
		TestCredentials issued = this.sso.aws.issuedCredentials().get(0);
		assertThat(credentials).isEqualTo(new Credentials(issued.accessKeyId(), issued.secretAccessKey(),
				issued.sessionToken(), this.sso.now().plus(Duration.ofHours(1)), SsoFixture.ACCOUNT));
		RecordedRequest request = this.sso.aws.requests().get(0);
		assertThat(request.parameters()).containsEntry("role_name", "Reader")
			.containsEntry("account_id", SsoFixture.ACCOUNT);
		assertThat(request.header("x-amz-sso_bearer_token")).isEqualTo(SsoFixture.text(file, "accessToken"));
		assertThat(file).hasFileName("34c6fceca75e456f25e7e99531e2425c6c1de443.json");
		assertThat(source.name()).isEqualTo("Sso");
		assertThat(source.retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.SERVE);
	}

	@Test
	void retrieveWithoutSessionFindsTokenByStartUrl() {
		this.sso.signIn(SsoFixture.START_URL);
		assertThat(this.sso.source((String) null).retrieve().accountId()).isEqualTo(SsoFixture.ACCOUNT);
	}

	@Test
	void retrieveEncodesWhatItAsksFor() {
		this.sso.signIn("dev");
		new SsoCredentialsSource(this.sso.session(this.sso.options("dev")), "1&2", "a b+c/ä").retrieve();
		assertThat(this.sso.aws.requests().get(0).parameters()).containsEntry("role_name", "a b+c/ä")
			.containsEntry("account_id", "1&2");
	}

	@Test
	void retrieveWhenNobodySignedInSaysHow() {
		fails(CredentialsErrorCode.SSO_TOKEN_MISSING, this.sso.source("dev")::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining("sso-session 'dev'")
				.hasMessageContaining(
						this.sso.cache.resolve("34c6fceca75e456f25e7e99531e2425c6c1de443.json").toString());
			assertThat(ex.advice()).isEqualTo("Sign in: aws sso login --sso-session dev");
			assertThat(ex.retryable()).isFalse();
			assertThat(ex.source()).isEqualTo("Sso");
		});
		fails(CredentialsErrorCode.SSO_TOKEN_MISSING, this.sso.source((String) null)::retrieve,
				(ex) -> assertThat(ex.advice()).contains("aws sso login").contains(SsoFixture.START_URL));
		SsoSessionOptions options = new SsoSessionOptions("dev", SsoFixture.START_URL, "us-east-1",
				this.sso.cache.toString(), false, "work");
		fails(CredentialsErrorCode.SSO_TOKEN_MISSING, this.sso.source(options)::retrieve,
				(ex) -> assertThat(ex.advice()).isEqualTo("Sign in: aws sso login --profile work"));
		assertThat(this.sso.cache).doesNotExist();
	}

	@Test
	void retrieveWithoutHomeFolderLooksNowhere() {
		SsoSessionOptions options = new SsoSessionOptions("dev", SsoFixture.START_URL, "us-east-1",
				SsoSessionOptions.CACHE_DIRECTORY, false, null);
		fails(CredentialsErrorCode.SSO_TOKEN_MISSING, this.sso.source(options)::retrieve,
				(ex) -> assertThat(ex.advice()).contains("HOME").contains("cache-directory"));
		assertThat(Path.of("~")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "secret-token", "{\"accessToken\":\"secret-token\"}",
			"{\"accessToken\":\"secret-token\",\"expiresAt\":\"soon\"}", "{\"expiresAt\":\"2027-01-01T00:00:00Z\"}",
			"{\"accessToken\":\"secret-token\\r\\nX: y\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}",
			"{\"accessToken\":7,\"expiresAt\":\"2027-01-01T00:00:00Z\"}" })
	void retrieveWhenFileMakesNoSenseSaysWhichAndNotWhat(String content) throws IOException {
		Path file = this.sso.signIn("dev");
		Files.writeString(file, content);
		fails(CredentialsErrorCode.SSO_TOKEN_INVALID, this.sso.source("dev")::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining(file.toString()).hasNoCause();
			assertThat(ex.toString()).doesNotContain("secret-token");
			assertThat(ex.retryable()).isFalse();
			assertThat(ex.advice()).contains("aws sso login");
		});
		assertThat(this.sso.aws.requests()).isEmpty();
	}

	@Test
	void retrieveWhenFileIsNoneSaysSo() throws IOException {
		Path file = this.sso.signIn("dev");
		Files.delete(file);
		Files.createDirectory(file);
		fails(CredentialsErrorCode.SSO_TOKEN_INVALID, this.sso.source("dev")::retrieve,
				(ex) -> assertThat(ex).hasMessageContaining(file.toString()));
	}

	@Test
	void retrieveWithOtherOffsetInFile() throws IOException {
		Path file = this.sso.signIn("dev");
		Files.writeString(file, "{\"accessToken\":\"" + SsoFixture.text(file, "accessToken")
				+ "\",\"expiresAt\":\"2026-11-21T09:00:00UTC\"}");
		assertThat(this.sso.source("dev").retrieve()).isNotNull();
	}

	@Test
	void retrieveWhenTokenExpiredAsksNobody() throws IOException {
		Path file = this.sso.signIn("dev");
		Files.writeString(file, "{\"accessToken\":\"secret-token\",\"expiresAt\":\"2026-11-21T08:00:00Z\"}");
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.sso.source("dev")::retrieve, (ex) -> {
			assertThat(ex.retryable()).isFalse();
			assertThat(ex.advice()).isEqualTo("Sign in: aws sso login --sso-session dev");
		});
		assertThat(this.sso.aws.requests()).isEmpty();
	}

	@Test
	void retrieveWhenSomebodySignsInAgainMeanwhileTakesThat() {
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().signOut();
		CountDownLatch refusal = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(refusal).onAction(PORTAL).times(1));
		CompletableFuture<Credentials> retrieval = CompletableFuture.supplyAsync(this.sso.source("dev")::retrieve);
		this.sso.aws.awaitRequests(PORTAL, 1, Duration.ofSeconds(20));
		String accessToken = SsoFixture.text(this.sso.signIn("dev"), "accessToken");
		refusal.countDown();
		assertThat(retrieval).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.sso.aws.requests()).extracting(RecordedRequest::action).containsExactly(PORTAL, PORTAL);
		assertThat(this.sso.aws.requests().get(1).header("x-amz-sso_bearer_token")).isEqualTo(accessToken);
	}

	@Test
	void retrieveWhenPortalRefusesTokenRenewsIt() {
		// The clock of this machine is behind, for example.
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().expireAccessTokens();
		assertThat(this.sso.source("dev").retrieve()).isNotNull();
		assertThat(this.sso.aws.requests()).extracting(RecordedRequest::action)
			.containsExactly(PORTAL, "CreateToken", PORTAL);
	}

	@Test
	void retrieveWhenSignedOutAsksForANewSignIn() {
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().signOut();
		SsoCredentialsSource source = this.sso.source("dev");
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, source::retrieve, (ex) -> {
			assertThat(ex.retryable()).isFalse();
			assertThat(ex.advice()).isEqualTo("Sign in: aws sso login --sso-session dev");
		});
		assertThat(this.sso.aws.requests()).extracting(RecordedRequest::action).containsExactly(PORTAL, "CreateToken");
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, source::retrieve, (ex) -> {
		});
		assertThat(this.sso.aws.requests()).hasSize(2);
		this.sso.signIn("dev");
		assertThat(source.retrieve()).isNotNull();
	}

	@Test
	void retrieveWhenPortalRefusesEveryTokenGivesUp() {
		this.sso.signIn("dev");
		this.sso.aws.fault(Fault.status(401).onAction(PORTAL));
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.sso.source("dev")::retrieve,
				(ex) -> assertThat(ex.retryable()).isFalse());
		assertThat(this.sso.aws.count(PORTAL)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404 })
	void retrieveWhenRoleIsDeniedNamesIt(int status) {
		this.sso.signIn("dev");
		this.sso.aws.fault(Fault.error(status, "ForbiddenException", "No access for aoaSECRET"));
		fails(CredentialsErrorCode.SSO_ACCESS_DENIED, this.sso.source("dev")::retrieve, (ex) -> {
			assertThat(ex).hasMessageContaining("'Reader'")
				.hasMessageContaining(SsoFixture.ACCOUNT)
				.hasMessageContaining("status " + status + ", ForbiddenException");
			assertThat(ex.toString()).doesNotContain("aoa");
			assertThat(ex.retryable()).isFalse();
		});
		assertThat(this.sso.aws.count(PORTAL)).isOne();
	}

	@Test
	void retrieveWhenRoleIsNotAssigned() {
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().assign(SsoFixture.ACCOUNT, "Another");
		fails(CredentialsErrorCode.SSO_ACCESS_DENIED, this.sso.source("dev")::retrieve, (ex) -> {
		});
	}

	@Test
	void retrieveWhenThrottledTriesAgain() {
		this.sso.signIn("dev");
		this.sso.aws.fault(Fault.throttling().onAction(PORTAL).times(2));
		assertThat(this.sso.source("dev").retrieve()).isNotNull();
		assertThat(this.sso.aws.count(PORTAL)).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 503 })
	void retrieveWhenPortalIsDownMayBeTriedLater(int status) {
		this.sso.signIn("dev");
		this.sso.aws.fault(Fault.status(status));
		fails(CredentialsErrorCode.CONNECTION, this.sso.source("dev")::retrieve, (ex) -> {
			assertThat(ex.retryable()).isTrue();
			assertThat(ex).hasMessageContaining("/federation/credentials: ").hasMessageContaining("status " + status);
		});
		assertThat(this.sso.aws.count(PORTAL)).isEqualTo(3);
	}

	@Test
	void retrieveWhenPortalIsGone() {
		this.sso.signIn("dev");
		this.sso.aws.close();
		fails(CredentialsErrorCode.CONNECTION, this.sso.source("dev")::retrieve,
				(ex) -> assertThat(ex.retryable()).isTrue());
	}

	@Test
	void retrieveWhenAnswerMakesNoSense() {
		this.sso.signIn("dev");
		SsoCredentialsSource source = this.sso.source("dev");
		List<String> answers = List.of("{}", "{\"roleCredentials\":{}}", "not JSON: SECRETKEY",
				"{\"roleCredentials\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"SECRETKEY\",\"sessionToken\":\"t\"}}",
				"{\"roleCredentials\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"SECRETKEY\",\"expiration\":1}}",
				"{\"roleCredentials\":{\"accessKeyId\":\"\",\"secretAccessKey\":\"SECRETKEY\",\"sessionToken\":\"t\","
						+ "\"expiration\":1}}");
		for (String answer : answers) {
			Fault fault = Fault.status(200, answer);
			this.sso.aws.fault(fault);
			fails(CredentialsErrorCode.RESPONSE_INVALID, source::retrieve,
					(ex) -> assertThat(ex.toString()).contains("/federation/credentials").doesNotContain("SECRETKEY"));
			this.sso.aws.removeFault(fault);
		}
	}

	@Test
	void rolesMayShareASignIn() {
		SsoSession session = this.sso.session(this.sso.options("dev"));
		this.sso.aws.identityCenter().tokenLifetime(Duration.ofMinutes(4));
		this.sso.signIn("dev");
		this.sso.aws.identityCenter().tokenLifetime(Duration.ofHours(1));
		new SsoCredentialsSource(session, SsoFixture.ACCOUNT, "Reader").retrieve();
		new SsoCredentialsSource(session, "210987654321", "Writer").retrieve();
		assertThat(this.sso.aws.requests()).extracting(RecordedRequest::action)
			.containsExactly("CreateToken", PORTAL, PORTAL);
	}

	@Test
	void nothingShowsSecrets() {
		Path file = this.sso.signIn("dev");
		SsoToken token = SsoToken.of(SsoFixture.read(file));
		assertThat(token + " " + token.registration()).doesNotContain(token.accessToken())
			.doesNotContain(SsoFixture.text(file, "clientSecret"))
			.doesNotContain(SsoFixture.text(file, "refreshToken"));
		CredentialsException expired = this.sso.session(this.sso.options("dev")).refused(token.accessToken());
		assertThat(expired.toString()).doesNotContain(token.accessToken());
	}

}
