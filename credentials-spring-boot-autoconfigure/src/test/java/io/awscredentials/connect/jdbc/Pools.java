package io.awscredentials.connect.jdbc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.zaxxer.hikari.HikariDataSource;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.jdbc.JdbcSettings.DataSourceSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes pools and has them opened with tokens.
 */
final class Pools {

	static final String HOST = "orders.abc123.eu-west-1.rds.amazonaws.com";

	static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	final Connections connections = new Connections(() -> NOW);

	private final Map<String, CredentialsProvider> providers = new LinkedHashMap<>();

	private final Map<String, DataSourceSettings> byDataSource = new TreeMap<>();

	private @Nullable List<String> dataSources;

	private DataSourceSettings defaults = settings(null, null);

	Pools(CredentialsProvider provider) {
		this.providers.put("default", provider);
	}

	static DataSourceSettings settings(@Nullable String host, @Nullable Integer port) {
		return new DataSourceSettings(host, port, null, null, null);
	}

	static HikariDataSource pool(String url, @Nullable String user) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername(user);
		pool.setDriverClassName(RecordingDriver.class.getName());
		pool.setMaximumPoolSize(1);
		return pool;
	}

	Pools provider(String name, CredentialsProvider provider) {
		this.providers.put(name, provider);
		return this;
	}

	Pools dataSources(String... names) {
		this.dataSources = List.of(names);
		return this;
	}

	Pools defaults(DataSourceSettings settings) {
		this.defaults = settings;
		return this;
	}

	Pools byDataSource(String name, DataSourceSettings settings) {
		this.byDataSource.put(name, settings);
		return this;
	}

	HikariTokens tokens() {
		IamTokens tokens = new IamTokens(this.providers.get("default"), this.providers, () -> "eu-central-1",
				() -> NOW);
		return new HikariTokens(tokens, this.providers, this.connections,
				new JdbcSettings(this.dataSources, this.defaults, this.byDataSource));
	}

	HikariDataSource apply(String name, HikariDataSource pool) {
		tokens().apply(name, pool);
		return pool;
	}

	ConnectionStatus status() {
		return this.connections.statuses().get(0);
	}

}
