package io.awscredentials.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.event.CredentialsRefreshedEvent;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapContextClosedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what becomes of the provider that configuration was loaded with.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigImportLifecycleTests {

	private static final String SECRET = "spring.config.import=aws-secretsmanager:/secrets/app";

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private Applications applications;

	private Path folder;

	@BeforeEach
	void prepare(@TempDir Path folder) {
		this.folder = folder;
		this.applications = new Applications(folder, this.aws);
		this.aws.secret("/secrets/app", "{\"password\": \"from-secrets-manager\"}");
	}

	@AfterEach
	void stopServer() {
		this.aws.close();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void closesWithTheApplication() throws IOException {
		ConfigurableApplicationContext context = this.applications.with(container()).with(SECRET).run();
		RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
		assertThat(Threads.running()).isNotEmpty();
		context.close();
		assertThat(provider.refresh()).isCompletedExceptionally();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void closesWithTheApplicationThatDoesNotTakeItOver() throws IOException {
		this.applications.with(container())
			.with(SECRET)
			.withProfile("prod", "aws.credentials.container.full-uri=" + this.aws.container().fullUri() + "?again");
		ConfigurableApplicationContext context = this.applications.run();
		context.close();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void closesWhenLoadingFails() {
		this.applications.with(container()).with(SECRET + ",aws-secretsmanager:/secrets/unknown");
		assertThatException().isThrownBy(this.applications::run);
		assertThat(this.aws.count("GetContainerCredentials")).isOne();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void closesWhenTheContextIsNotEvenRefreshed() {
		this.applications.with(container())
			.with(SECRET)
			.customize((application) -> application.addInitializers((context) -> {
				throw new IllegalStateException("Thrown by an initializer");
			}));
		assertThatException().isThrownBy(this.applications::run);
		assertThat(this.aws.count("GetContainerCredentials")).isOne();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void closesWhenARefreshFails() {
		this.applications.with(container()).with(SECRET).source(Failing.class);
		assertThatException().isThrownBy(this.applications::run);
		assertThat(this.aws.count("GetContainerCredentials")).isOne();
		Awaitility.await().untilAsserted(() -> assertThat(Threads.running()).isEmpty());
	}

	@Test
	void listenersOfTheApplicationHearOfRefreshes() throws IOException {
		this.applications.with(container()).with(SECRET).source(Listening.class);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			context.getBean(RefreshingCredentialsProvider.class).refresh().join();
			assertThat(this.aws.count("GetContainerCredentials")).isEqualTo(2);
			// Callers are released before listeners are told.
			Awaitility.await().untilAsserted(() -> assertThat(context.getBean(Listening.class).refreshed).hasSize(1));
		}
	}

	@Test
	void backsOffWhereTheApplicationHasAProviderOfItsOwn() throws IOException {
		this.applications.withKeys("aws.credentials", this.user).with(SECRET).source(OwnProvider.class);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(this.aws.requests("GetSecretValue")).extracting((request) -> request.accessKeyId())
				.containsOnly(this.user.accessKeyId());
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.isEqualTo("AKIAOWN");
		}
	}

	@Test
	void backsOffWhereABeanOfTheApplicationHasInfluence() throws IOException {
		this.applications.with(container()).with(SECRET).source(Customizing.class);
		try (ConfigurableApplicationContext context = this.applications.run()) {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			assertThat(this.aws.requests("GetContainerCredentials"))
				.extracting((request) -> request.header("X-Customized"))
				.containsExactly(null, "yes");
		}
	}

	@Test
	void failureIsAnalyzed(CapturedOutput output) {
		this.applications.with("aws.credentials.process.command=" + this.folder.resolve("absent")).with(SECRET);
		assertThatException().isThrownBy(this.applications::run).havingRootCause().isInstanceOf(Exception.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Code: PROCESS_EXECUTION");
	}

	@Test
	void configurationThatIsNotUsableIsAnalyzed(CapturedOutput output) {
		this.applications.with("aws.credentials.static.access-key-id=AKIA").with(SECRET);
		assertThatException().isThrownBy(this.applications::run);
		assertThat(output).contains("APPLICATION FAILED TO START", "Code: CONFIGURATION",
				"aws.credentials.static.secret-access-key");
	}

	@Test
	void nobodyElsesCredentialsAreUsedWhereOursAreMisconfigured() {
		this.applications.withKeys("aws.credentials", this.user)
			.with("aws.credentials.mfa.provider=nobody", SECRET,
					"spring.cloud.aws.credentials.access-key=" + this.user.accessKeyId(),
					"spring.cloud.aws.credentials.secret-key=" + this.user.secretAccessKey());
		assertThatException().isThrownBy(this.applications::run);
		assertThat(this.aws.requests()).isEmpty();
	}

	@Test
	void optionalImportIsLeftOutWithoutCredentials() throws IOException {
		this.applications.with("aws.credentials.process.command=" + this.folder.resolve("absent"))
			.with(SECRET.replace("import=", "import=optional:"));
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(context.getEnvironment().getProperty("password")).isNull();
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PROCESS_EXECUTION));
		}
	}

	@Test
	void otherBootstrapListenersMayBeTheFirstToAsk() throws IOException {
		List<String> keys = new ArrayList<>();
		this.applications.with(container())
			.customize((application) -> application.addBootstrapRegistryInitializer(
					(registry) -> registry.addCloseListener((event) -> keys.add(key(event)))));
		try (ConfigurableApplicationContext context = this.applications.run()) {
			assertThat(keys)
				.containsExactly(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId());
			assertThat(((AbstractApplicationContext) context).isActive()).isTrue();
			assertThat(this.aws.count("GetContainerCredentials")).isOne();
		}
	}

	private static String key(BootstrapContextClosedEvent event) {
		return event.getBootstrapContext().get(CredentialsProvider.class).resolveCredentials().accessKeyId();
	}

	private String[] container() {
		return new String[] { "aws.credentials.container.full-uri=" + this.aws.container().fullUri(),
				"aws.credentials.container.authorization-token=" + this.aws.container().authorizationToken() };
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Failing {

		@Bean
		String failing(CredentialsProvider provider) {
			throw new IllegalStateException("Thrown by a bean");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Listening {

		private final List<CredentialsRefreshedEvent> refreshed = new ArrayList<>();

		@EventListener
		void onRefreshed(CredentialsRefreshedEvent event) {
			this.refreshed.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnProvider {

		@Bean
		CredentialsProvider own() {
			return () -> new Credentials("AKIAOWN", "secret", null, null, null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Customizing {

		@Bean
		CredentialsRestClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("X-Customized", "yes");
		}

	}

}
