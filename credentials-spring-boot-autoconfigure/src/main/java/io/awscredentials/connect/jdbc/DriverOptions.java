package io.awscredentials.connect.jdbc;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The options of a driver, as its URL and the properties of the pool have them.
 */
final class DriverOptions {

	private final DatabaseEngine engine;

	private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	DriverOptions(JdbcUrl url, Properties properties) {
		this.engine = url.engine();
		properties.forEach((name, value) -> this.options.put(String.valueOf(name), String.valueOf(value)));
		this.options.putAll(url.options());
	}

	boolean has(String option) {
		return this.options.containsKey(option);
	}

	/**
	 * Return what keeps a token from the database.
	 * @return the option with its value, or {@code null} if nothing does
	 */
	@Nullable String obstacle() {
		return this.options.entrySet()
			.stream()
			.filter((option) -> this.engine.isObstacle(option.getKey(), option.getValue()))
			.map((option) -> option.getKey() + "=" + option.getValue())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return what has to be added so that a token is sent, and not in the clear.
	 * @return the options
	 */
	Properties toAdd() {
		Properties added = new Properties();
		if (this.options.keySet().stream().noneMatch(this.engine::saysHowToEncrypt)) {
			added.setProperty(this.engine.encryption(), this.engine.encrypted());
		}
		return added;
	}

}
