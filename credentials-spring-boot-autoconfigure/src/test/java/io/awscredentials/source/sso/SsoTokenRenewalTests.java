package io.awscredentials.source.sso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.source.JsonText;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.awscredentials.source.sso.SsoFixture.fails;
import static io.awscredentials.source.sso.SsoFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SsoSession} renewing its token.
 */
class SsoTokenRenewalTests {

	private static final String REFRESH = "CreateToken";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private SsoFixture sso;

	@SuppressWarnings("NullAway.Init")
	private Path file;

	@SuppressWarnings("NullAway.Init")
	private SsoSession session;

	@BeforeEach
	void start() {
		this.sso = new SsoFixture(this.folder.resolve("cache"));
		this.file = this.sso.signIn("dev");
		this.session = this.sso.session(this.sso.options("dev"));
	}

	@AfterEach
	void stop() {
		this.sso.close();
	}

	private void change(String name, @Nullable String value) {
		try {
			Map<String, @Nullable String> changes = new HashMap<>();
			changes.put(name, value);
			Files.write(this.file, JsonText.merge(Files.readAllBytes(this.file), changes));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void tokenIsRenewedFiveMinutesEarly() {
		String first = text(this.file, "accessToken");
		String refreshToken = text(this.file, "refreshToken");
		this.sso.advance(Duration.ofMinutes(55).minusMillis(1));
		assertThat(this.session.accessToken()).isEqualTo(first);
		assertThat(this.sso.aws.requests()).isEmpty();
		this.sso.advance(Duration.ofMillis(1));
		String second = this.session.accessToken();
		assertThat(second).isNotEqualTo(first).isEqualTo(text(this.file, "accessToken"));
		RecordedRequest request = this.sso.aws.requests().get(0);
		assertThat(request.parameters()).containsOnly(Map.entry("grantType", "refresh_token"),
				Map.entry("refreshToken", refreshToken), Map.entry("clientId", text(this.file, "clientId")),
				Map.entry("clientSecret", text(this.file, "clientSecret")));
		assertThat(text(this.file, "expiresAt")).isEqualTo("2026-11-21T09:55:00Z");
		assertThat(text(this.file, "refreshToken")).isNotEqualTo(refreshToken);
	}

	@Test
	void expiredTokenIsRenewed() {
		this.sso.advance(Duration.ofDays(2));
		String token = this.session.accessToken();
		assertThat(this.session.accessToken()).isEqualTo(token);
		assertThat(this.sso.aws.count(REFRESH)).isOne();
	}

	@Test
	void unknownFieldsOfTheFileSurvive() throws IOException {
		Files.write(this.file, JsonText.merge(Files.readAllBytes(this.file), Map.of("mine", Map.of("a", "b"))));
		String content = Files.readString(this.file)
			.replaceFirst("}$",
					",\"number\":12345678901234567890.10,\"list\":[1,{\"x\":null}],\"flag\":true,\"nothing\":null}");
		Files.writeString(this.file, content);
		this.sso.advance(Duration.ofHours(1));
		this.session.accessToken();
		assertThat(Files.readString(this.file)).contains("\"mine\":{\"a\":\"b\"}")
			.contains("\"number\":12345678901234567890.10")
			.contains("\"list\":[1,{\"x\":null}]")
			.contains("\"flag\":true")
			.contains("\"nothing\":null")
			.contains("\"startUrl\":\"" + SsoFixture.START_URL + "\"")
			.contains("\"region\":\"us-east-1\"");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void fileIsReplacedAndForItsOwnerOnly() throws IOException {
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r--r--"));
		Object before = Files.getAttribute(this.file, "unix:ino");
		this.sso.advance(Duration.ofHours(1));
		this.session.accessToken();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
		assertThat(Files.getAttribute(this.file, "unix:ino")).isNotEqualTo(before);
		try (var files = Files.list(this.sso.cache)) {
			assertThat(files.map((path) -> path.getFileName().toString()))
				.containsExactlyInAnyOrder(this.file.getFileName().toString(), this.file.getFileName() + ".lock");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "refreshToken", "clientId", "clientSecret", "registrationExpiresAt" })
	void tokenIsNotRenewedWithout(String name) {
		change(name, null);
		this.sso.advance(Duration.ofMinutes(59));
		assertThat(this.session.accessToken()).isEqualTo(text(this.file, "accessToken"));
		this.sso.advance(Duration.ofMinutes(1));
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.session::accessToken,
				(ex) -> assertThat(ex.retryable()).isFalse());
		assertThat(this.sso.aws.requests()).isEmpty();
	}

	@Test
	void tokenIsNotRenewedPastTheEndOfTheRegistration() {
		change("registrationExpiresAt", "2026-11-21T09:00:00Z");
		this.sso.advance(Duration.ofHours(1));
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.session::accessToken, (ex) -> {
		});
		assertThat(this.sso.aws.requests()).isEmpty();
	}

	@Test
	void refreshTokenStaysWhereThereIsNoOther() {
		this.sso.aws.fault(Fault.status(200, "{\"accessToken\":\"second\",\"expiresIn\":28800}"));
		String refreshToken = text(this.file, "refreshToken");
		this.sso.advance(Duration.ofHours(1));
		assertThat(this.session.accessToken()).isEqualTo("second");
		assertThat(text(this.file, "refreshToken")).isEqualTo(refreshToken);
		assertThat(text(this.file, "expiresAt")).isEqualTo("2026-11-21T17:00:00Z");
	}

	@Test
	void presentTokenIsUsedOnWhileRenewalFails() {
		String first = text(this.file, "accessToken");
		Fault outage = Fault.status(500);
		this.sso.aws.fault(outage);
		this.sso.advance(Duration.ofMinutes(55));
		assertThat(this.session.accessToken()).isEqualTo(first);
		int attempts = this.sso.aws.count(REFRESH);
		assertThat(attempts).isPositive();
		this.sso.advance(Duration.ofSeconds(29));
		assertThat(this.session.accessToken()).isEqualTo(first);
		assertThat(this.sso.aws.count(REFRESH)).isEqualTo(attempts);
		this.sso.advance(Duration.ofSeconds(1));
		assertThat(this.session.accessToken()).isEqualTo(first);
		assertThat(this.sso.aws.count(REFRESH)).isGreaterThan(attempts);
		this.sso.aws.removeFault(outage);
		this.sso.advance(Duration.ofSeconds(30));
		assertThat(this.session.accessToken()).isNotEqualTo(first);
	}

	@Test
	void tokensThatLiveShortlyAreNotRenewedForEachRetrieval() {
		this.sso.aws.identityCenter().tokenLifetime(Duration.ofMinutes(4));
		this.sso.advance(Duration.ofHours(1));
		String token = this.session.accessToken();
		this.sso.advance(Duration.ofSeconds(29));
		assertThat(this.session.accessToken()).isEqualTo(token);
		assertThat(this.sso.aws.count(REFRESH)).isOne();
		this.sso.advance(Duration.ofSeconds(1));
		assertThat(this.session.accessToken()).isNotEqualTo(token);
		assertThat(this.sso.aws.count(REFRESH)).isEqualTo(2);
	}

	@Test
	void expiredTokenAndOutageMayBeTriedLater() {
		this.sso.aws.fault(Fault.throttling());
		this.sso.advance(Duration.ofHours(1));
		fails(CredentialsErrorCode.CONNECTION, this.session::accessToken, (ex) -> {
			assertThat(ex.retryable()).isTrue();
			assertThat(ex).hasMessageContaining("/token: status ");
		});
		int attempts = this.sso.aws.count(REFRESH);
		fails(CredentialsErrorCode.CONNECTION, this.session::accessToken, (ex) -> assertThat(ex.retryable()).isTrue());
		assertThat(this.sso.aws.count(REFRESH)).isEqualTo(attempts);
	}

	@Test
	void refusedRefreshTokenNeedsANewSignIn() {
		this.sso.aws.identityCenter().signOut();
		this.sso.advance(Duration.ofHours(1));
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.session::accessToken, (ex) -> {
			assertThat(ex.retryable()).isFalse();
			assertThat(ex).hasMessageContaining("/token: status 400, invalid_grant");
			assertThat(ex.toString()).doesNotContain(text(this.file, "refreshToken"))
				.doesNotContain(text(this.file, "clientSecret"));
			assertThat(ex.advice()).contains("aws sso login --sso-session dev");
		});
	}

	@Test
	void newSignInCountsAtOnceAfterAFailedRenewal() {
		this.sso.aws.identityCenter().signOut();
		this.sso.advance(Duration.ofHours(1));
		fails(CredentialsErrorCode.SSO_TOKEN_EXPIRED, this.session::accessToken, (ex) -> {
		});
		this.sso.signIn("dev");
		assertThat(this.session.accessToken()).isEqualTo(text(this.file, "accessToken"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "not JSON", "{\"accessToken\":\"t\"}", "{\"accessToken\":\"t\",\"expiresIn\":0}",
			"{\"accessToken\":\"t\",\"expiresIn\":-5}", "{\"expiresIn\":5}",
			"{\"accessToken\":\"a\\r\\nb\",\"expiresIn\":5}" })
	void answerThatMakesNoSenseIsNotWritten(String answer) throws IOException {
		this.sso.aws.fault(Fault.status(200, answer));
		byte[] before = Files.readAllBytes(this.file);
		this.sso.advance(Duration.ofHours(1));
		fails(CredentialsErrorCode.RESPONSE_INVALID, this.session::accessToken, (ex) -> {
		});
		assertThat(this.file).hasBinaryContent(before);
	}

	@Test
	void lifetimeBeyondReasonIsShortened() {
		this.sso.aws.fault(Fault.status(200, "{\"accessToken\":\"t\",\"expiresIn\":" + Long.MAX_VALUE + "}"));
		this.sso.advance(Duration.ofHours(1));
		this.session.accessToken();
		assertThat(Instant.parse(text(this.file, "expiresAt"))).isAfter("2999-01-01T00:00:00Z");
	}

	@Test
	void tokenThatCannotBeWrittenIsUsedNevertheless() throws Exception {
		byte[] content = Files.readAllBytes(this.file);
		CountDownLatch answer = new CountDownLatch(1);
		this.sso.aws.fault(Fault.hold(answer).onAction(REFRESH));
		this.sso.advance(Duration.ofHours(1));
		CompletableFuture<String> renewal = CompletableFuture.supplyAsync(this.session::accessToken);
		this.sso.aws.awaitRequests(REFRESH, 1, Duration.ofSeconds(20));
		// No file can take the place of a directory, whoever runs this.
		Files.delete(this.file);
		Files.createDirectories(this.file.resolve("child"));
		answer.countDown();
		String second = renewal.get(20, TimeUnit.SECONDS);
		assertThat(this.session.accessToken()).isEqualTo(second);
		Files.delete(this.file.resolve("child"));
		Files.delete(this.file);
		Files.write(this.file, content);
		assertThat(this.session.accessToken()).isEqualTo(second);
		assertThat(this.sso.aws.count(REFRESH)).isOne();
		this.sso.advance(Duration.ofSeconds(1));
		String third = text(this.sso.signIn("dev"), "accessToken");
		assertThat(this.session.accessToken()).isEqualTo(third);
	}

}
