package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.connect.jdbc.JdbcSettings;
import io.awscredentials.connect.jdbc.JdbcSettings.DataSourceSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is opened with tokens in place of passwords.
 *
 * @param jdbc Databases of RDS, Aurora and Aurora DSQL.
 * @param redis Caches of ElastiCache and MemoryDB.
 * @param kafka Brokers of MSK.
 */
@ConfigurationProperties(ConnectProperties.PREFIX)
record ConnectProperties(@NestedConfigurationProperty @DefaultValue Jdbc jdbc,
		@NestedConfigurationProperty @DefaultValue Redis redis,
		@NestedConfigurationProperty @DefaultValue Kafka kafka) {

	static final String PREFIX = PropertyGroups.PREFIX + ".connect";

	/**
	 * Databases of RDS, Aurora and Aurora DSQL.
	 *
	 * @param enabled Whether data sources are opened with tokens.
	 * @param dataSources Names of the beans that are opened with tokens. All whose host
	 * is of RDS or Aurora DSQL where absent.
	 * @param host Host of RDS that the tokens are made for, where the URL has another
	 * name.
	 * @param port Port of RDS that the tokens are made for, where the URL has another.
	 * @param region Region of the database. Read from the host where absent.
	 * @param provider Name of the provider whose credentials sign the tokens.
	 * @param admin Whether the tokens of Aurora DSQL are for its administrator. By
	 * default, if the user is 'admin'.
	 * @param byDataSource Settings of single data sources, by the names of their beans.
	 */
	record Jdbc(@DefaultValue("false") boolean enabled, @Nullable List<String> dataSources, @Nullable String host,
			@Nullable Integer port, @Nullable String region, @Nullable String provider, @Nullable Boolean admin,
			@DefaultValue Map<String, DataSource> byDataSource) {

		JdbcSettings settings() {
			Map<String, DataSourceSettings> single = new TreeMap<>();
			this.byDataSource.forEach((name, properties) -> single.put(name, properties.settings()));
			return new JdbcSettings((this.dataSources == null || this.dataSources.isEmpty()) ? null : this.dataSources,
					new DataSource(this.host, this.port, this.region, this.provider, this.admin).settings(), single);
		}

	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Settings of one data source.
	 *
	 * @param host Host of RDS that the tokens are made for, where the URL has another
	 * name.
	 * @param port Port of RDS that the tokens are made for, where the URL has another.
	 * @param region Region of the database. Read from the host where absent.
	 * @param provider Name of the provider whose credentials sign the tokens.
	 * @param admin Whether the tokens of Aurora DSQL are for its administrator. By
	 * default, if the user is 'admin'.
	 */
	record DataSource(@Nullable String host, @Nullable Integer port, @Nullable String region, @Nullable String provider,
			@Nullable Boolean admin) {

		private DataSourceSettings settings() {
			return new DataSourceSettings(text(this.host), this.port, text(this.region), text(this.provider),
					this.admin);
		}

	}

	/**
	 * Caches of ElastiCache and MemoryDB.
	 *
	 * @param enabled Whether Spring Data Redis authenticates with tokens.
	 * @param kind Service that the cache belongs to.
	 * @param cacheName ID of the replication group or name of the serverless cache of
	 * ElastiCache, or name of the cluster of MemoryDB.
	 * @param serverless Whether the cache is a serverless one of ElastiCache.
	 * @param region Region of the cache. Where absent, that in the host of MemoryDB, or
	 * that of the credentials.
	 * @param provider Name of the provider whose credentials sign the tokens.
	 */
	record Redis(@DefaultValue("false") boolean enabled, @DefaultValue("elasticache") RedisKind kind,
			@Nullable String cacheName, @DefaultValue("false") boolean serverless, @Nullable String region,
			@Nullable String provider) {

	}

	/**
	 * Brokers of MSK.
	 *
	 * @param enabled Whether the clients of Spring for Apache Kafka log in with tokens.
	 * @param region Region of the brokers. Read from the bootstrap servers where absent.
	 * @param provider Name of the provider whose credentials sign the tokens.
	 */
	record Kafka(@DefaultValue("false") boolean enabled, @Nullable String region, @Nullable String provider) {

	}

	enum RedisKind {

		/** ElastiCache. */
		ELASTICACHE,

		/** MemoryDB. */
		MEMORYDB

	}

}
