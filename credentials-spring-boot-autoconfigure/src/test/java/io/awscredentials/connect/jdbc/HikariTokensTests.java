package io.awscredentials.connect.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.jdbc.JdbcSettings.DataSourceSettings;
import io.awscredentials.connect.jdbc.RecordingDriver.Opened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HikariTokens}: which data sources are opened with which tokens.
 */
class HikariTokensTests {

	private static final io.awscredentials.Credentials CREDENTIALS = new io.awscredentials.Credentials(
			"AKIAIOSFODNN7EXAMPLE", "secret", null, null, null);

	private final Pools pools = new Pools(() -> CREDENTIALS);

	@BeforeEach
	void reset() {
		RecordingDriver.reset();
	}

	private Opened open(HikariDataSource pool) throws SQLException {
		return open("dataSource", pool);
	}

	private Opened open(String name, HikariDataSource pool) throws SQLException {
		this.pools.apply(name, pool);
		try (pool; Connection connection = pool.getConnection()) {
			assertThat(connection).isNotNull();
			return RecordingDriver.last();
		}
	}

	private String rds(String host, int port, String user) {
		return new IamTokens(() -> CREDENTIALS, java.util.Map.of(), () -> null, () -> Pools.NOW).rds(host, port, user)
			.value();
	}

	@Test
	void connectionIsOpenedWithAToken() throws SQLException {
		Opened opened = open(Pools.pool("jdbc:postgresql://" + Pools.HOST + ":5433/orders", "orders_app"));
		assertThat(opened.url()).isEqualTo("jdbc:postgresql://" + Pools.HOST + ":5433/orders");
		assertThat(opened.property("user")).isEqualTo("orders_app");
		assertThat(opened.property("password")).isEqualTo(rds(Pools.HOST, 5433, "orders_app"));
		assertThat(opened.property("sslmode")).isEqualTo("require");
		assertThat(this.pools.status())
			.isEqualTo(new ConnectionStatus("jdbc dataSource", "orders_app", Pools.HOST, "default", Pools.NOW, null));
	}

	@Test
	void credentialsProviderOfThePoolGivesUserAndToken() {
		HikariDataSource pool = this.pools.apply("dataSource",
				Pools.pool("jdbc:postgresql://" + Pools.HOST + "/orders", "orders_app"));
		Credentials credentials = pool.getCredentialsProvider().getCredentials();
		assertThat(credentials.getUsername()).isEqualTo("orders_app");
		assertThat(credentials.getPassword()).startsWith(Pools.HOST + ":5432/?Action=connect");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:mysql://%s/x                                | sslMode | REQUIRED
			jdbc:mariadb://%s/x                              | sslMode | trust
			jdbc:mysql://%s/x?sslMode=VERIFY_IDENTITY        | sslMode | null
			jdbc:mysql://%s/x?useSSL=true                    | sslMode | null
			jdbc:mariadb://%s/x?sslMode=verify-full          | sslMode | null
			jdbc:postgresql://%s/x?sslmode=verify-full       | sslmode | null
			jdbc:postgresql://%s/x?ssl=true                  | sslmode | null
			""")
	void connectionsAreEncryptedWhereNothingElseIsSaid(String url, String option, String value) throws SQLException {
		assertThat(open(Pools.pool(url.formatted(Pools.HOST), "u")).property(option)).isEqualTo(value);
	}

	@Test
	void propertiesOfThePoolReachTheDriver() throws SQLException {
		HikariDataSource pool = Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u");
		pool.addDataSourceProperty("sslmode", "verify-full");
		pool.addDataSourceProperty("ApplicationName", "orders");
		Opened opened = open(pool);
		assertThat(opened.property("sslmode")).isEqualTo("verify-full");
		assertThat(opened.property("ApplicationName")).isEqualTo("orders");
	}

	@Test
	void userAndPasswordInTheUrlDoNotOutdoTheToken() throws SQLException {
		Opened opened = open(
				Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x?user=u&password=old&ApplicationName=a", null));
		assertThat(opened.url()).isEqualTo("jdbc:postgresql://" + Pools.HOST + "/x?ApplicationName=a");
		assertThat(opened.property("user")).isEqualTo("u");
		assertThat(opened.property("password")).isEqualTo(rds(Pools.HOST, 5432, "u"));
	}

	@Test
	void passwordOfThePoolDoesNotOutdoTheToken() throws SQLException {
		HikariDataSource pool = Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u");
		pool.setPassword("old");
		assertThat(open(pool).property("password")).isEqualTo(rds(Pools.HOST, 5432, "u"));
	}

	@Test
	void nameOfOnesOwnHasTheTokensOfTheHostItIsExplainedWith() throws SQLException {
		this.pools.byDataSource("orders", Pools.settings(Pools.HOST, 5432));
		Opened opened = open("orders", Pools.pool("jdbc:postgresql://localhost:15432/x", "u"));
		assertThat(opened.url()).isEqualTo("jdbc:postgresql://localhost:15432/x");
		assertThat(opened.property("password")).isEqualTo(rds(Pools.HOST, 5432, "u"));
	}

	@Test
	void settingsOfOneDataSourceCountMoreThanThoseOfAll() throws SQLException {
		this.pools.provider("archive", () -> new io.awscredentials.Credentials("AKIAARCHIVE", "s", null, null, null))
			.defaults(new DataSourceSettings(null, 1, "us-east-1", "nobody", null))
			.byDataSource("orders", new DataSourceSettings(null, 2, null, "archive", null));
		String token = open("orders", Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u")).property("password");
		assertThat(token).startsWith(Pools.HOST + ":2/").contains("AKIAARCHIVE", "us-east-1");
		assertThat(this.pools.status().provider()).isEqualTo("archive");
	}

	@ParameterizedTest
	@CsvSource({ "admin,DbConnectAdmin", "orders_app,DbConnect&" })
	void dsqlHasItsOwnTokens(String user, String action) throws SQLException {
		String host = "abc0123456789.dsql.eu-west-1.on.aws";
		String token = open(Pools.pool("jdbc:postgresql://" + host + "/postgres", user)).property("password");
		assertThat(token).startsWith(host + "/?Action=" + action).contains("%2Fdsql%2F");
	}

	@Test
	void administratorOfDsqlMayHaveAnotherName() throws SQLException {
		this.pools.defaults(new DataSourceSettings(null, null, null, null, true));
		String host = "abc0123456789.dsql-fnh4.eu-west-1.on.aws";
		assertThat(open(Pools.pool("jdbc:postgresql://" + host + "/postgres", "root")).property("password"))
			.contains("DbConnectAdmin");
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://localhost/x", "jdbc:postgresql://a,b/x", "jdbc:h2:mem:x",
			"jdbc:aws-wrapper:postgresql://" + Pools.HOST + "/x",
			"jdbc:postgresql://orders.abc.eu-west-1.redshift.amazonaws.com/x",
			"jdbc:mariadb://" + Pools.HOST + "/x?credentialType=AWS-IAM" })
	void othersAreLeftAlone(String url) {
		HikariDataSource pool = this.pools.apply("dataSource", Pools.pool(url, "u"));
		assertThat(pool.getCredentialsProvider()).isNull();
		assertThat(pool.getDataSource()).isNull();
		assertThat(this.pools.connections.statuses()).isEmpty();
	}

	@Test
	void othersThanTheNamedAreLeftAlone() {
		this.pools.dataSources("orders");
		HikariDataSource pool = this.pools.apply("archive", Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u"));
		assertThat(pool.getCredentialsProvider()).isNull();
	}

	@Test
	void credentialsProviderOfTheApplicationIsLeftAlone() {
		HikariDataSource pool = Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u");
		pool.setCredentialsProvider(() -> Credentials.of("u", "own"));
		this.pools.apply("dataSource", pool);
		assertThat(pool.getCredentialsProvider().getCredentials().getPassword()).isEqualTo("own");
	}

	@Test
	void poolBelowAWrapperIsFoundOnce() {
		HikariDataSource pool = Pools.pool("jdbc:postgresql://" + Pools.HOST + "/x", "u");
		HikariTokens tokens = this.pools.tokens();
		tokens.apply("dataSource", new Wrapper(pool));
		tokens.apply("outer", new Wrapper(pool));
		assertThat(pool.getCredentialsProvider()).isInstanceOf(TokenLogin.class);
		assertThat(this.pools.connections.statuses()).hasSize(1);
	}

	/** Wraps a data source. */
	private record Wrapper(DataSource target) implements DataSource {

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

		@Override
		public PrintWriter getLogWriter() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void setLogWriter(PrintWriter out) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void setLoginTimeout(int seconds) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int getLoginTimeout() {
			return 0;
		}

		@Override
		public Logger getParentLogger() {
			return Logger.getGlobal();
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			return this.target.unwrap(type);
		}

		@Override
		public boolean isWrapperFor(Class<?> type) throws SQLException {
			return this.target.isWrapperFor(type);
		}

	}

}
