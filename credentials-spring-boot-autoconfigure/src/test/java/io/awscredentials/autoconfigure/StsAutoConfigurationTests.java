package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.SamlCredentialsSource;
import io.awscredentials.source.sts.SamlOptions;
import io.awscredentials.source.sts.SessionTokenCredentialsSource;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for descriptions that need STS.
 */
class StsAutoConfigurationTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private static final String NEXT = "arn:aws:iam::111122223333:role/next";

	private final AwsTestServer server = AwsTestServer.start();

	private final TestCredentials user = this.server.addUser();

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues(
				this.server.properties().entrySet().stream().map(Map.Entry::toString).toArray(String[]::new))
		.withPropertyValues("spring.application.name=orders");

	private final ApplicationContextRunner withKeys = this.contextRunner.withPropertyValues(
			"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
			"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void roleWrapsWhatIsConfigured() {
		this.server.role(ROLE).requireExternalId("tenant-1").trust(this.user.accountId());
		this.withKeys.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.assume-role.external-id=tenant-1", "aws.credentials.assume-role.duration=20m",
				"aws.credentials.assume-role.source-identity=alice", "aws.credentials.assume-role.policy={}",
				"aws.credentials.assume-role.policy-arns=arn:aws:iam::aws:policy/A,arn:aws:iam::aws:policy/B",
				"aws.credentials.assume-role.tags.Team=blue", "aws.credentials.assume-role.transitive-tag-keys=Team")
			.run((context) -> {
				assertThat(context).hasSingleBean(AssumeRoleCredentialsSource.class);
				assertThat(resolve(context, "default").accountId()).isEqualTo("210987654321");
				assertThat(provider(context, "default").status().source()).isEqualTo("AssumeRole < Static");
				Map<String, String> sent = request("AssumeRole").parameters();
				assertThat(sent).containsEntry("DurationSeconds", "1200")
					.containsEntry("SourceIdentity", "alice")
					.containsEntry("Policy", "{}")
					.containsEntry("PolicyArns.member.2.arn", "arn:aws:iam::aws:policy/B")
					.containsEntry("Tags.member.1.Key", "Team")
					.containsEntry("TransitiveTagKeys.member.1", "Team");
				assertThat(sent.get("RoleSessionName")).matches("orders-[0-9a-f]{8}");
			});
	}

	@Test
	void roleWrapsTheDefaultChain() {
		this.server.role(ROLE);
		this.environment.put("AWS_ACCESS_KEY_ID", this.user.accessKeyId());
		this.environment.put("AWS_SECRET_ACCESS_KEY", this.user.secretAccessKey());
		this.contextRunner.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE).run((context) -> {
			resolve(context, "default");
			assertThat(provider(context, "default").status().source()).isEqualTo("AssumeRole < Environment");
		});
	}

	@Test
	void roleStartsFromASessionWhereBothAreConfigured() {
		this.server.role(ROLE);
		this.withKeys
			.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.session-token.duration=1h")
			.run((context) -> {
				assertThat(context).hasSingleBean(SessionTokenCredentialsSource.class);
				resolve(context, "default");
				provider(context, "default").refresh().join();
				assertThat(provider(context, "default").status().source())
					.isEqualTo("AssumeRole < SessionToken < Static");
				assertThat(this.server.count("GetSessionToken")).isEqualTo(1);
				assertThat(this.server.count("AssumeRole")).isEqualTo(2);
			});
	}

	@Test
	void sourcesAreReplacedByBeansOfTheSameName() {
		CredentialsSource own = () -> new Credentials("AKIAOWN", "secret", null, null, null);
		this.withKeys
			.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.session-token.duration=1h")
			.withBean("assumeRoleCredentialsSource", CredentialsSource.class, () -> own)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(AssumeRoleCredentialsSource.class);
				assertThat(resolve(context, "default").accessKeyId()).isEqualTo("AKIAOWN");
			});
	}

	@Test
	void rolesCanBeChainedByName() {
		this.server.role(ROLE);
		this.server.role(NEXT).trust(ROLE);
		this.withKeys.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.named.next.source=default", "aws.credentials.named.next.assume-role.role-arn=" + NEXT)
			.run((context) -> {
				assertThat(resolve(context, "next").accountId()).isEqualTo("111122223333");
				assertThat(provider(context, "next").status().source()).isEqualTo("AssumeRole < AssumeRole < Static");
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void chainingForTooLongIsWarnedOf(CapturedOutput output) {
		this.server.role(ROLE);
		this.withKeys.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.named.next.source=default", "aws.credentials.named.next.assume-role.role-arn=" + NEXT,
				"aws.credentials.named.next.assume-role.duration=2h")
			.run((context) -> assertThat(output).contains("'aws.credentials.named.next.assume-role.duration'"));
	}

	@Test
	void refusedCredentialsOfTheSourceAreReplaced() {
		this.server.role(ROLE);
		this.server.role(NEXT).trust(ROLE);
		this.withKeys.withPropertyValues("aws.credentials.assume-role.role-arn=" + ROLE,
				"aws.credentials.named.next.source=default", "aws.credentials.named.next.assume-role.role-arn=" + NEXT)
			.run((context) -> {
				resolve(context, "next");
				this.server.revoke(resolve(context, "default").accessKeyId());
				assertThat(provider(context, "next").refresh().join().accountId()).isEqualTo("111122223333");
			});
	}

	@Test
	void webIdentityIsInTheDefaultChain(@TempDir Path folder) throws IOException {
		this.server.role(ROLE);
		this.server.webIdentityToken("token");
		this.environment.put("AWS_ROLE_ARN", ROLE);
		this.environment.put("AWS_WEB_IDENTITY_TOKEN_FILE",
				Files.writeString(folder.resolve("token"), "token\n").toString());
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WebIdentityCredentialsSource.class);
			assertThat(resolve(context, "default").accountId()).isEqualTo("210987654321");
			assertThat(provider(context, "default").status().source()).isEqualTo("WebIdentity");
		});
	}

	@Test
	void webIdentityIsConfiguredByProperty(@TempDir Path folder) throws IOException {
		this.server.role(ROLE);
		this.server.webIdentityToken("token");
		Path file = Files.writeString(folder.resolve("token"), "token");
		this.contextRunner
			.withPropertyValues("aws.credentials.named.pod.web-identity.role-arn=" + ROLE,
					"aws.credentials.named.pod.web-identity.token-file=" + file,
					"aws.credentials.named.pod.web-identity.session-name=pod",
					"aws.credentials.named.pod.web-identity.duration=15m",
					"aws.credentials.named.pod.web-identity.policy={}",
					"aws.credentials.named.pod.web-identity.policy-arns=arn:aws:iam::aws:policy/A")
			.run((context) -> {
				resolve(context, "pod");
				assertThat(request("AssumeRoleWithWebIdentity").parameters()).containsEntry("RoleSessionName", "pod")
					.containsEntry("DurationSeconds", "900")
					.containsEntry("Policy", "{}")
					.containsEntry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A");
			});
	}

	@Test
	void beanGivesWebIdentityTokens() {
		this.server.role(ROLE);
		this.server.webIdentityToken("token");
		this.contextRunner.withBean(WebIdentityTokenSource.class, () -> () -> "token")
			.withPropertyValues("aws.credentials.web-identity.role-arn=" + ROLE)
			.run((context) -> assertThat(resolve(context, "default").accountId()).isEqualTo("210987654321"));
	}

	@Test
	void beanThatGivesTokensWithoutARoleIsNotAsked() {
		this.contextRunner.withBean(WebIdentityTokenSource.class, () -> () -> "token")
			.withPropertyValues("aws.credentials.chain=web-identity,static",
					"aws.credentials.static.access-key-id=AKIASTATIC",
					"aws.credentials.static.secret-access-key=secret")
			.run((context) -> assertThat(resolve(context, "default").accessKeyId()).isEqualTo("AKIASTATIC"));
	}

	@Test
	void samlSourceOfTheApplicationUsesTheConnection() {
		this.server.role(ROLE);
		this.server.samlAssertion("PHNhbWw+", Instant.MAX);
		this.contextRunner.withUserConfiguration(Saml.class)
			.run((context) -> assertThat(resolve(context, "default").accountId()).isEqualTo("210987654321"));
	}

	private RecordedRequest request(String action) {
		return this.server.requests(action).get(0);
	}

	private static Credentials resolve(ApplicationContext context, String name) {
		return ((CredentialsProvider) provider(context, name)).resolveCredentials();
	}

	private static RefreshingCredentialsProvider provider(ApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(CredentialsProviders.class).get(name));
	}

	@Configuration(proxyBeanMethods = false)
	static class Saml {

		@Bean
		SamlCredentialsSource customCredentialsSource(StsConnection connection) {
			SamlOptions options = new SamlOptions(ROLE, "arn:aws:iam::210987654321:saml-provider/idp",
					Duration.ofMinutes(15), null, List.of());
			return new SamlCredentialsSource(options, () -> "PHNhbWw+", connection);
		}

	}

}
