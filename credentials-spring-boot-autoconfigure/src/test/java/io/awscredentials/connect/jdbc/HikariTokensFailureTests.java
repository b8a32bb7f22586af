package io.awscredentials.connect.jdbc;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.jdbc.JdbcSettings.DataSourceSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link HikariTokens}: what can't be opened with tokens is named before a pool
 * starts.
 */
class HikariTokensFailureTests {

	private final Pools pools = new Pools(() -> new Credentials("AKIAIOSFODNN7EXAMPLE", "secret", null, null, null));

	@BeforeEach
	void reset() {
		RecordingDriver.reset();
	}

	private CredentialsException failure(DataSource dataSource) {
		CredentialsException failure = catchThrowableOfType(CredentialsException.class,
				() -> this.pools.tokens().apply("orders", dataSource));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		assertThat(failure).hasMessageStartingWith("Data source 'orders' ");
		assertThat(this.pools.connections.statuses()).isEmpty();
		return failure;
	}

	private CredentialsException failure(String url) {
		return failure(Pools.pool(url, "u"));
	}

	@Test
	void noUser() {
		CredentialsException failure = failure(Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", null));
		assertThat(failure).hasMessageContaining("no user");
		assertThat(failure.advice()).contains("spring.datasource.username");
	}

	@Test
	void nameOfOnesOwnThatNobodyExplained() {
		this.pools.dataSources("orders");
		CredentialsException failure = failure("jdbc:postgresql://db.example.com/x");
		assertThat(failure).hasMessageContaining("'db.example.com'");
		assertThat(failure.advice()).contains("aws.credentials.connect.jdbc.by-data-source.orders.host");
	}

	@Test
	void explanationThatIsNoEndpointEither() {
		this.pools.defaults(Pools.settings("db.example.com", null));
		assertThat(failure("jdbc:postgresql://localhost/x")).hasMessageContaining("'db.example.com'");
	}

	@Test
	void severalHosts() {
		CredentialsException failure = failure("jdbc:postgresql://" + Pools.HOST + ":5432,b." + Pools.HOST + "/x");
		assertThat(failure).hasMessageContaining("several hosts");
		assertThat(failure.advice()).contains("endpoint of the cluster",
				"aws.credentials.connect.jdbc.by-data-source.orders.host");
	}

	@Test
	void severalHostsAreOpenedWithTheTokensOfTheOneThatIsNamed() {
		this.pools.byDataSource("orders", Pools.settings(Pools.HOST, null));
		HikariDataSource pool = this.pools.apply("orders", Pools.pool("jdbc:postgresql://a:5433,b:5433/x", "u"));
		assertThat(pool.getCredentialsProvider().getCredentials().getPassword()).startsWith(Pools.HOST + ":5433/");
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:h2:mem:x", "jdbc:sqlserver://a" })
	void databaseThatTakesNoTokens(String url) {
		this.pools.dataSources("orders");
		assertThat(failure(url)).hasMessageContaining("PostgreSQL, MySQL or MariaDB");
	}

	@Test
	void urlThatCannotBeRead() {
		this.pools.dataSources("orders");
		assertThat(failure("jdbc:mysql://u:secret@a,u:secret@b/x")).hasMessageContaining("can't be read")
			.hasMessageNotContaining("secret");
	}

	@Test
	void dataSourceOfOthers() {
		this.pools.dataSources("orders");
		DataSource other = (DataSource) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> false);
		assertThat(failure(other).advice()).contains("HikariCP", "iamTokens");
	}

	@Test
	void poolThatHasStarted() throws Exception {
		try (HikariDataSource pool = Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u")) {
			pool.getConnection().close();
			assertThat(failure(pool)).hasMessageContaining("before it could be told");
		}
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://%s/x?sslmode=disable,sslmode=disable",
			"jdbc:mysql://%s/x?sslMode=DISABLED,sslMode=DISABLED", "jdbc:mysql://%s/x?useSSL=false,useSSL=false",
			"jdbc:mysql://%s/x?disabledAuthenticationPlugins=mysql_clear_password,disabledAuthenticationPlugins",
			"jdbc:mariadb://%s/x?sslMode=disable,sslMode=disable",
			"jdbc:mariadb://%s/x?restrictedAuth=mysql_native_password,restrictedAuth=mysql_native_password" })
	void optionWithWhichNoTokenIsSent(String url, String option) {
		assertThat(failure(url.formatted(Pools.HOST))).hasMessageContaining("'" + option);
	}

	@Test
	void providerThatThereIsNoneOf() {
		this.pools.defaults(new DataSourceSettings(null, null, null, "archive", null));
		CredentialsException failure = catchThrowableOfType(CredentialsException.class,
				() -> this.pools.apply("orders", Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u")));
		assertThat(failure).hasMessageContaining("'archive'");
		assertThat(failure.advice()).contains("aws.credentials.connect.jdbc.provider", "default");
	}

}
