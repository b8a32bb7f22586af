package io.awscredentials.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.basic.StaticCredentialsSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AwsCredentialsAutoConfiguration}.
 */
class AwsCredentialsAutoConfigurationTests {

	private static final String[] STATIC = { "aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
			"aws.credentials.static.secret-access-key=wJalrXUtnFEMI" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null);

	@Test
	void staticGroupGivesCredentials() {
		this.contextRunner.withPropertyValues(STATIC)
			.withPropertyValues("aws.credentials.static.session-token=token",
					"aws.credentials.static.account-id=123456789012")
			.run((context) -> {
				assertThat(context).hasSingleBean(CredentialsProvider.class)
					.hasBean("refreshingCredentialsProvider")
					.hasBean("staticCredentialsSource")
					.doesNotHaveBean("environmentCredentialsSource");
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials())
					.isEqualTo(new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "token", null, "123456789012"));
			});
	}

	@Test
	void whenDisabledThereIsNoBean() {
		this.contextRunner.withPropertyValues(STATIC)
			.withPropertyValues("aws.credentials.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(CredentialsProvider.class)
				.doesNotHaveBean(CredentialsSource.class)
				.doesNotHaveBean(CredentialsProviders.class));
	}

	@Test
	void environmentIsInDefaultChain() {
		Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", " AKIAENVIRONMENT ", "AWS_SECRET_ACCESS_KEY",
				"secret", "AWS_SESSION_TOKEN", " ", "AWS_ACCOUNT_ID", "123456789012", "AWS_CREDENTIAL_EXPIRATION",
				"2999-01-01T00:00:00Z");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> environment::get)
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials())
				.isEqualTo(new Credentials("AKIAENVIRONMENT", "secret", null, Instant.parse("2999-01-01T00:00:00Z"),
						"123456789012")));
	}

	@Test
	void systemPropertiesComeBeforeEnvironment() {
		this.contextRunner.withSystemProperties("aws.accessKeyId=AKIASYSTEM", "aws.secretAccessKey=secret")
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIASYSTEM");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
					.isEqualTo("SystemProperties");
			});
	}

	@Test
	void halfPairInEnvironmentFailsInsteadOfBeingSkipped() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> Map.of("AWS_ACCESS_KEY_ID", "AKIA")::get)
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
					assertThat(ex).hasMessageContaining("AWS_ACCESS_KEY_ID")
						.hasMessageContaining("AWS_SECRET_ACCESS_KEY");
				}));
	}

	@Test
	void chainThatFindsNothingListsEachLinkAndWhy() {
		this.contextRunner
			.withPropertyValues("aws.credentials.chain=environment,custom,static", "aws.credentials.startup=lazy")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
				.satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
					assertThat(ex).hasMessageContaining("environment: The environment variable AWS_ACCESS_KEY_ID")
						.hasMessageContaining("custom: there is no bean 'customCredentialsSource'")
						.hasMessageContaining("static: no property in 'aws.credentials.static' is set");
				}));
	}

	@Test
	void chainDecidesTheOrder() {
		this.contextRunner.withPropertyValues(STATIC)
			.withPropertyValues("aws.credentials.chain=custom,static")
			.withBean("customCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIACUSTOM", "secret", null, null, null))
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIACUSTOM");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source()).isEqualTo("Custom");
			});
	}

	@Test
	void customSourceAloneIsTheSource() {
		this.contextRunner
			.withBean("customCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIACUSTOM", "secret", null, null, null))
			.run((context) -> {
				assertThat(context).doesNotHaveBean("environmentCredentialsSource");
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIACUSTOM");
			});
	}

	@Test
	void beanOfTheSameNameReplacesASource() {
		this.contextRunner.withPropertyValues(STATIC)
			.withBean("staticCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIAREPLACED", "secret", null, null, null))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(StaticCredentialsSource.class);
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIAREPLACED");
			});
	}

	@Test
	void backsOffWhenTheApplicationHasAProvider() {
		CredentialsProvider own = () -> new Credentials("AKIAOWN", "secret", null, null, null);
		this.contextRunner.withPropertyValues(STATIC).withBean(CredentialsProvider.class, () -> own).run((context) -> {
			assertThat(context.getBean(CredentialsProvider.class)).isSameAs(own);
			assertThat(context).doesNotHaveBean("refreshingCredentialsProvider");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Supplier.class, Function.class, Consumer.class, Runnable.class, Executor.class,
			ThreadFactory.class, Clock.class, InstantSource.class })
	void beansAreOfNoTypeThatOthersTakeUp(Class<?> type) {
		this.contextRunner.withPropertyValues(STATIC).run((context) -> assertThat(context).doesNotHaveBean(type));
	}

	@Test
	void conditionsExplainThemselves() {
		this.contextRunner.withPropertyValues(STATIC).run((context) -> {
			ConditionEvaluationReport report = ConditionEvaluationReport.get(context.getBeanFactory());
			assertThat(messages(report, "SourceConfiguration#staticCredentialsSource"))
				.contains("properties were found in 'aws.credentials.static'");
			assertThat(messages(report, "SourceConfiguration#environmentCredentialsSource"))
				.contains("'aws.credentials.static' is configured, and it is not");
			assertThat(messages(report, "SourceConfiguration#processCredentialsSource"))
				.contains("there are no properties in 'aws.credentials.process'");
		});
	}

	private static String messages(ConditionEvaluationReport report, String bean) {
		StringBuilder messages = new StringBuilder();
		report.getConditionAndOutcomesBySource().forEach((source, outcomes) -> {
			if (source.endsWith(bean)) {
				outcomes.forEach((outcome) -> messages.append(outcome.getOutcome().getMessage()).append('\n'));
			}
		});
		return messages.toString();
	}

	@Test
	void clockIsTheBeanOfThatName() {
		InstantSource clock = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
		this.contextRunner.withUserConfiguration(ExpiringSource.class)
			.withBean("credentialsClock", InstantSource.class, () -> clock)
			.withBean("applicationClock", InstantSource.class, InstantSource::system)
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
					.isEqualTo("AKIAEXPIRING1");
				assertThat(context.getBean(RefreshingCredentialsProvider.class).status().remaining()).hasHours(1);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class ExpiringSource {

		private final AtomicInteger number = new AtomicInteger();

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> new Credentials("AKIAEXPIRING" + this.number.incrementAndGet(), "secret", "token",
					Instant.parse("2020-01-01T01:00:00Z"), null);
		}

	}

}
