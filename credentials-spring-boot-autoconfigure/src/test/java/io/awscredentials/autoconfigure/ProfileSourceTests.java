package io.awscredentials.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.Fault;
import io.awscredentials.test.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileStepSources} and for what a profile is to other sources.
 */
class ProfileSourceTests {

	private static final String KEYS = "aws_access_key_id = %s\naws_secret_access_key = secret\n";

	private static final String ROLE = "arn:aws:iam::123456789012:role/demo";

	@RegisterExtension
	private final Laptop laptop = new Laptop();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> this.laptop.environment.get(name))
		.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.http.max-attempts=1");

	@BeforeEach
	void open() {
		this.laptop.aws.role(ROLE);
	}

	private ApplicationContextRunner assumeRole() {
		return this.contextRunner.withPropertyValues(
				"aws.credentials.static.access-key-id=" + this.laptop.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.laptop.user.secretAccessKey(),
				"aws.credentials.assume-role.role-arn=" + ROLE);
	}

	@Test
	void propertiesNameFilesAndProfile() {
		this.laptop.write("c/config", "[profile p]\n" + KEYS.formatted("AKIACONFIG"));
		this.laptop.write("c/keys", "[q]\n" + KEYS.formatted("AKIAKEYS"));
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				"aws.credentials.profile.config-file=~/c/config",
				"aws.credentials.profile.credentials-file=" + this.laptop.file("c/keys"));
		runner.withPropertyValues("aws.credentials.profile.name=p")
			.run((context) -> assertThat(accessKeyId(context)).isEqualTo("AKIACONFIG"));
		this.laptop.environment.put("AWS_PROFILE", "q");
		runner.run((context) -> assertThat(accessKeyId(context)).isEqualTo("AKIAKEYS"));
	}

	@Test
	void changesOfTheFilesCountUnlessTheyShallNot() {
		for (boolean reload : new boolean[] { true, false }) {
			this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIABEFORE"));
			this.contextRunner
				.withPropertyValues("aws.credentials.profile.name=p", "aws.credentials.profile.reload=" + reload,
						"aws.credentials.profile.credentials-file=~/keys")
				.run((context) -> {
					assertThat(accessKeyId(context)).isEqualTo("AKIABEFORE");
					this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIAAFTER"));
					context.getBean(RefreshingCredentialsProvider.class).refresh().join();
					assertThat(accessKeyId(context)).isEqualTo((reload) ? "AKIAAFTER" : "AKIABEFORE");
				});
		}
	}

	@Test
	void keysThatSomebodyChangesAreFoundWithoutAsking() {
		this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIABEFORE"));
		AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
		this.contextRunner.withBean("credentialsClock", InstantSource.class, () -> now::get)
			.withPropertyValues("aws.credentials.profile.name=p", "aws.credentials.profile.credentials-file=~/keys")
			.run((context) -> {
				assertThat(accessKeyId(context)).isEqualTo("AKIABEFORE");
				this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIAAFTER"));
				now.set(now.get().plusSeconds(12));
				Awaitility.await().untilAsserted(() -> assertThat(accessKeyId(context)).isEqualTo("AKIAAFTER"));
			});
	}

	@Test
	void reloadAloneAsksForNoProfile() {
		this.contextRunner.withPropertyValues("aws.credentials.profile.reload=false")
			.run((context) -> assertThat(context).hasBean("profileCredentialsSource")
				.hasBean("environmentCredentialsSource"));
	}

	@Test
	void beanOfTheSameNameReplacesIt() {
		CredentialsSource own = () -> new Credentials("AKIAOWN", "secret", null, null, null);
		this.contextRunner.withBean("profileCredentialsSource", CredentialsSource.class, () -> own)
			.withPropertyValues("aws.credentials.profile.name=work")
			.run((context) -> {
				assertThat(context).hasSingleBean(CredentialsSource.class);
				assertThat(accessKeyId(context)).isEqualTo("AKIAOWN");
			});
	}

	@Test
	void roleOfAPropertyIsAssumedWithTheProfile() {
		this.contextRunner
			.withPropertyValues("aws.credentials.profile.name=work", "aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
					.isEqualTo("AssumeRole < Static (profile work)");
				assertThat(signature()).contains("/eu-west-1/sts/");
			});
	}

	@Test
	void regionOfTheProfileComesAfterPropertyAndVariables() {
		assumeRole().run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(signature()).contains("/eu-central-1/sts/");
		});
		this.laptop.environment.put("AWS_DEFAULT_REGION", "ap-south-1");
		assumeRole().run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(signature()).contains("/ap-south-1/sts/");
		});
	}

	@Test
	void endpointsOfTheProfileCountForRolesOfProperties() {
		this.laptop.environment.remove("AWS_ENDPOINT_URL");
		this.laptop.write(".aws/config", """
				[default]
				services = local
				endpoint_url = http://127.0.0.1:1
				[services local]
				sts =
				  endpoint_url = %s
				""".formatted(this.laptop.aws.uri()));
		assumeRole()
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accountId())
				.isEqualTo("123456789012"));
	}

	@Test
	void brokenFileIsToldToWhoeverReadsIt() {
		this.laptop.write(".aws/config", "[default\n");
		assumeRole().run((context) -> {
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
				.actual();
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROFILE_PARSE);
		});
	}

	@Test
	void instanceMetadataIsAskedAsTheProfileSays() {
		this.laptop.write(".aws/config", "[profile ec2]\nec2_metadata_service_endpoint = " + this.laptop.aws.uri()
				+ "\nec2_instance_profile_name = named\n");
		this.laptop.aws.instanceMetadata().role("named");
		this.laptop.environment.put("AWS_PROFILE", "ec2");
		this.contextRunner.withPropertyValues("aws.credentials.chain=instance-metadata").run((context) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(this.laptop.aws.requests()).extracting(RecordedRequest::path)
				.containsExactly("/latest/api/token", "/latest/meta-data/iam/security-credentials-extended/named");
		});
	}

	@Test
	void instanceMetadataIsAskedAsOftenAsTheProfileSays() {
		this.laptop.write(".aws/config", "[default]\nec2_metadata_service_endpoint = " + this.laptop.aws.uri()
				+ "\nmetadata_service_num_attempts = 2\nmetadata_service_timeout = 0.5\n");
		this.laptop.aws.fault(Fault.status(503));
		this.contextRunner
			.withPropertyValues("aws.credentials.chain=instance-metadata", "aws.credentials.http.max-attempts=")
			.run((context) -> {
				assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials);
				assertThat(this.laptop.aws.count("GetMetadataToken")).isEqualTo(2);
			});
	}

	@Test
	void personSignsInForTheProfileWhereAPropertyAllowsIt() {
		this.contextRunner.withPropertyValues("aws.credentials.profile.name=sso", "aws.credentials.sso.login=device")
			.run((context) -> {
				CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
					.isThrownBy(context.getBean(CredentialsProvider.class)::resolveCredentials)
					.actual();
				assertThat(failure.signInChallenge()).isNotNull();
				assertThat(context).doesNotHaveBean("ssoCredentialsSource");
			});
	}

	@Test
	void namedDescriptionHasItsOwnProfileInTheFilesOfTheTop() {
		this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIATOP") + "[q]\n" + KEYS.formatted("AKIANAMED"));
		this.contextRunner
			.withPropertyValues("aws.credentials.profile.name=p", "aws.credentials.profile.credentials-file=~/keys",
					"aws.credentials.named.other.profile.name=q")
			.run((context) -> {
				assertThat(accessKeyId(context)).isEqualTo("AKIATOP");
				assertThat(context.getBean("otherCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId()).isEqualTo("AKIANAMED");
			});
	}

	@Test
	void namedDescriptionWithoutProfileHasTheRegionOfTheTopsOne() {
		this.contextRunner
			.withPropertyValues("aws.credentials.profile.name=work",
					"aws.credentials.named.role.static.access-key-id=" + this.laptop.user.accessKeyId(),
					"aws.credentials.named.role.static.secret-access-key=" + this.laptop.user.secretAccessKey(),
					"aws.credentials.named.role.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				context.getBean("roleCredentialsProvider", CredentialsProvider.class).resolveCredentials();
				assertThat(signature()).contains("/eu-west-1/sts/");
			});
	}

	@Test
	void namedDescriptionInheritsNoProfileToTakeCredentialsFrom() {
		this.laptop.write("keys", "[p]\n" + KEYS.formatted("AKIATOP") + "[default]\n" + KEYS.formatted("AKIADEFAULT"));
		this.contextRunner
			.withPropertyValues("aws.credentials.profile.name=p", "aws.credentials.profile.credentials-file=~/keys",
					"aws.credentials.named.other.chain=profile")
			.run((context) -> assertThat(context.getBean("otherCredentialsProvider", CredentialsProvider.class)
				.resolveCredentials()
				.accessKeyId()).isEqualTo("AKIADEFAULT"));
	}

	@Test
	void variableOfTheRoleOfThePodIsNotThatOfTheProfile() {
		this.laptop.aws.role("arn:aws:iam::123456789012:role/Pod");
		this.laptop.environment.put("AWS_ROLE_SESSION_NAME", "of-the-pod");
		this.laptop.environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere");
		this.contextRunner.withPropertyValues("aws.credentials.profile.name=pod", "spring.application.name=shop")
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(this.laptop.aws.requests("AssumeRoleWithWebIdentity").get(0).parameter("RoleSessionName"))
					.isEqualTo("pod");
			});
	}

	@Test
	void sessionIsNamedAfterTheApplicationWhereTheProfileNamesNone() {
		this.laptop.write(".aws/config",
				"[profile role]\nrole_arn = " + ROLE + "\nsource_profile = work\nregion = eu-west-1\n");
		this.contextRunner.withPropertyValues("aws.credentials.profile.name=role", "spring.application.name=shop")
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				assertThat(this.laptop.aws.requests("AssumeRole").get(0).parameter("RoleSessionName"))
					.startsWith("shop-");
			});
	}

	private String signature() {
		List<RecordedRequest> requests = this.laptop.aws.requests("AssumeRole");
		return String.valueOf(requests.get(requests.size() - 1).header("Authorization"));
	}

	private static String accessKeyId(ApplicationContext context) {
		return context.getBean("refreshingCredentialsProvider", CredentialsProvider.class)
			.resolveCredentials()
			.accessKeyId();
	}

}
