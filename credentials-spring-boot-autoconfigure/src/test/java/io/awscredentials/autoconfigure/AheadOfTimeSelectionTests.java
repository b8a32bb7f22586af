package io.awscredentials.autoconfigure;

import org.junit.jupiter.api.Test;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.vault.LoopbackVault;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is configured only at run time, where the application was processed ahead of time
 * without it (issue 9, number 2).
 */
class AheadOfTimeSelectionTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/app";

	private static final TestPropertyValues NOTHING = TestPropertyValues.of("aws.credentials.startup=lazy");

	@Test
	@CompileWithForkedClassLoader
	void roleThatIsGivenAtRunTimeIsAssumed() {
		try (AwsTestServer aws = AwsTestServer.start()) {
			TestCredentials user = aws.addUser();
			aws.role(ROLE);
			ProcessedContext.of(NOTHING)
				.run(keys(user, "static").and("aws.credentials.assume-role.role-arn=" + ROLE,
						"aws.credentials.region=us-east-1", "aws.credentials.sts.endpoint=" + aws.uri()), (context) -> {
							assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
								.startsWith("ASIA");
							assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
								.isEqualTo("AssumeRole < Static");
						});
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void providerThatIsNamedAtRunTimeIsThere() {
		ProcessedContext.of(NOTHING)
			.run(TestPropertyValues.of("aws.credentials.startup=lazy",
					"aws.credentials.named.archive.static.access-key-id=AKIAARCHIVE",
					"aws.credentials.named.archive.static.secret-access-key=s"), (context) -> {
						RefreshingCredentialsProvider archive = context.getBean(CredentialsProviders.class)
							.get("archive");
						assertThat(archive).isNotNull();
						assertThat(archive.resolveCredentials().accessKeyId()).isEqualTo("AKIAARCHIVE");
					});
	}

	@Test
	@CompileWithForkedClassLoader
	void misspeltKeyThatIsGivenAtRunTimeStopsTheStart() {
		assertThatException().isThrownBy(() -> ProcessedContext.of(NOTHING)
			.run(TestPropertyValues.of("aws.credentials.asume-role.role-arn=" + ROLE), (context) -> {
			}))
			.havingRootCause()
			.isInstanceOf(CredentialsException.class)
			.withMessageContaining("'aws.credentials.asume-role.role-arn'");
	}

	@Test
	@CompileWithForkedClassLoader
	void vaultThatIsConfiguredAtRunTimeIsAsked() {
		try (LoopbackVault vault = new LoopbackVault()) {
			vault.assumedRole("orders", 900);
			ProcessedContext.of(NOTHING)
				.run(TestPropertyValues.of("aws.credentials.vault.uri=" + vault.uri(),
						"aws.credentials.vault.token=hvs.first", "aws.credentials.vault.role=orders",
						"aws.credentials.vault.ttl=15m"), (context) -> {
							CredentialsProvider provider = context.getBean(CredentialsProvider.class);
							assertThat(provider.resolveCredentials().sessionToken()).isEqualTo("vault-session-token");
						});
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void sourcesThatWereConfiguredAtBuildTimeMayBeSwitchedOff() {
		ProcessedContext
			.of(NOTHING.and("aws.credentials.process.command=vend", "aws.credentials.assume-role.role-arn=" + ROLE,
					"aws.credentials.region=us-east-1"))
			.run(NOTHING.and("aws.credentials.static.access-key-id=AKIAEXAMPLE",
					"aws.credentials.static.secret-access-key=s"), (context) -> {
						RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
						assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("AKIAEXAMPLE");
						assertThat(provider.status().source()).isEqualTo("Static");
					});
	}

	private static TestPropertyValues keys(TestCredentials user, String group) {
		String prefix = "aws.credentials." + group;
		return TestPropertyValues.of(prefix + ".access-key-id=" + user.accessKeyId(),
				prefix + ".secret-access-key=" + user.secretAccessKey());
	}

}
