package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Profiles that name AWS's helper for IAM Roles Anywhere, which is not installed.
 */
@ExtendWith(OutputCaptureExtension.class)
class SigningHelperProfileTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private CertificateFiles files;

	@BeforeEach
	void start() {
		this.files = new CertificateFiles(this.folder);
	}

	@AfterEach
	void stop() {
		this.files.close();
	}

	private ApplicationContextRunner runner(String options) {
		Path config = this.folder.resolve("config");
		CertificateFiles.write(config,
				"[default]\nregion = eu-west-1\ncredential_process = " + this.files.helperCommand(options) + "\n");
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> Map.of("HOME", this.folder.toString())::get)
			.withPropertyValues("aws.credentials.profile.config-file=" + config);
	}

	@Test
	void helperIsAnsweredInProcessThoughItIsNotThere(CapturedOutput output) {
		this.files.renew();
		runner("--endpoint " + this.files.aws.uri() + " --session-duration 1800").run((context) -> {
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			assertThat(provider.resolveCredentials().accountId()).isEqualTo("123456789012");
			assertThat(provider.status().source()).isEqualTo("RolesAnywhere (profile default)");
			assertThat(provider.status().certificate()).isNotNull();
			TestCertificate renewed = this.files.renew();
			provider.refresh().join();
			assertThat(this.files.serialNumbers()).last().isEqualTo(renewed.certificate().getSerialNumber().toString());
			assertThat(output).containsOnlyOnce("in-process-signing-helper");
		});
	}

	@Test
	void endpointOfThePropertiesCountsWhereTheHelperHasNone() {
		this.files.renew();
		runner("").withPropertyValues("aws.credentials.roles-anywhere.endpoint=" + this.files.aws.uri())
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void helperIsRunWhereItIsWantedOrHasOtherOptions() {
		this.files.renew();
		String endpoint = "--endpoint " + this.files.aws.uri();
		runner(endpoint).withPropertyValues("aws.credentials.profile.in-process-signing-helper=false")
			.run((context) -> assertIsRun(context.getBean(CredentialsProvider.class)));
		runner(endpoint + " --no-verify-ssl").run((context) -> assertIsRun(context.getBean(CredentialsProvider.class)));
		CertificateFiles.write(this.files.privateKey, "-----BEGIN TSS2 PRIVATE KEY-----\n");
		runner(endpoint).run((context) -> assertIsRun(context.getBean(CredentialsProvider.class)));
	}

	private static void assertIsRun(CredentialsProvider provider) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(provider::resolveCredentials)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION));
	}

}
