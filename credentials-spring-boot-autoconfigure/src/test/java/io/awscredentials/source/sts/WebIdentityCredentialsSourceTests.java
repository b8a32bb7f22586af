package io.awscredentials.source.sts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.NoFiles;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebIdentityCredentialsSource}.
 */
class WebIdentityCredentialsSourceTests {

	private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJl";

	private final Sts sts = new Sts();

	private final Map<String, String> environment = new HashMap<>();

	@TempDir
	private Path folder;

	private Path file = Path.of("token");

	@BeforeEach
	void prepare() throws IOException {
		this.file = this.folder.resolve("token");
		Files.writeString(this.file, TOKEN + "\n");
		this.sts.server.webIdentityToken(TOKEN);
		this.environment.put("AWS_ROLE_ARN", Sts.ROLE);
		this.environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", this.file.toString());
		this.environment.put("AWS_ROLE_SESSION_NAME", "pod");
	}

	@AfterEach
	void close() {
		this.sts.close();
	}

	@Test
	void retrieveReadsTheEnvironment() {
		WebIdentityCredentialsSource source = source(WebIdentityOptions.fromEnvironment());
		Credentials credentials = source.retrieve();
		assertThat(credentials.accountId()).isEqualTo("210987654321");
		assertThat(credentials.expiration()).isEqualTo(this.sts.instant().plus(Duration.ofHours(1)));
		assertThat(this.sts.server.requests().get(0).parameters())
			.containsExactlyInAnyOrderEntriesOf(Map.of("Action", "AssumeRoleWithWebIdentity", "Version", "2011-06-15",
					"RoleArn", Sts.ROLE, "RoleSessionName", "pod", "WebIdentityToken", TOKEN));
		assertThat(this.sts.server.requests().get(0).header("Authorization")).isNull();
		assertThat(source.name()).isEqualTo("WebIdentity");
		assertThat(source.retrieveDetailed().pastExpiry()).isEqualTo(PastExpiry.SERVE);
	}

	@Test
	void optionsGoBeforeTheEnvironment() throws IOException {
		String role = "arn:aws:iam::111122223333:role/other";
		this.sts.server.role(role);
		this.sts.server.webIdentityToken("other-token");
		Path other = Files.writeString(this.folder.resolve("other"), "other-token\r\n");
		source(new WebIdentityOptions(role, other, "name", Duration.ofMinutes(15), "{}",
				List.of("arn:aws:iam::aws:policy/A")))
			.retrieve();
		assertThat(this.sts.server.requests().get(0).parameters()).containsEntry("RoleArn", role)
			.containsEntry("WebIdentityToken", "other-token")
			.containsEntry("RoleSessionName", "name")
			.containsEntry("DurationSeconds", "900")
			.containsEntry("Policy", "{}")
			.containsEntry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A");
	}

	@Test
	void sessionNameIsMadeUpOnce() {
		this.environment.remove("AWS_ROLE_SESSION_NAME");
		WebIdentityCredentialsSource source = source(WebIdentityOptions.fromEnvironment());
		source.retrieve();
		source.retrieve();
		assertThat(this.sts.server.requests()).extracting((request) -> request.parameter("RoleSessionName"))
			.allSatisfy((name) -> assertThat(name).matches("orders-[0-9a-f]{8}"))
			.containsOnly(this.sts.server.requests().get(0).parameter("RoleSessionName"));
	}

	@Test
	void fileIsReadAgainEachTime() throws IOException {
		WebIdentityCredentialsSource source = source(WebIdentityOptions.fromEnvironment());
		source.retrieve();
		Files.writeString(this.file, "rotated");
		assertThat(Sts.failure(source).code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		this.sts.server.webIdentityToken("rotated");
		source.retrieve();
	}

	@Test
	void beanGivesTheTokenInPlaceOfTheFile() {
		this.environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
		source(WebIdentityOptions.fromEnvironment(), () -> TOKEN).retrieve();
		assertThat(this.sts.server.requests()).hasSize(1);
	}

	@Test
	void withoutTokenFileIsNotConfigured() {
		this.environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
		assertThat(failure).hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE");
	}

	@Test
	void withRoleButWithoutTokenFileIsHalfConfigured() {
		this.environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
		assertThat(Sts.failure(source(new WebIdentityOptions(Sts.ROLE, null, null, null, null, List.of()))).code())
			.isEqualTo(CredentialsErrorCode.CONFIGURATION);
	}

	@Test
	void withTokenFileButWithoutRoleIsHalfConfigured() {
		this.environment.remove("AWS_ROLE_ARN");
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure.advice()).contains("AWS_ROLE_ARN");
	}

	@Test
	void missingFileIsNamed() throws IOException {
		Files.delete(this.file);
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(failure).hasMessageContaining(this.file.toString()).hasMessageContaining("does not exist");
	}

	@Test
	void folderInPlaceOfAFileIsNamed() {
		this.environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", this.folder.toString());
		assertThat(Sts.failure(source(WebIdentityOptions.fromEnvironment()))).hasMessageContaining("is a folder");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "  " })
	void emptyFileIsNamed(String content) throws IOException {
		Files.writeString(this.file, content);
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(failure).hasMessageContaining(this.file.toString()).hasMessageContaining("empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one\ntwo", "one\r\nHost: evil", "one two", "one\n\n", "tök" })
	void lineBreakInsideIsRefused(String content) throws IOException {
		Files.writeString(this.file, content);
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(failure).hasMessageNotContaining("one");
		assertThat(this.sts.server.requests()).isEmpty();
	}

	@Test
	void hugeFileIsRefused() throws IOException {
		NoFiles.large(this.file);
		assertThat(Sts.failure(source(WebIdentityOptions.fromEnvironment())))
			.hasMessage("Token file " + this.file + " is larger than 64 KB");
	}

	@Test
	@Timeout(20)
	void pipeIsRefused() throws Exception {
		Files.deleteIfExists(this.file);
		NoFiles.pipe(this.file);
		assertThat(Sts.failure(source(WebIdentityOptions.fromEnvironment())))
			.hasMessage("Token file " + this.file + " is a pipe or a device, not a regular file");
	}

	@Test
	void expiredTokenHasItsCode() {
		this.sts.server.webIdentityToken(TOKEN, this.sts.instant().minusSeconds(1));
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment()));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.STS_EXPIRED_TOKEN);
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void tokenIsNeverShown() {
		this.sts.server.fault(Fault.error(400, "InvalidIdentityToken",
				"Token " + TOKEN + " or " + TOKEN.substring(0, 30) + "... is no JWT"));
		assertThat(Sts.failure(source(WebIdentityOptions.fromEnvironment())).toString()).doesNotContain("eyJ");
	}

	@Test
	void failureOfTheBeanIsTold() {
		IllegalStateException cause = new IllegalStateException(TOKEN);
		CredentialsException failure = Sts.failure(source(WebIdentityOptions.fromEnvironment(), () -> {
			throw cause;
		}));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageNotContaining(TOKEN);
	}

	private WebIdentityCredentialsSource source(WebIdentityOptions options) {
		return source(options, null);
	}

	private WebIdentityCredentialsSource source(WebIdentityOptions options, @Nullable WebIdentityTokenSource tokens) {
		return new WebIdentityCredentialsSource(options, tokens, "orders", this.environment::get,
				this.sts.connection());
	}

}
