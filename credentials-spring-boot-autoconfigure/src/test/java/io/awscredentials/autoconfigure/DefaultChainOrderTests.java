package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is asked first where nothing is configured.
 */
class DefaultChainOrderTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/pod";

	private final AwsTestServer aws = AwsTestServer.start();

	private final Map<String, String> environment = new HashMap<>();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get)
		.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.region=eu-west-1");

	@TempDir
	private Path home;

	@BeforeEach
	void provideAll() throws IOException {
		this.contextRunner = this.contextRunner.withSystemProperties("aws.accessKeyId=AKIASYSTEM",
				"aws.secretAccessKey=secret");
		this.environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT", "AWS_SECRET_ACCESS_KEY", "secret"));
		this.aws.role(ROLE);
		this.aws.webIdentityToken("token");
		Path token = Files.writeString(this.home.resolve("token"), "token");
		this.environment.putAll(Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", ROLE,
				"AWS_ENDPOINT_URL_STS", this.aws.uri().toString()));
		Files.createDirectory(this.home.resolve(".aws"));
		Files.writeString(this.home.resolve(".aws/credentials"), """
				[default]
				aws_access_key_id = AKIAPROFILE
				aws_secret_access_key = secret
				[other]
				aws_access_key_id = AKIAOTHER
				aws_secret_access_key = secret
				""");
		this.environment.put("HOME", this.home.toString());
		this.aws.container().authorizationToken(null);
		this.environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.aws.container().fullUri().toString());
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.aws.uri().toString());
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void sourcesAreAskedInTheOrderOfTheContract() {
		List<String> order = new ArrayList<>();
		order.add(source());
		this.contextRunner = this.contextRunner.withSystemProperties("aws.accessKeyId=", "aws.secretAccessKey=");
		order.add(source());
		this.environment.remove("AWS_ACCESS_KEY_ID");
		this.environment.remove("AWS_SECRET_ACCESS_KEY");
		order.add(source());
		this.environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
		order.add(source());
		this.environment.put("HOME", "/nowhere");
		order.add(source());
		this.environment.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
		order.add(source());
		assertThat(order).containsExactly("SystemProperties", "Environment", "WebIdentity", "Static (profile default)",
				"Container", "InstanceMetadata");
	}

	@Test
	void nothingAtAllListsEachLink() {
		this.contextRunner = this.contextRunner.withSystemProperties("aws.accessKeyId=", "aws.secretAccessKey=");
		this.environment.clear();
		this.environment.put("AWS_EC2_METADATA_DISABLED", "true");
		this.contextRunner.run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
				.actual();
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
			assertThat(failure.getMessage()).containsSubsequence("system-properties: ", "environment: ",
					"web-identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
					"profile: There is no profile 'default' in ", "container: ", "instance-metadata: ");
		});
	}

	@Test
	void profileThatSomebodyAskedForGoesBeforeTheWebIdentityOfThePod() {
		withoutKeys();
		this.environment.put("AWS_PROFILE", "other");
		assertThat(source()).isEqualTo("Static (profile other)");
		assertThat(this.aws.requests()).isEmpty();
	}

	@Test
	void keysOfTheEnvironmentGoBeforeAProfileThatAVariableNames() {
		this.contextRunner = this.contextRunner.withSystemProperties("aws.accessKeyId=", "aws.secretAccessKey=");
		this.environment.put("AWS_PROFILE", "other");
		assertThat(source()).isEqualTo("Environment");
	}

	@Test
	void profileThatAPropertyNamesIsTheOnlySource() {
		this.contextRunner = this.contextRunner.withPropertyValues("aws.credentials.profile.name=other");
		assertThat(source()).isEqualTo("Static (profile other)");
		this.contextRunner.run((context) -> assertThat(context).hasBean("profileCredentialsSource")
			.doesNotHaveBean("environmentCredentialsSource")
			.doesNotHaveBean("webIdentityCredentialsSource"));
	}

	@Test
	void profileThatDoesNotExistStopsTheSearch() {
		withoutKeys();
		this.environment.put("AWS_PROFILE", "typo");
		this.contextRunner.run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
				.actual();
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_NOT_FOUND);
			assertThat(failure).hasMessageContaining("Profile 'typo', which 'AWS_PROFILE' names");
		});
	}

	@Test
	void variableThatIsLeftOverWhereThereAreNoProfilesStopsNothing() {
		withoutKeys();
		this.environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
		this.environment.putAll(Map.of("AWS_PROFILE", "laptop", "HOME", "/nowhere"));
		assertThat(source()).isEqualTo("Container");
	}

	@Test
	void placeThatAProfileSendsToAndHasNothingStopsTheSearch() throws IOException {
		withoutKeys();
		Files.writeString(this.home.resolve(".aws/config"), """
				[profile env]
				role_arn = %1$s
				credential_source = Environment
				[profile ec2]
				role_arn = %1$s
				credential_source = Ec2InstanceMetadata
				""".formatted(ROLE));
		this.aws.instanceMetadata().withoutRole();
		assertThat(failure("env")).isEqualTo(CredentialsErrorCode.PROFILE_INVALID);
		assertThat(failure("ec2")).isEqualTo(CredentialsErrorCode.IMDS_NO_ROLE);
		assertThat(this.aws.count("GetContainerCredentials") + this.aws.count("AssumeRoleWithWebIdentity")).isZero();
	}

	private CredentialsErrorCode failure(String profile) {
		this.environment.put("AWS_PROFILE", profile);
		CredentialsErrorCode[] code = new CredentialsErrorCode[1];
		this.contextRunner.run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
				.actual();
			assertThat(failure).hasMessageStartingWith("Profile '" + profile + "' (" + this.home);
			code[0] = failure.code();
		});
		return code[0];
	}

	private void withoutKeys() {
		this.contextRunner = this.contextRunner.withSystemProperties("aws.accessKeyId=", "aws.secretAccessKey=");
		this.environment.remove("AWS_ACCESS_KEY_ID");
		this.environment.remove("AWS_SECRET_ACCESS_KEY");
	}

	private String source() {
		String[] source = new String[1];
		this.contextRunner.run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			source[0] = context.getBean(RefreshingCredentialsProvider.class).status().source();
		});
		return source[0];
	}

}
