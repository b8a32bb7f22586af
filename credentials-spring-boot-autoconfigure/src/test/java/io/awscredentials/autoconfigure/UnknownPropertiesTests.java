package io.awscredentials.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.source.profile.ProfileCredentialsSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Misspelt and foreign properties (issue 9, number 3), and names that environment
 * variables spell in their own way (number 4).
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy");

	@ParameterizedTest
	@CsvSource({ "named.archive.asume-role.role-arn,named.archive.assume-role", "proces.command,process",
			"process.comand,process.command", "process.comand[0],process.command",
			"static.acces-key-id,static.access-key-id", "refresh.prefetsh,refresh.prefetch",
			"assume-role.mfa.serial,assume-role.mfa.serial-number", "access-key,static.access-key-id",
			"secret-key,static.secret-access-key", "named.archive.role-arn,named.archive.assume-role.role-arn",
			"runtime-roles.maximum,runtime-roles.maximum-size", "signing.orders.servis,signing.orders.service" })
	void misspeltKeyStopsTheStartWithTheNearestName(String key, String nearest) {
		this.contextRunner
			.withPropertyValues("aws.credentials." + key + "=x", "aws.credentials.named.archive.source=default")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class, (ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
					assertThat(ex).hasMessageContaining("'aws.credentials." + key + "'")
						.hasMessageContaining("property source \"test\"")
						.hasMessageNotContaining("=x");
					assertThat(ex.advice()).isEqualTo("Did you mean 'aws.credentials." + nearest + "'?");
				}));
	}

	@Test
	void keyThatIsLikeNoneIsAnErrorThatListsThem() {
		this.contextRunner.withPropertyValues("aws.credentials.athenz.uri=x")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class,
						(ex) -> assertThat(ex.advice()).contains("assume-role").contains("ignore-unknown")));
	}

	@Test
	void keyOfAModuleThatIsNotThereNamesTheModule() {
		this.contextRunner.withPropertyValues("aws.credentials.console.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class,
						(ex) -> assertThat(ex.advice()).contains("credentials-spring-boot-console")));
	}

	@Test
	void thoseWhoShareThePrefixAreLeftInPeace() {
		this.contextRunner
			.withPropertyValues("aws.credentials.athenz.uri=x", "aws.credentials.ignore-unknown=true",
					"aws.credentials.static.access-key-id=a", "aws.credentials.static.secret-access-key=s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void variableOfAnotherToolIsALineInTheLog(CapturedOutput output) {
		withVariables(Map.of("AWS_CREDENTIALS_FILE", "/tmp/x", "AWS_CREDENTIALS_REFRESH_TIMEOUT", "10s",
				"AWS_CREDENTIALS_NAMED_AFTER", "y"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce("AWS_CREDENTIALS_FILE")
					.contains("AWS_CREDENTIALS_NAMED_AFTER")
					.doesNotContain("AWS_CREDENTIALS_REFRESH_TIMEOUT")
					.doesNotContain("/tmp/x");
			});
	}

	@Test
	void misspeltVariableBelowADefinitionThatExistsIsAnError() {
		withVariables(Map.of("AWS_CREDENTIALS_NAMED_DATALAKE_PROCES_TIMEOUT", "10s"))
			.withPropertyValues("aws.credentials.named.data-lake.process.command=/bin/vend")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("AWS_CREDENTIALS_NAMED_DATALAKE_PROCES_TIMEOUT"));
	}

	@ParameterizedTest
	@CsvSource({ "AWS_CREDENTIALS_NAMED_DATALAKE_PROCESS_TIMEOUT", "AWS_CREDENTIALS_NAMED_DATA_LAKE_PROCESS_TIMEOUT" })
	void variableJoinsTheNameThatExists(String variable) {
		withVariables(Map.of(variable, "7s"))
			.withPropertyValues("aws.credentials.named.data-lake.process.command=/bin/vend")
			.run((context) -> {
				assertThat(context.getBean(CredentialsProviders.class).all()).extracting((provider) -> provider.name())
					.containsExactly("default", "data-lake");
				assertThat(context.getBean(ProviderDefinitions.class).get("data-lake").properties().process())
					.extracting((process) -> process.timeout().toSeconds())
					.isEqualTo(7L);
			});
	}

	@Test
	void definitionThatOnlyVariablesMakeHasTheNameTheySpell() {
		withVariables(Map.of("AWS_CREDENTIALS_NAMED_ARCHIVE_PROCESS_COMMAND", "/bin/vend"))
			.run((context) -> assertThat(context).hasBean("archiveCredentialsProvider"));
	}

	@Test
	void definitionWithoutASourceIsAnError() {
		this.contextRunner.withPropertyValues("aws.credentials.named.archive.region=eu-west-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'aws.credentials.named.archive'")
				.hasMessageContaining("describes no source"));
	}

	@Test
	void profileMayBeWrittenAsASingleValue() {
		this.contextRunner.withPropertyValues("aws.credentials.profile=dev").run((context) -> {
			assertThat(context).hasSingleBean(ProfileCredentialsSource.class);
			assertThat(context.getBean(ProviderDefinitions.class).top().properties().profile())
				.extracting((profile) -> profile.name())
				.isEqualTo("dev");
		});
	}

	@Test
	void groupThatHasAValueOfItsOwnIsAnError() {
		this.contextRunner.withPropertyValues("aws.credentials.assume-role=arn:aws:iam::123456789012:role/x")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CredentialsException.class,
						(ex) -> assertThat(ex.advice()).contains("assume-role.role-arn")));
	}

	private ApplicationContextRunner withVariables(Map<String, Object> variables) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

}
