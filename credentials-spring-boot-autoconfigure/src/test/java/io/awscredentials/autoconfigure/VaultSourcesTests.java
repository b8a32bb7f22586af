package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.vault.LoopbackVault;
import io.awscredentials.source.vault.VaultCredentialsSource;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Vault as a source, from properties to credentials.
 */
class VaultSourcesTests {

	private static final String PREFIX = "aws.credentials.vault.";

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private final AwsTestServer aws = AwsTestServer.start();

	private final LoopbackVault vault = new LoopbackVault();

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues(this.aws.properties().entrySet().stream().map(Map.Entry::toString).toArray(String[]::new));

	private final ApplicationContextRunner runner = this.bare.withPropertyValues(PREFIX + "uri=" + this.vault.uri(),
			PREFIX + "token=hvs.first");

	@TempDir
	private Path folder;

	@BeforeEach
	void addRoles() {
		this.aws.role(ROLE);
		this.vault.assumedRole("session", 900);
		this.vault.iamUser("user", 3600, () -> {
			TestCredentials made = this.aws.addUser();
			return List.of(made.accessKeyId(), made.secretAccessKey());
		});
	}

	@AfterEach
	void close() {
		this.vault.close();
		this.aws.close();
	}

	private static Credentials credentials(CredentialsProvider provider) {
		return provider.resolveCredentials();
	}

	private VaultOperations template(String token) {
		return new VaultTemplate(VaultEndpoint.from(this.vault.uri()), new SimpleClientHttpRequestFactory(),
				() -> new TokenAuthentication(token).login());
	}

	@Test
	void sessionOfRole() {
		this.runner.withPropertyValues(PREFIX + "role=session").run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			assertThat(credentials(provider).sessionToken()).isEqualTo("vault-session-token");
			assertThat(credentials(provider).accountId()).isEqualTo("210987654321");
			assertThat(provider.status().source()).isEqualTo("Vault");
			assertThat(context).hasBean("vaultCredentialsSource").hasSingleBean(VaultCredentialsSource.class);
		});
	}

	@Test
	void newUserWhoseKeyAwsDoesNotKnowAtFirst() {
		this.aws.fault(Fault.error(403, "InvalidClientTokenId", "The security token is invalid").times(1));
		this.runner
			.withPropertyValues(PREFIX + "role=user", "aws.credentials.startup=required",
					"aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.status().valid()).isTrue();
				assertThat(provider.status().failures()).as("who waits sees nothing of it").isZero();
				assertThat(provider.status().source()).isEqualTo("AssumeRole < Vault");
				assertThat(this.aws.count("GetCallerIdentity")).isEqualTo(3);
				assertThat(this.vault.requests()).hasSize(1);
			});
	}

	@Test
	void leaseThatEndsIsReplacedAndLeftToEnd() {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
		this.runner.withBean("credentialsClock", InstantSource.class, () -> now::get)
			.withPropertyValues(PREFIX + "role=user", "aws.credentials.startup=lazy")
			.run((context) -> {
				CredentialsProvider provider = context.getBean(CredentialsProvider.class);
				Credentials first = credentials(provider);
				assertThat(first.expiration()).isEqualTo(now.get().plusSeconds(3600));
				now.set(now.get().plusSeconds(3590));
				Credentials second = credentials(provider);
				assertThat(second.accessKeyId()).isNotEqualTo(first.accessKeyId());
				assertThat(second.expiration()).isEqualTo(now.get().plusSeconds(3600));
			});
		assertThat(this.vault.requests()).extracting(LoopbackVault.Request::line)
			.as("nothing is revoked")
			.containsExactly("GET /v1/aws/creds/user", "GET /v1/aws/creds/user");
	}

	@Test
	void configurationIsImported() {
		ConfigurableEnvironment loaded = new StandardEnvironment();
		TestPropertyValues.of(PREFIX + "uri=" + this.vault.uri(), PREFIX + "token=hvs.first", PREFIX + "role=session")
			.applyTo(loaded);
		try (BootstrapCredentials bootstrap = new BootstrapCredentials()) {
			CredentialsProvider provider = bootstrap.provider(() -> BootstrapEnvironment.of(Binder.get(loaded)));
			assertThat(credentials(provider).accountId()).isEqualTo("210987654321");
		}
	}

	@Test
	void tokenInFileThatIsRenewed() throws IOException {
		Path file = Files.writeString(this.folder.resolve("token"), "hvs.first\n");
		this.bare
			.withPropertyValues(PREFIX + "uri=" + this.vault.uri(), PREFIX + "token-file=" + file,
					PREFIX + "role=session", PREFIX + "namespace=team/a")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				Credentials first = credentials(provider);
				this.vault.token("hvs.second");
				provider.refresh().exceptionally((ex) -> null).join();
				assertThat(provider.status().lastFailure().code()).isEqualTo(CredentialsErrorCode.VAULT_DENIED);
				assertThat(credentials(provider)).isEqualTo(first);
				Files.writeString(file, "hvs.second");
				provider.refresh().join();
				assertThat(credentials(provider).accessKeyId()).isNotEqualTo(first.accessKeyId());
			});
		assertThat(this.vault.requests()).allSatisfy((request) -> assertThat(request.namespace()).isEqualTo("team/a"));
	}

	@Test
	void variablesOfVaultsOwnCommand() {
		this.environment.put("VAULT_ADDR", this.vault.uri().toString());
		this.environment.put("VAULT_TOKEN", "hvs.first");
		this.environment.put("VAULT_NAMESPACE", "team/a");
		this.bare.withPropertyValues(PREFIX + "role=session")
			.run((context) -> assertThat(credentials(context.getBean(CredentialsProvider.class)).accountId())
				.isEqualTo("210987654321"));
		assertThat(this.vault.requests().get(0).namespace()).isEqualTo("team/a");
	}

	@Test
	void beanOfSpringVault() {
		this.bare.withBean(VaultOperations.class, () -> template("hvs.first"))
			.withPropertyValues(PREFIX + "role=session", PREFIX + "ttl=20m",
					PREFIX + "role-arn=arn:aws:iam::210987654321:role/deploy")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(credentials(provider).sessionToken()).isEqualTo("vault-session-token");
				this.vault.refuse(503, "{\"errors\":[\"Vault is sealed\"]}");
				provider.refresh().exceptionally((ex) -> null).join();
				assertThat(provider.status().lastFailure().code()).isEqualTo(CredentialsErrorCode.VAULT_UNAVAILABLE);
				assertThat(provider.status().lastFailure().message()).contains("the VaultOperations bean",
						"Vault is sealed");
				assertThat(provider.status().valid()).isTrue();
			});
		assertThat(this.vault.requests().get(0).line())
			.matches("GET /v1/aws/creds/session\\?ttl=1200s&role_arn=arn(:|%3A)aws.*role(/|%2F)deploy");
	}

	@Test
	void beanOfSpringVaultThatCanNotLogIn() {
		VaultOperations operations = new VaultTemplate(VaultEndpoint.from(this.vault.uri()),
				new SimpleClientHttpRequestFactory(), () -> {
					throw new VaultLoginException("Cannot login: no");
				});
		this.bare.withBean(VaultOperations.class, () -> operations)
			.withPropertyValues(PREFIX + "role=session")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				provider.refresh().exceptionally((ex) -> null).join();
				assertThat(provider.status().lastFailure().code()).isEqualTo(CredentialsErrorCode.VAULT_UNAVAILABLE);
				assertThat(provider.status().lastFailure().message()).contains("Cannot login");
			});
	}

	@Test
	void addressInPropertiesGoesBeforeBean() {
		this.runner.withBean(VaultOperations.class, () -> template("hvs.wrong"))
			.withPropertyValues(PREFIX + "role=session")
			.run((context) -> assertThat(credentials(context.getBean(CredentialsProvider.class)).accountId())
				.isEqualTo("210987654321"));
	}

	@Test
	void namedProviderWithThePathOfItsOwnMount() {
		this.bare.withPropertyValues("aws.credentials.named.archive.vault.uri=" + this.vault.uri(),
				"aws.credentials.named.archive.vault.token=hvs.first", "aws.credentials.named.archive.vault.mount=aws",
				"aws.credentials.named.archive.vault.role=session",
				"aws.credentials.named.broken.vault.uri=" + this.vault.uri(),
				"aws.credentials.named.broken.vault.token=hvs.first",
				"aws.credentials.named.broken.vault.mount=team/aws", "aws.credentials.named.broken.vault.role=session")
			.run((context) -> {
				assertThat(credentials(context.getBean("archiveCredentialsProvider", CredentialsProvider.class))
					.sessionToken()).isEqualTo("vault-session-token");
				RefreshingCredentialsProvider broken = context.getBean("brokenCredentialsProvider",
						RefreshingCredentialsProvider.class);
				broken.refresh().exceptionally((ex) -> null).join();
				assertThat(broken.status().lastFailure().message()).contains("'team/aws/creds/session'", "no handler");
			});
	}

	@Test
	void applicationWithoutSpringVault() {
		this.runner.withClassLoader(new FilteredClassLoader(VaultOperations.class))
			.withPropertyValues(PREFIX + "role=session")
			.run((context) -> assertThat(credentials(context.getBean(CredentialsProvider.class)).accountId())
				.isEqualTo("210987654321"));
	}

	@Test
	void neverInTheDefaultChain() {
		this.environment.put("VAULT_ADDR", this.vault.uri().toString());
		this.environment.put("VAULT_TOKEN", "hvs.first");
		this.bare.run((context) -> assertThat(context).doesNotHaveBean("vaultCredentialsSource"));
		assertThat(this.vault.requests()).isEmpty();
	}

}
