package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each profile of a developer's laptop leads to the credentials that it leads the AWS CLI
 * to.
 */
class LaptopProfilesTests {

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			default, Static, ''
			work, Static, ''
			sso, Sso, 012345678901
			sso-old, Sso, 012345678901
			sso-role, AssumeRole < Sso, 777788889999
			vault, Process, 999999999999
			console, Login, 123456789012
			pod, WebIdentity, 123456789012
			on-ec2, AssumeRole < InstanceMetadata, 123456789012
			on-ecs, AssumeRole < Container, 123456789012
			exported, AssumeRole < Environment, 123456789012
			self, AssumeRole < Static, 123456789012
			localstack, Static, ''
			localstack-role, AssumeRole < Static, 123456789012
			floci, AssumeRole < Static, 123456789012
			""")
	void profileGivesCredentials(String profile, String source, String account) {
		this.laptop.signIn();
		for (String role : new String[] { "777788889999:role/Audit", "123456789012:role/Pod",
				"123456789012:role/App" }) {
			this.laptop.aws.role("arn:aws:iam::" + role);
		}
		Map<String, String> environment = this.laptop.environment;
		environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", this.laptop.aws.container().fullUri().toString());
		environment.put("AWS_ACCESS_KEY_ID", this.laptop.user.accessKeyId());
		environment.put("AWS_SECRET_ACCESS_KEY", this.laptop.user.secretAccessKey());
		this.laptop.runner(profile).run((context) -> {
			Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
				.isEqualTo(source + " (profile " + profile + ")");
			assertThat(Objects.toString(credentials.accountId(), "")).isEqualTo(account);
			if (!source.equals("Static") && !source.equals("Process")) {
				assertThat(this.laptop.aws.issuedCredentials()).extracting(TestCredentials::accessKeyId)
					.contains(credentials.accessKeyId());
			}
		});
	}

	@Test
	void keysAreThoseOfTheProfile() {
		this.laptop.runner("default")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials())
				.isEqualTo(new Credentials("ASIAIOSFODNN7DEFAULT", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
						"IQoJb3JpZ2luX2VjEJr//w==", null, null)));
		this.laptop.runner("work")
			.run((context) -> assertThat(
					context.getBean(CredentialsProvider.class).resolveCredentials().secretAccessKey())
				.isEqualTo(this.laptop.user.secretAccessKey()));
	}

	@Test
	void rolesAreAssumedOneAfterTheOtherWithOneCode() {
		this.laptop.aws.role("arn:aws:iam::111122223333:role/Developer")
			.requireMfa(Laptop.DEVICE)
			.maxDuration(Duration.ofHours(8));
		this.laptop.aws.role("arn:aws:iam::444455556666:role/Deploy").requireExternalId("0815/4711");
		this.laptop.aws.role("arn:aws:iam::777788889999:role/Audit");
		this.laptop.runner("audit")
			.withPropertyValues("aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				Credentials first = provider.resolveCredentials();
				assertThat(first.accountId()).isEqualTo("777788889999");
				assertThat(provider.status().source())
					.isEqualTo("AssumeRole < AssumeRole < AssumeRole < Static (profile audit)");
				RecordedRequest developer = this.laptop.aws.requests("AssumeRole").get(0);
				assertThat(developer.parameters()).containsEntry("RoleSessionName", "zoe")
					.containsEntry("DurationSeconds", "28800")
					.containsEntry("SerialNumber", Laptop.DEVICE);
				assertThat(developer.accessKeyId()).isEqualTo(this.laptop.user.accessKeyId());
				// The role that the code was given for is good for hours.
				provider.refresh().join();
				assertThat(provider.resolveCredentials().accessKeyId()).isNotEqualTo(first.accessKeyId());
				assertThat(this.laptop.aws.requests("AssumeRole"))
					.extracting((request) -> String.valueOf(request.parameter("RoleArn")).replaceFirst(".*/", ""))
					.containsExactly("Developer", "Deploy", "Audit", "Audit");
			});
	}

	@Test
	void signatureIsForTheRegionOfTheRoleOrElseOfTheSelectedProfile() {
		this.laptop.aws.role("arn:aws:iam::111122223333:role/Developer").maxDuration(Duration.ofHours(8));
		this.laptop.runner("work-mfa")
			.withPropertyValues("aws.credentials.mfa.provider=totp",
					"aws.credentials.mfa.totp-secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(this.laptop.aws.requests("AssumeRole").get(0).header("Authorization"))
					.contains("/eu-west-1/sts/");
			});
	}

	@Test
	void nothingNamedMeansTheDefaultProfileAndItsRegion() {
		this.laptop.environment.remove("AWS_ENDPOINT_URL");
		this.laptop.runner().run((context) -> {
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("ASIAIOSFODNN7DEFAULT");
			assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
				.contains("(profile default)");
		});
	}

	@ParameterizedTest
	@CsvSource({ "localstack-role", "floci" })
	void endpointIsThatOfTheProfile(String profile) {
		this.laptop.aws.role("arn:aws:iam::123456789012:role/App");
		this.laptop.environment.remove("AWS_ENDPOINT_URL");
		this.laptop.runner(profile).run((context) -> {
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("123456789012");
			assertThat(this.laptop.aws.requests("AssumeRole").get(0).accessKeyId()).isEqualTo("test");
		});
	}

	@Test
	void durationOfAProfileCountsWithAWebIdentityToo() {
		this.laptop.aws.role("arn:aws:iam::123456789012:role/Pod");
		this.laptop.write(".aws/credentials", "[pod]\nduration_seconds = 1800\n");
		this.laptop.runner("pod").run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(this.laptop.aws.requests().get(0).parameter("DurationSeconds")).isEqualTo("1800");
		});
	}

}
