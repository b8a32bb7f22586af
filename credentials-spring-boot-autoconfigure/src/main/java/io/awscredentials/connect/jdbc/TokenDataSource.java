package io.awscredentials.connect.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a pool would make of its JDBC URL, with the options that tokens need, and with an
 * eye on what a database answers: the pool tells nobody.
 */
final class TokenDataSource implements DataSource {

	private final HikariConfig pool;

	private final String url;

	private final Properties options;

	private final TokenLogin login;

	private @Nullable DataSource driver;

	/**
	 * Create a new instance.
	 * @param pool the pool, which is asked for its driver when it starts
	 * @param url the URL to give the driver
	 * @param options what the driver needs beside the properties of the pool
	 * @param login the way into the database
	 */
	TokenDataSource(HikariConfig pool, String url, Properties options, TokenLogin login) {
		this.pool = pool;
		this.url = url;
		this.options = options;
		this.login = login;
	}

	private synchronized DataSource driver() {
		if (this.driver == null) {
			Properties properties = new Properties();
			properties.putAll(this.pool.getDataSourceProperties());
			properties.putAll(this.options);
			this.driver = new DriverDataSource(this.url, this.pool.getDriverClassName(), properties, null, null);
		}
		return this.driver;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return getConnection(null, this.login.getCredentials().getPassword());
	}

	@Override
	public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
		return this.login.open(driver()::getConnection, password);
	}

	@Override
	public PrintWriter getLogWriter() throws SQLException {
		throw new SQLFeatureNotSupportedException();
	}

	@Override
	public void setLogWriter(PrintWriter out) throws SQLException {
		throw new SQLFeatureNotSupportedException();
	}

	@Override
	public void setLoginTimeout(int seconds) throws SQLException {
		driver().setLoginTimeout(seconds);
	}

	@Override
	public int getLoginTimeout() throws SQLException {
		return driver().getLoginTimeout();
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		return driver().getParentLogger();
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (type.isInstance(this)) {
			return type.cast(this);
		}
		return driver().unwrap(type);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) throws SQLException {
		return type.isInstance(this) || driver().isWrapperFor(type);
	}

}
