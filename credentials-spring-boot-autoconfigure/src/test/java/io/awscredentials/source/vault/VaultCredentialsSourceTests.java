package io.awscredentials.source.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VaultCredentialsSource} and {@link VaultServer}.
 */
class VaultCredentialsSourceTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private final LoopbackVault vault = new LoopbackVault();

	private final List<Credentials> checked = new ArrayList<>();

	private Instant now = START;

	private boolean known = true;

	private int users;

	@BeforeEach
	void addRoles() {
		this.vault.iamUser("user", 3600, () -> List.of("AKIAVAULT000000" + ++this.users, "secret"));
		this.vault.assumedRole("session", 900);
	}

	@AfterEach
	void close() {
		this.vault.close();
	}

	private VaultCredentialsSource source(VaultOptions options) {
		CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.service()).pause((pause) -> {
		}).build();
		VaultServer server = new VaultServer(this.vault.uri(), new VaultToken("hvs.first", null, (name) -> null),
				"team/a", client);
		return new VaultCredentialsSource(options, server, this::check, () -> this.now);
	}

	private VaultCredentialsSource source(String role) {
		return source(new VaultOptions("aws", role, null, null));
	}

	private Credentials check(Credentials keys) {
		this.checked.add(keys);
		if (!this.known) {
			throw new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "Vault", "not yet")
				.withRetryable(true);
		}
		return keys;
	}

	private CredentialsException failure(VaultCredentialsSource source) {
		try {
			source.retrieve();
		}
		catch (CredentialsException ex) {
			return ex;
		}
		throw new AssertionError("There was no failure");
	}

	@Test
	void keysOfUserEndWithTheirLease() {
		VaultCredentialsSource source = source("user");
		assertThat(source.retrieve())
			.isEqualTo(new Credentials("AKIAVAULT0000001", "secret", null, START.plus(Duration.ofHours(1)), null));
		assertThat(source.retrieveDetailed().pastExpiry()).as("Vault that is down deletes no user")
			.isEqualTo(PastExpiry.SERVE);
		assertThat(this.vault.requests()).allSatisfy((request) -> {
			assertThat(request.line()).isEqualTo("GET /v1/aws/creds/user");
			assertThat(request.token()).isEqualTo("hvs.first");
			assertThat(request.namespace()).isEqualTo("team/a");
		});
	}

	@Test
	void sessionNeedsNoCheckAndTellsItsAccount() {
		Credentials session = source(
				new VaultOptions("/aws/", "session", Duration.ofMinutes(15), "arn:aws:iam::210987654321:role/deploy"))
			.retrieve();
		assertThat(session.sessionToken()).isEqualTo("vault-session-token");
		assertThat(session.accountId()).isEqualTo("210987654321");
		assertThat(session.expiration()).isEqualTo(START.plus(Duration.ofMinutes(15)));
		assertThat(this.checked).isEmpty();
		assertThat(this.vault.requests()).hasToString(
				"[GET /v1/aws/creds/session?ttl=900s&role_arn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fdeploy]");
	}

	@Test
	void roleWithoutLeasesTellsTheTimeWithTheCredentials() {
		this.vault.role("session", """
				{"lease_id":"","renewable":false,"lease_duration":0,"data":{"access_key":"ASIAVAULT","secret_key":"s",
				"session_token":"new name","ttl":3599}}""");
		Credentials session = source("session").retrieve();
		assertThat(session.sessionToken()).isEqualTo("new name");
		assertThat(session.expiration()).isEqualTo(START.plusSeconds(3599));
	}

	@Test
	void keysThatAwsDoesNotKnowYetAreKeptAndNoOthersAreMade() {
		VaultCredentialsSource source = source("user");
		this.known = false;
		failure(source);
		this.now = this.now.plusSeconds(20);
		failure(source);
		this.known = true;
		Credentials keys = source.retrieve();
		assertThat(this.users).isEqualTo(1);
		assertThat(this.checked).hasSize(3).containsOnly(keys);
		assertThat(keys.expiration()).as("the lease began before").isEqualTo(START.plus(Duration.ofHours(1)));
		assertThat(source.retrieve().accessKeyId()).as("the next ones are others").isEqualTo("AKIAVAULT0000002");
	}

	@Test
	void keysThatAwsNeverKnowsAreGivenUp() {
		VaultCredentialsSource source = source("user");
		this.known = false;
		failure(source);
		this.now = this.now.plus(Duration.ofMinutes(2));
		failure(source);
		assertThat(this.users).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"403|1 error occurred:\\n\\t* permission denied\\n\\n|VAULT_DENIED|'read' of 'aws/creds/user'",
			"404|no handler for route \\\"aws/creds/user\\\". route entry not found.|CONFIGURATION|vault.mount",
			"400|Role \\\"user\\\" not found|CONFIGURATION|vault list aws/roles",
			"400|did not supply a role_arn parameter and unable to determine one|CONFIGURATION|vault.role-arn",
			"400|Error assuming role: AccessDenied: User is not authorized to perform: sts:AssumeRole|VAULT_DENIED|aws/config/root",
			"400|missing client token|VAULT_DENIED|vault.token-file",
			"400|Error creating IAM user: Throttling: Rate exceeded|VAULT_UNAVAILABLE|tried again",
			"412|required index state not present|VAULT_UNAVAILABLE|tried again",
			"429|request path \\\"aws/creds/user\\\": rate limit quota exceeded|VAULT_UNAVAILABLE|tried again",
			"500|1 error occurred:\\n\\t* internal error\\n\\n|VAULT_UNAVAILABLE|vault status",
			"502|upstream rate limited|VAULT_UNAVAILABLE|tried again",
			"503|Vault is sealed|VAULT_UNAVAILABLE|Unseal Vault" })
	void eachRefusalHasItsAdvice(int status, String error, CredentialsErrorCode code, String advice) {
		this.vault.refuse(status, "{\"errors\":[\"" + error + "\"]}");
		CredentialsException failure = failure(source("user"));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure).hasMessageContainingAll("'aws/creds/user'", this.vault.uri().toString(), "status " + status,
				error.split("\\\\", 2)[0]);
		assertThat(failure.advice()).contains(advice);
		assertThat(failure.retryable()).isEqualTo(code == CredentialsErrorCode.VAULT_UNAVAILABLE);
	}

	@Test
	void whatIsNotReplicatedYetIsAskedForAgain() {
		this.vault.refuse(412, "{\"errors\":[\"required index state not present\"]}");
		failure(source("user"));
		assertThat(this.vault.requests()).hasSize(3);
	}

	@Test
	void invalidTokenIsNotShown() {
		this.vault.token("hvs.second");
		CredentialsException failure = failure(source("user"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.VAULT_DENIED);
		assertThat(failure).hasMessageContaining("invalid token").message().doesNotContain("hvs.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"data\":{\"access_key\":\"AKIAVAULT\",\"secret_key\":\"s3cr3t\"}}",
			"{\"lease_duration\":3600,\"data\":{\"access_key\":\"AKIAVAULT\",\"secret_key\":\" \"}}",
			"{\"lease_duration\":-1,\"data\":{\"access_key\":\"AKIAVAULT\",\"secret_key\":\"s3cr3t\"}}" })
	void answerThatLacksSomethingIsAFailureThatDoesNotQuoteIt(String answer) {
		this.vault.role("user", answer);
		CredentialsException failure = failure(source("user"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure).message().doesNotContain("s3cr3t").doesNotContain("AKIAVAULT");
	}

	@Test
	void pageOfAProxyIsNoRefusalOfVault() {
		this.vault.refuse(400, "<html>Bad request</html>");
		assertThat(failure(source("user")).code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
	}

	@Test
	void vaultThatIsNotThereIsUnavailable() {
		this.vault.close();
		CredentialsHttpClient client = CredentialsHttpClient
			.builder(new HttpOptions(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, false, false,
					CredentialsErrorCode.VAULT_UNAVAILABLE))
			.build();
		VaultServer server = new VaultServer(this.vault.uri(), new VaultToken(null, null, (name) -> null), null,
				client);
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> server.read(List.of("aws", "creds", "user"), Map.of()))
			.returns(CredentialsErrorCode.VAULT_UNAVAILABLE, CredentialsException::code)
			.returns(true, CredentialsException::retryable);
	}

}
