package io.awscredentials.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is refused at startup before STS could refuse it.
 */
class StsValidationTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.startup=lazy");

	static Stream<Arguments> invalid() {
		return Stream.of(invalid("assume-role.role-arn", "demo", "from 20 to 2048"),
				invalid("assume-role.role-arn", "arn:aws:iam::210987654321:user/demo", "not the ARN of a role"),
				invalid("assume-role.role-arn", ROLE + "x".repeat(2048), "2048"),
				invalid("assume-role.role-arn", "", "is empty"),
				invalid("assume-role.session-name", "x", "from 2 to 64"),
				invalid("assume-role.session-name", "with space", "a character that STS does not accept"),
				invalid("assume-role.external-id", "x", "from 2 to 1224"),
				invalid("assume-role.duration", "10m", "from 15m to 12h"),
				invalid("assume-role.duration", "3600", "from 15m to 12h"),
				invalid("assume-role.duration", "13h", "from 15m to 12h"),
				invalid("assume-role.policy", "x".repeat(2049), "2048"),
				invalid("assume-role.policy-arns", "ReadOnlyAccess-is-no-ARN", "is no ARN"),
				invalid("assume-role.policy-arns", ("arn:aws:iam::aws:policy/A,").repeat(11), "STS accepts 10"),
				invalid("assume-role.tags.team", "x".repeat(257), "'aws.credentials.assume-role.tags'"),
				invalid("assume-role.transitive-tag-keys", "k,".repeat(51), "STS accepts 50"),
				invalid("assume-role.source-identity", "x", "from 2 to 64"),
				invalid("assume-role.mfa.serial-number", "short", "from 9 to 256"),
				invalid("session-token.duration", "37h", "from 15m to 36h"),
				invalid("session-token.mfa.serial-number", "arn:aws:iam::1:mfa/ü", "STS does not accept"),
				invalid("web-identity.role-arn", "arn:aws:iam::12:role/demo", "not the ARN of a role"),
				invalid("web-identity.duration", "1s", "from 15m to 12h"),
				invalid("web-identity.session-name", "x", "from 2 to 64"));
	}

	private static Arguments invalid(String key, String value, String problem) {
		return Arguments.of(key, value, problem);
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void valueOutOfRangeNamesItsProperty(String key, String value, String problem) {
		String[] others = (key.startsWith("assume-role") && !key.endsWith("role-arn"))
				? new String[] { "aws.credentials.assume-role.role-arn=" + ROLE } : new String[0];
		CredentialsException failure = failure(this.contextRunner.withPropertyValues(others)
			.withPropertyValues("aws.credentials." + key + "=" + value));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageContaining(problem)
			.hasMessageContaining("aws.credentials." + key.replace(".team", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://minio:9000", "https://rgw.example.org" })
	void roleArnOfAnotherStoreIsItsOwnAffair(String endpoint) {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("aws.credentials.sts.endpoint=" + endpoint);
		for (String arn : new String[] { "arn:minio:iam:::role/idmp-openid", "arn:aws:iam:::role/S3Access" }) {
			for (String group : new String[] { "assume-role", "web-identity" }) {
				String property = "aws.credentials." + group + ".role-arn=" + arn;
				String[] token = (group.equals("web-identity"))
						? new String[] { "aws.credentials.web-identity.token-file=/token" } : new String[0];
				runner.withPropertyValues(property)
					.withPropertyValues(token)
					.run((context) -> assertThat(context).hasNotFailed());
				assertThat(failure(this.contextRunner.withPropertyValues(property,
						"aws.credentials.sts.endpoint=https://sts.eu-west-1.amazonaws.com")))
					.hasMessageContaining("not the ARN of a role");
			}
		}
		assertThat(failure(runner.withPropertyValues("aws.credentials.assume-role.role-arn=demo")))
			.hasMessageContaining("from 20 to 2048");
		assertThat(failure(
				runner.withPropertyValues("aws.credentials.assume-role.role-arn=arn:aws:iam:::role/S3\u001b[2J")))
			.hasMessageContaining("not the ARN of a role");
	}

	@Test
	void roleWithoutArnIsHalfConfigured() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.assume-role.external-id=tenant-1")))
			.hasMessageContaining("'aws.credentials.assume-role.role-arn'")
			.hasMessageContaining("is not set");
	}

	@Test
	void namedDescriptionsAreCheckedToo() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.named.x.assume-role.role-arn=demo")))
			.hasMessageContaining("'aws.credentials.named.x.assume-role.role-arn'");
	}

	@Test
	void webIdentityWithoutRoleIsHalfConfigured() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.web-identity.token-file=/token")))
			.hasMessageContaining("'aws.credentials.web-identity.role-arn'")
			.hasMessageContaining("AWS_ROLE_ARN");
	}

	@Test
	void webIdentityWithoutTokenIsHalfConfigured() {
		assertThat(failure(this.contextRunner.withPropertyValues("aws.credentials.web-identity.role-arn=" + ROLE)))
			.hasMessageContaining("'aws.credentials.web-identity.token-file'")
			.hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE");
	}

	private static CredentialsException failure(ApplicationContextRunner runner) {
		CredentialsException[] failure = new CredentialsException[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			Throwable cause = NestedExceptionUtils
				.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
			assertThat(cause).isInstanceOf(CredentialsException.class);
			failure[0] = (CredentialsException) cause;
		});
		return failure[0];
	}

}
