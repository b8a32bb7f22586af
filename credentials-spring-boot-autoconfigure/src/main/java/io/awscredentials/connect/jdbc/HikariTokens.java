package io.awscredentials.connect.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamToken;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.TrackedConnection;
import io.awscredentials.connect.jdbc.JdbcSettings.DataSourceSettings;
import io.awscredentials.connect.jdbc.JdbcUrl.Address;
import io.awscredentials.region.AwsHost;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has the pools of HikariCP open their connections with tokens.
 * <p>
 * Thread-safe.
 */
public final class HikariTokens {

	private static final Log logger = LogFactory.getLog(HikariTokens.class);

	private static final String DEFAULT = "default";

	private final IamTokens tokens;

	private final Map<String, ? extends CredentialsProvider> providers;

	private final Connections connections;

	private final JdbcSettings settings;

	/**
	 * Create a new instance.
	 * @param tokens makes the tokens
	 * @param providers the providers by name
	 * @param connections takes what is opened
	 * @param settings which data sources are opened with tokens, and how
	 */
	public HikariTokens(IamTokens tokens, Map<String, ? extends CredentialsProvider> providers, Connections connections,
			JdbcSettings settings) {
		this.tokens = tokens;
		this.providers = providers;
		this.connections = connections;
		this.settings = settings;
	}

	/**
	 * Have a data source opened with tokens, if its host or its name says so and it is
	 * one of HikariCP, perhaps below wrappers.
	 * @param name the name of the bean
	 * @param dataSource the data source, which has opened no connection yet
	 * @throws CredentialsException if it is to be opened with tokens and can't be
	 */
	public void apply(String name, DataSource dataSource) {
		HikariDataSource pool = (this.settings.allows(name)) ? pool(dataSource) : null;
		if (pool != null) {
			applyTo(name, pool);
		}
		else if (this.settings.isNamed(name)) {
			throw failure(name, "is of " + dataSource.getClass().getName() + ", which is not known to take tokens",
					"Use HikariCP, or give it a token of the bean 'iamTokens' for each new connection");
		}
	}

	/**
	 * Have connections opened with tokens that go past any pool, if their host says so.
	 * @param name what they are called in the settings
	 * @param connections how they are opened, which has a data source then
	 * @throws CredentialsException if they are to be opened with tokens and can't be
	 */
	public void applyWithoutPool(String name, HikariConfig connections) {
		if (this.settings.allows(name)) {
			applyTo(name, connections);
		}
		else {
			logger.warn("Connections of '" + name + "' are opened without tokens: '" + JdbcSettings.PREFIX
					+ ".data-sources' does not name it");
		}
	}

	private static @Nullable HikariDataSource pool(DataSource dataSource) {
		if (dataSource instanceof HikariDataSource pool) {
			return pool;
		}
		try {
			return (dataSource.isWrapperFor(HikariDataSource.class)) ? dataSource.unwrap(HikariDataSource.class) : null;
		}
		catch (SQLException | RuntimeException ex) {
			// One that knows its target only later.
			return null;
		}
	}

	private void applyTo(String name, HikariConfig pool) {
		String text = pool.getJdbcUrl();
		if (pool.getCredentialsProvider() != null) {
			if (!(pool.getCredentialsProvider() instanceof TokenLogin)) {
				logger.info("Data source '" + name + "' is left alone: it has a credentials provider of its own");
			}
			return;
		}
		if (text != null && text.startsWith("jdbc:aws-")) {
			logger.info("Data source '" + name + "' is left alone: its driver authenticates by itself. Give that one "
					+ "the bean 'awsCredentialsProvider'");
			return;
		}
		JdbcUrl url = (text != null) ? read(name, text) : null;
		if (url == null) {
			if (this.settings.isNamed(name)) {
				throw failure(name, "has no JDBC URL of PostgreSQL, MySQL or MariaDB",
						"Set the URL of the data source, or remove it from '" + JdbcSettings.PREFIX + "'");
			}
			return;
		}
		if (new DriverOptions(url, pool.getDataSourceProperties()).has("credentialType")) {
			logger.info("Data source '" + name + "' is left alone: option 'credentialType' has the driver of MariaDB "
					+ "authenticate by itself");
			return;
		}
		Target target = target(name, pool, url);
		if (target != null) {
			open(name, pool, url, target);
		}
	}

	private @Nullable JdbcUrl read(String name, String text) {
		try {
			return JdbcUrl.parse(text);
		}
		catch (IllegalArgumentException ex) {
			if (this.settings.isNamed(name) || this.settings.of(name).host() != null) {
				throw failure(name, "has a JDBC URL that can't be read: " + ex.getMessage(),
						"Write the hosts as host:port");
			}
			logger.warn("Data source '" + name + "' is not opened with tokens, since its JDBC URL can't be read: "
					+ ex.getMessage());
			return null;
		}
	}

	private @Nullable Target target(String name, HikariConfig pool, JdbcUrl url) {
		DataSourceSettings own = this.settings.of(name);
		List<Address> addresses = url.addresses().stream().distinct().toList();
		Address first = addresses.get(0);
		String host = Objects.requireNonNullElse(own.host(), first.host());
		if (own.host() == null && addresses.size() > 1) {
			if (!this.settings.isNamed(name) && addresses.stream().noneMatch((address) -> isAws(address.host()))) {
				notOpened(name, pool, url, first.host());
				return null;
			}
			throw failure(name, "has several hosts in its JDBC URL, and a token is for one: " + addresses,
					"Use the endpoint of the cluster or of a proxy alone, which fail over by themselves, or set '"
							+ JdbcSettings.property(name, "host")
							+ "' to the endpoint whose tokens all of them accept");
		}
		if (!isAws(host)) {
			if (!this.settings.isNamed(name) && own.host() == null) {
				notOpened(name, pool, url, host);
				return null;
			}
			throw failure(name, "has the host '" + host + "', which is no endpoint of RDS or Aurora DSQL",
					"If it is a name of your own or the end of a tunnel, set '" + JdbcSettings.property(name, "host")
							+ "' to the endpoint, as RDS shows it");
		}
		String user = user(pool, url);
		if (user == null) {
			throw failure(name, "has no user",
					"Set 'spring.datasource.username', or the user name of that data source, "
							+ "to the database user that may sign in with IAM");
		}
		boolean dsql = isDsql(host);
		return new Target(url.engine(), dsql, host, Objects.requireNonNullElse(own.port(), first.port()), user,
				(own.admin() != null) ? own.admin() : user.equals("admin"));
	}

	private static @Nullable String user(HikariConfig pool, JdbcUrl url) {
		String user = pool.getUsername();
		if (user == null || user.isBlank()) {
			user = pool.getDataSourceProperties().getProperty("user", url.user());
		}
		return (user == null || user.isBlank()) ? null : user;
	}

	private static boolean isAws(String host) {
		AwsHost aws = AwsHost.parse(host);
		return aws != null && (aws.service().equals("rds") || isDsql(host));
	}

	private static boolean isDsql(String host) {
		AwsHost aws = AwsHost.parse(host);
		return aws != null && (aws.service().equals("dsql") || aws.service().startsWith("dsql-"));
	}

	private static void notOpened(String name, HikariConfig pool, JdbcUrl url, String host) {
		String message = "Data source '" + name + "' is not opened with tokens: its host '" + host
				+ "' is no endpoint of RDS or Aurora DSQL";
		if (pool.getPassword() != null || url.hasPassword()) {
			logger.info(message);
		}
		else {
			logger.warn(message + ", and it has no password. If the host is a name of your own or the end of a tunnel, "
					+ "set '" + JdbcSettings.property(name, "host") + "' to the endpoint, as RDS shows it");
		}
	}

	private void open(String name, HikariConfig pool, JdbcUrl url, Target target) {
		if (pool instanceof HikariDataSource running && running.isRunning()) {
			throw failure(name, "had opened connections before it could be told to use tokens",
					"Make it with 'new HikariDataSource()' and setters, or with Spring Boot's DataSourceBuilder, so "
							+ "that its pool starts with the first connection");
		}
		DriverOptions options = new DriverOptions(url, pool.getDataSourceProperties());
		String obstacle = options.obstacle();
		if (obstacle != null) {
			throw failure(name, "has the option '" + obstacle + "', with which its driver sends no token",
					"Remove the option: connections are encrypted without it");
		}
		if (pool.getPassword() != null || url.hasPassword()) {
			logger.warn("Data source '" + name
					+ "' has a password, which is not used: it is opened with tokens. Remove " + ((url.hasPassword())
							? "it from the JDBC URL" : "'spring.datasource.password', or where else it is set"));
		}
		DataSourceSettings own = this.settings.of(name);
		String provider = Objects.requireNonNullElse(own.provider(), DEFAULT);
		TrackedConnection connection = this.connections.register("jdbc " + name, target.user(), target.host(),
				provider);
		PoolCredentials credentials = new PoolCredentials(provider(name, provider), "jdbc " + name,
				pool::getConnectionTimeout);
		IamTokens signed = this.tokens.provider(credentials);
		IamTokens tokens = (own.region() != null) ? signed.region(own.region()) : signed;
		TokenLogin login = new TokenLogin(target, () -> target.token().apply(tokens), credentials, connection);
		pool.setCredentialsProvider(login);
		pool.setDataSource(new TokenDataSource(pool, url.withoutLogin(), options.toAdd(), login));
		logger.info("Data source '" + name + "' is opened with tokens of user '" + target.user() + "' for "
				+ target.host() + ":" + target.port() + ", provider '" + provider + "'");
	}

	private CredentialsProvider provider(String name, String provider) {
		CredentialsProvider found = this.providers.get(provider);
		if (found == null) {
			throw failure(name, "is to be opened with tokens of provider '" + provider + "', which there is none of",
					"Set '" + JdbcSettings.PREFIX + ".provider' to one of: "
							+ String.join(", ", this.providers.keySet()));
		}
		return found;
	}

	private static CredentialsException failure(String name, String problem, String advice) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "jdbc " + name,
				"Data source '" + name + "' " + problem)
			.withAdvice(advice);
	}

}
