package io.awscredentials.autoconfigure;

import io.awscredentials.EnvironmentVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is checked of the properties of Vault before it is asked.
 */
@ExtendWith(OutputCaptureExtension.class)
class VaultValidationTests {

	private static final String PREFIX = "aws.credentials.vault.";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.startup=lazy");

	private final ApplicationContextRunner runner = this.bare
		.withPropertyValues(PREFIX + "uri=https://vault.invalid:8200", PREFIX + "token=hvs.first");

	private static void assertThatStartFails(ApplicationContextRunner runner, String... words) {
		runner.run((context) -> assertThat(context).getFailure().rootCause().message().contains(words));
	}

	private static VaultOperations template() {
		return new VaultTemplate(VaultEndpoint.create("vault.invalid", 8200));
	}

	@Test
	void agentOnThisMachineKnowsTheTokenItself() {
		this.bare.withPropertyValues(PREFIX + "uri=http://localhost:8100", PREFIX + "role=session")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void addressWithoutTlsIsWarnedOf(CapturedOutput output) {
		this.bare
			.withPropertyValues(PREFIX + "uri=http://vault.invalid:8200", PREFIX + "token=hvs.first",
					PREFIX + "role=session")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("go to http://vault.invalid:8200 and back without TLS").doesNotContain("hvs.");
	}

	@Test
	void halfFilledGroupStopsTheStart() {
		assertThatStartFails(this.runner, PREFIX + "role");
		assertThatStartFails(this.bare.withPropertyValues(PREFIX + "role=session"), PREFIX + "uri", "VAULT_ADDR");
		assertThatStartFails(this.bare.withPropertyValues(PREFIX + "role=session", PREFIX + "uri=https://vault:8200"),
				PREFIX + "token", "VAULT_TOKEN");
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "role=session", PREFIX + "token-file=/x"),
				PREFIX + "token", "so is");
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "role=session", PREFIX + "uri=vault:8200"),
				PREFIX + "uri", "'vault:8200', which is not");
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "role=session", PREFIX + "ttl=5m"), PREFIX + "ttl",
				"300 s");
		assertThatStartFails(this.runner.withPropertyValues(PREFIX + "role=session", PREFIX + "role-arn=deploy"),
				PREFIX + "role-arn");
		assertThatStartFails(this.bare.withBean(VaultOperations.class, VaultValidationTests::template)
			.withPropertyValues(PREFIX + "role=session", PREFIX + "namespace=team"), PREFIX + "namespace");
	}

}
