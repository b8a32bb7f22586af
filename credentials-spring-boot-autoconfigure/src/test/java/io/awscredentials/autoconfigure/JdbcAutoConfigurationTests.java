package io.awscredentials.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.jdbc.HikariTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwsCredentialsJdbcAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JdbcAutoConfigurationTests {

	private static final String HOST = "orders.abc123.eu-west-1.rds.amazonaws.com";

	private static final String ENABLED = "aws.credentials.connect.jdbc.enabled=true";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsJdbcAutoConfiguration.class))
		.withPropertyValues("aws.credentials.static.access-key-id=AKIAIOSFODNN7EXAMPLE",
				"aws.credentials.static.secret-access-key=secret",
				"aws.credentials.named.archive.static.access-key-id=AKIAARCHIVEXXXXXXXXX",
				"aws.credentials.named.archive.static.secret-access-key=secret")
		.withUserConfiguration(DataSources.class);

	private static String token(HikariDataSource pool) {
		return pool.getCredentialsProvider().getCredentials().getPassword();
	}

	@Test
	void isOffUntilAskedFor() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(HikariTokens.class);
			assertThat(context.getBean("orders", HikariDataSource.class).getCredentialsProvider()).isNull();
		});
	}

	@Test
	void everyDataSourceOfRdsIsOpenedWithTokens() {
		this.runner.withPropertyValues(ENABLED).run((context) -> {
			assertThat(token(context.getBean("orders", HikariDataSource.class))).startsWith(HOST + ":5432/")
				.contains("AKIAIOSFODNN7EXAMPLE");
			assertThat(context.getBean("local", HikariDataSource.class).getCredentialsProvider()).isNull();
			assertThat(context.getBean(Connections.class).statuses()).extracting(ConnectionStatus::what)
				.containsExactly("jdbc orders");
		});
	}

	@Test
	void settingsAreBoundByNameOfTheBean() {
		this.runner
			.withPropertyValues(ENABLED, "aws.credentials.connect.jdbc.by-data-source.orders.provider=archive",
					"aws.credentials.connect.jdbc.by-data-source.orders.region=us-east-1",
					"aws.credentials.connect.jdbc.by-data-source.local.host=" + HOST,
					"aws.credentials.connect.jdbc.by-data-source.local.port=5433")
			.run((context) -> {
				assertThat(token(context.getBean("orders", HikariDataSource.class))).contains("AKIAARCHIVEXXXXXXXXX",
						"us-east-1");
				assertThat(token(context.getBean("local", HikariDataSource.class))).startsWith(HOST + ":5433/");
			});
	}

	@Test
	void onlyTheNamedAreOpenedWithTokens() {
		this.runner
			.withPropertyValues(ENABLED, "aws.credentials.connect.jdbc.data-sources=local",
					"aws.credentials.connect.jdbc.host=" + HOST)
			.run((context) -> {
				assertThat(context.getBean("orders", HikariDataSource.class).getCredentialsProvider()).isNull();
				assertThat(token(context.getBean("local", HikariDataSource.class))).startsWith(HOST);
			});
	}

	@Test
	void nameThatIsNoBeanIsAnError() {
		this.runner.withPropertyValues(ENABLED, "aws.credentials.connect.jdbc.by-data-source.order.host=" + HOST)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining("names a data source 'order'"));
	}

	@Test
	void hostThatIsNotOfRdsIsAnErrorWhereItIsNamed() {
		this.runner.withPropertyValues(ENABLED, "aws.credentials.connect.jdbc.data-sources=local,orders")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining("'local' has the host 'localhost'"));
	}

	@Test
	void misspeltPropertyIsAnError() {
		this.runner.withPropertyValues("aws.credentials.connect.jdbc.by-data-source.orders.hots=" + HOST)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(CredentialsException.class,
						(failure) -> assertThat(failure.advice()).contains("by-data-source.orders.host")));
	}

	@Test
	void scopedDataSourceHasTheNameThatIsInjected() {
		this.runner.withPropertyValues(ENABLED, "aws.credentials.connect.jdbc.data-sources=late")
			.withBean("scopedTarget.late", HikariDataSource.class, () -> pool(HOST))
			.withBean("late", String.class, () -> "the proxy")
			.run((context) -> assertThat(token(context.getBean("scopedTarget.late", HikariDataSource.class)))
				.startsWith(HOST));
	}

	@Test
	void poolIsOpenedWithTokensThatIsMadeLate() {
		this.runner.withPropertyValues(ENABLED).withUserConfiguration(LateDataSource.class).run((context) -> {
			assertThat(context.getBean(Connections.class).statuses()).hasSize(1);
			assertThat(token(context.getBean("late", HikariDataSource.class))).startsWith(HOST);
		});
	}

	@Test
	void userIsNeeded() {
		this.runner.withPropertyValues(ENABLED).withBean("nobodys", HikariDataSource.class, () -> {
			HikariDataSource pool = pool(HOST);
			pool.setUsername(null);
			return pool;
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining("'nobodys' has no user"));
	}

	@Test
	void whoAuthenticatesByItselfIsLeftAloneWithAWord(CapturedOutput output) {
		this.runner.withPropertyValues(ENABLED).withBean("wrapped", HikariDataSource.class, () -> {
			HikariDataSource pool = pool(HOST);
			pool.setJdbcUrl("jdbc:aws-wrapper:postgresql://" + HOST + "/orders");
			return pool;
		}).run((context) -> {
			assertThat(context.getBean("wrapped", HikariDataSource.class).getCredentialsProvider()).isNull();
			assertThat(output).contains("'wrapped' is left alone: its driver authenticates by itself",
					"'awsCredentialsProvider'");
		});
	}

	@Test
	void nameOfOnesOwnThatNobodyExplainedIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues(ENABLED)
			.withBean("named", HikariDataSource.class, () -> pool("db.example.com"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("'named' is not opened with tokens", "it has no password",
						"'aws.credentials.connect.jdbc.by-data-source.named.host'");
			});
	}

	@Test
	void passwordThatIsNotUsedIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues(ENABLED).withBean("second", HikariDataSource.class, () -> {
			HikariDataSource pool = pool(HOST);
			pool.setPassword("hunter2");
			return pool;
		})
			.run((context) -> assertThat(output)
				.contains("'second' has a password, which is not used", "spring.datasource.password")
				.doesNotContain("hunter2"));
	}

	@Test
	void nothingHappensWithoutHikari() {
		this.runner.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.withPropertyValues("aws.credentials.connect.jdbc.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void hikariIsNeeded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsJdbcAutoConfiguration.class))
			.withPropertyValues("aws.credentials.startup=lazy", ENABLED)
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("HikariCP is not there"));
	}

	private static HikariDataSource pool(String host) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:postgresql://" + host + "/orders");
		pool.setUsername("orders_app");
		return pool;
	}

	@Configuration(proxyBeanMethods = false)
	static class DataSources {

		@Bean
		HikariDataSource orders() {
			return pool(HOST);
		}

		@Bean
		HikariDataSource local() {
			return pool("localhost");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateDataSource {

		@Bean
		@Lazy
		HikariDataSource late() {
			return pool(HOST);
		}

	}

}
