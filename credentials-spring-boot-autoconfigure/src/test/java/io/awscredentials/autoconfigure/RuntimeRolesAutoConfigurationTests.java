package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.event.CredentialsRefreshedEvent;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.sdk.SdkCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for roles that are known only at run time.
 */
class RuntimeRolesAutoConfigurationTests {

	private static final String ROLE = "arn:aws:iam::210987654321:role/tenant";

	private static final String NEXT = "arn:aws:iam::111122223333:role/next";

	private static final AssumeRoleOptions TENANT = AssumeRoleOptions.of(ROLE);

	private final AwsTestServer server = AwsTestServer.start();

	private final TestCredentials user = this.server.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.sts.endpoint=" + this.server.uri(), "aws.credentials.region=us-east-1",
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey(),
				"spring.application.name=orders");

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void roleIsAssumedWithTheDefaultProviderAndItsOptions() {
		this.server.role(ROLE).requireExternalId("tenant-1").trust(this.user.accountId());
		AssumeRoleOptions options = TENANT.withExternalId("tenant-1")
			.withTags(Map.of("tenant", "blue"))
			.withDuration(Duration.ofMinutes(20));
		this.contextRunner.run((context) -> {
			RefreshingCredentialsProvider role = providers(context).assumeRole(options);
			assertThat(this.server.count("AssumeRole")).isZero();
			assertThat(role.resolveCredentials().accountId()).isEqualTo("210987654321");
			assertThat(role.status().source()).isEqualTo("AssumeRole < Static");
			assertThat(role.name()).isEqualTo(ROLE);
			Map<String, String> sent = this.server.requests("AssumeRole").get(0).parameters();
			assertThat(sent).containsEntry("ExternalId", "tenant-1")
				.containsEntry("Tags.member.1.Key", "tenant")
				.containsEntry("Tags.member.1.Value", "blue")
				.containsEntry("DurationSeconds", "1200");
			assertThat(sent.get("RoleSessionName")).matches("orders-[0-9a-f]{8}");
			assertThat(providers(context).assumeRole(options)).isSameAs(role);
			assertThat(providers(context).assumeRole(options.withExternalId("tenant-2"))).isNotSameAs(role);
		});
	}

	@Test
	void roleIsNoneOfTheConfiguredProviders() {
		this.contextRunner.run((context) -> {
			RefreshingCredentialsProvider broken = providers(context).assumeRole(TENANT);
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(broken::resolveCredentials)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED));
			assertThat(providers(context).all()).extracting(RefreshingCredentialsProvider::name)
				.containsExactly("default");
			assertThat(providers(context).get(ROLE)).isNull();
			assertThat(providers(context).runtimeRoles()).isEqualTo(1);
		});
	}

	@Test
	void roleStartsFromANamedProviderWithItsSettings() {
		this.server.role(NEXT);
		this.server.role(ROLE).trust(NEXT);
		try (AwsTestServer other = AwsTestServer.start()) {
			other.addUser("AKIAOTHER", "other-secret", "999999999999");
			other.role(ROLE).trust("999999999999");
			this.contextRunner
				.withPropertyValues("aws.credentials.named.next.source=default",
						"aws.credentials.named.next.assume-role.role-arn=" + NEXT,
						"aws.credentials.named.other.static.access-key-id=AKIAOTHER",
						"aws.credentials.named.other.static.secret-access-key=other-secret",
						"aws.credentials.named.other.sts.endpoint=" + other.uri())
				.run((context) -> {
					RefreshingCredentialsProvider chained = providers(context).assumeRole("next", TENANT);
					assertThat(chained.resolveCredentials().accountId()).isEqualTo("210987654321");
					assertThat(chained.status().source()).isEqualTo("AssumeRole < AssumeRole < Static");
					providers(context).assumeRole("other", TENANT).resolveCredentials();
					assertThat(other.count("AssumeRole")).isEqualTo(1);
				});
		}
	}

	@Test
	void unknownSourceIsRefusedAndTheKnownOnesAreNamed() {
		this.contextRunner.withPropertyValues("aws.credentials.named.reader.source=default")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> providers(context).assumeRole("writer", TENANT))
				.withMessageContaining("'writer'")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
				.satisfies((ex) -> assertThat(ex.advice()).contains("default, reader")));
	}

	static Stream<Arguments> refused() {
		return Stream.of(Arguments.of("roleArn", AssumeRoleOptions.of("tenant")),
				Arguments.of("externalId", TENANT.withExternalId(" ")),
				Arguments.of("externalId", TENANT.withExternalId("with space")),
				Arguments.of("sessionName", TENANT.withSessionName("x")),
				Arguments.of("duration", TENANT.withDuration(Duration.ofMinutes(14))),
				Arguments.of("policy", TENANT.withPolicy("x".repeat(2049))),
				Arguments.of("policyArns", TENANT.withPolicyArns(List.of("ReadOnlyAccess-is-no-ARN"))),
				Arguments.of("tags", TENANT.withTags(Map.of("tenant", "x".repeat(257)))),
				Arguments.of("transitiveTagKeys", TENANT.withTransitiveTagKeys(List.of(""))),
				Arguments.of("sourceIdentity", TENANT.withSourceIdentity("x")),
				Arguments.of("mfaSerialNumber", TENANT.withMfaSerialNumber("short")));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void optionsThatStsWouldRefuseAreNamed(String option, AssumeRoleOptions options) {
		this.contextRunner.run((context) -> {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> providers(context).assumeRole(options))
				.withMessageContaining("'" + option + "' of AssumeRoleOptions")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
			assertThat(providers(context).runtimeRoles()).isZero();
		});
	}

	@Test
	void manyThreadsCauseOneProviderAndOneCall() {
		this.server.role(ROLE);
		this.contextRunner.run((context) -> {
			int count = 64;
			CyclicBarrier start = new CyclicBarrier(count);
			CountDownLatch done = new CountDownLatch(count);
			Set<RefreshingCredentialsProvider> seen = ConcurrentHashMap.newKeySet();
			ExecutorService threads = Executors.newFixedThreadPool(count);
			for (int i = 0; i < count; i++) {
				threads.submit(() -> {
					start.await();
					RefreshingCredentialsProvider role = providers(context).assumeRole(AssumeRoleOptions.of(ROLE));
					role.resolveCredentials();
					seen.add(role);
					done.countDown();
					return null;
				});
			}
			done.await();
			threads.shutdown();
			assertThat(seen).hasSize(1);
			assertThat(this.server.count("AssumeRole")).isEqualTo(1);
		});
	}

	@Test
	void maximumSizeBoundsThem() {
		this.contextRunner.withPropertyValues("aws.credentials.runtime-roles.maximum-size=2").run((context) -> {
			for (int i = 0; i < 20; i++) {
				providers(context).assumeRole(AssumeRoleOptions.of(ROLE + i));
			}
			assertThat(providers(context).runtimeRoles()).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "maximum-size=0", "idle-timeout=0s", "idle-timeout=10" })
	void propertiesOutOfRangeAreNamed(String property) {
		this.contextRunner.withPropertyValues("aws.credentials.runtime-roles." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"'aws.credentials.runtime-roles." + property.substring(0, property.indexOf('=')) + "'"));
	}

	@Test
	void closingTheContextClosesThem() {
		this.server.role(ROLE);
		RefreshingCredentialsProvider[] held = new RefreshingCredentialsProvider[2];
		this.contextRunner.withPropertyValues("aws.credentials.runtime-roles.maximum-size=1").run((context) -> {
			held[0] = providers(context).assumeRole(TENANT);
			held[1] = providers(context).assumeRole(TENANT.withSessionName("other"));
			held[0].resolveCredentials();
		});
		for (RefreshingCredentialsProvider role : held) {
			assertThat(role.refresh()).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.havingCause()
				.withMessageContaining("closed");
		}
	}

	@Test
	void idleTimeoutForgetsThem() {
		this.server.role(ROLE);
		AtomicReference<Instant> now = new AtomicReference<>(InstantSource.system().instant());
		this.contextRunner.withBean("credentialsClock", InstantSource.class, () -> now::get)
			.withPropertyValues("aws.credentials.runtime-roles.idle-timeout=2m")
			.run((context) -> {
				RefreshingCredentialsProvider held = providers(context).assumeRole(TENANT);
				held.resolveCredentials();
				now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(3)));
				Awaitility.await().until(() -> providers(context).runtimeRoles() == 0);
				assertThat(held.resolveCredentials().accountId()).isEqualTo("210987654321");
				assertThat(providers(context).assumeRole(TENANT)).isNotSameAs(held);
			});
	}

	@Test
	void eventsNameTheRole() {
		this.server.role(ROLE);
		List<String> names = new CopyOnWriteArrayList<>();
		this.contextRunner.withPropertyValues("aws.credentials.startup=lazy")
			.withInitializer((context) -> context.addApplicationListener(
					(ApplicationListener<CredentialsRefreshedEvent>) (event) -> names.add(event.provider())))
			.run((context) -> {
				providers(context).assumeRole(TENANT).resolveCredentials();
				// Callers are released before listeners are told.
				Awaitility.await().untilAsserted(() -> assertThat(names).containsExactlyInAnyOrder("default", ROLE));
			});
	}

	@Test
	void clientsOfTheSdkUseIt() {
		this.server.role(ROLE);
		this.contextRunner.run((context) -> {
			SdkCredentialsProvider provider = SdkCredentialsProvider.of(providers(context).assumeRole(TENANT));
			assertThat(provider.resolveCredentials()).isInstanceOfSatisfying(AwsSessionCredentials.class,
					(credentials) -> assertThat(credentials.accountId()).hasValue("210987654321"));
		});
	}

	private static CredentialsProviders providers(ApplicationContext context) {
		return context.getBean(CredentialsProviders.class);
	}

}
