package io.awscredentials.connect.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * How data sources are opened with tokens.
 *
 * @param dataSources the names of the beans that are, or {@code null} for all whose host
 * is of RDS or Aurora DSQL
 * @param defaults what counts for all
 * @param byDataSource what counts for single data sources, by the names of their beans
 */
public record JdbcSettings(@Nullable List<String> dataSources, DataSourceSettings defaults,
		Map<String, DataSourceSettings> byDataSource) {

	/** Where these settings come from. */
	public static final String PREFIX = "aws.credentials.connect.jdbc";

	/**
	 * Return the property of a data source.
	 * @param dataSource the name of its bean
	 * @param key the last part of the property's name
	 * @return the name of the property
	 */
	static String property(String dataSource, String key) {
		return PREFIX + ".by-data-source." + dataSource + "." + key;
	}

	/**
	 * Return whether a data source may be opened with tokens.
	 * @param name the name of its bean
	 * @return whether no other ones are asked for
	 */
	boolean allows(String name) {
		return this.dataSources == null || isNamed(name);
	}

	/**
	 * Return whether a data source has to be opened with tokens.
	 * @param name the name of its bean
	 * @return whether it is asked for by its name
	 */
	boolean isNamed(String name) {
		return names().contains(name);
	}

	/**
	 * Return the names of all data sources that are asked for by name.
	 * @return the names of beans
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>(this.byDataSource.keySet());
		if (this.dataSources != null) {
			names.addAll(this.dataSources);
		}
		return names;
	}

	DataSourceSettings of(String name) {
		DataSourceSettings own = this.byDataSource.get(name);
		return (own != null) ? own.orElse(this.defaults) : this.defaults;
	}

	/**
	 * What counts for a data source. What is {@code null} is told by its URL, or has a
	 * default.
	 *
	 * @param host the host that tokens are made for
	 * @param port the port that tokens are made for
	 * @param region the region of the database
	 * @param provider the name of the provider whose credentials sign the tokens
	 * @param admin whether tokens of Aurora DSQL are for its administrator
	 */
	public record DataSourceSettings(@Nullable String host, @Nullable Integer port, @Nullable String region,
			@Nullable String provider, @Nullable Boolean admin) {

		private DataSourceSettings orElse(DataSourceSettings other) {
			return new DataSourceSettings((this.host != null) ? this.host : other.host,
					(this.port != null) ? this.port : other.port, (this.region != null) ? this.region : other.region,
					(this.provider != null) ? this.provider : other.provider,
					(this.admin != null) ? this.admin : other.admin);
		}

	}

}
