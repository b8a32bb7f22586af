package io.awscredentials.autoconfigure;

import java.sql.Driver;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import io.awscredentials.connect.jdbc.HikariTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Has tools that migrate databases open their connections with tokens. Where they have a
 * user or a URL of their own, Spring Boot gives them a data source without a pool.
 */
final class MigrationTokens {

	private MigrationTokens() {
	}

	/**
	 * Replace the data source of a tool, if it has no pool, no password, and a host that
	 * takes tokens.
	 * @param name what it is called in the settings
	 * @param dataSource its data source, or {@code null}
	 * @param tokens opens connections with tokens
	 * @param replacement takes the data source in its place
	 */
	static void apply(String name, @Nullable DataSource dataSource, HikariTokens tokens,
			Consumer<DataSource> replacement) {
		if (!(dataSource instanceof SimpleDriverDataSource simple) || simple.getPassword() != null) {
			return;
		}
		HikariConfig connections = new HikariConfig();
		connections.setJdbcUrl(simple.getUrl());
		connections.setUsername(simple.getUsername());
		Driver driver = simple.getDriver();
		if (driver != null) {
			connections.setDriverClassName(driver.getClass().getName());
		}
		if (simple.getConnectionProperties() != null) {
			connections.setDataSourceProperties(simple.getConnectionProperties());
		}
		tokens.applyWithoutPool(name, connections);
		if (connections.getDataSource() != null) {
			replacement.accept(connections.getDataSource());
		}
	}

}
