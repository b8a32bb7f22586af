package io.awscredentials.connect.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A database that takes tokens: what the options of its drivers are called. A token is
 * sent as it is, so that the drivers give it to an encrypted connection only, or should.
 */
enum DatabaseEngine {

	POSTGRESQL(5432, "sslmode", "require", Set.of("sslmode", "ssl", "sslfactory"), Map.of("sslmode", "disable"), null),

	MYSQL(3306, "sslMode", "REQUIRED", Set.of("sslmode", "usessl", "requiressl"),
			Map.of("sslmode", "disabled", "usessl", "false"), null),

	// Whose driver knows the names that MySQL's has too.
	MARIADB(3306, "sslMode", "trust", Set.of("sslmode", "usessl"), Map.of("sslmode", "disable", "usessl", "false"),
			"restrictedauth");

	private final int port;

	private final String encryption;

	private final String encrypted;

	private final Set<String> encryptionOptions;

	private final Map<String, String> unencrypted;

	private final @Nullable String allowedPlugins;

	DatabaseEngine(int port, String encryption, String encrypted, Set<String> encryptionOptions,
			Map<String, String> unencrypted, @Nullable String allowedPlugins) {
		this.port = port;
		this.encryption = encryption;
		this.encrypted = encrypted;
		this.encryptionOptions = encryptionOptions;
		this.unencrypted = unencrypted;
		this.allowedPlugins = allowedPlugins;
	}

	/**
	 * Return the engine of a URL.
	 * @param name what it is called in the URL
	 * @return the engine
	 */
	static DatabaseEngine of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	int port() {
		return this.port;
	}

	/**
	 * Return the option that makes the driver encrypt the connection.
	 * @return its name
	 */
	String encryption() {
		return this.encryption;
	}

	/**
	 * Return the weakest value of that option that demands encryption. Who wants the
	 * certificate checked has to say whose is trusted.
	 * @return the value
	 */
	String encrypted() {
		return this.encrypted;
	}

	/**
	 * Return whether an option says how the connection is encrypted.
	 * @param option its name
	 * @return whether it does
	 */
	boolean saysHowToEncrypt(String option) {
		return this.encryptionOptions.contains(option.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return whether an option keeps a token from the database.
	 * @param option its name
	 * @param value its value
	 * @return whether it does
	 */
	boolean isObstacle(String option, String value) {
		String name = option.toLowerCase(Locale.ROOT);
		String lower = value.toLowerCase(Locale.ROOT);
		if (name.equals(this.allowedPlugins)) {
			return !lower.contains("mysql_clear_password");
		}
		if (this == MYSQL && name.equals("disabledauthenticationplugins")) {
			return lower.contains("mysql_clear_password") || lower.contains("mysqlclearpasswordplugin");
		}
		String unencrypted = this.unencrypted.get(name);
		// Of MariaDB, 'disable' and 'DISABLED' are the same.
		return unencrypted != null && (lower.equals(unencrypted) || lower.equals(unencrypted + "d"));
	}

}
