package io.awscredentials.connect.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/**
 * Opens connections to nothing, and remembers how it was asked to.
 */
public final class RecordingDriver implements Driver {

	static final List<Opened> opened = new CopyOnWriteArrayList<>();

	static volatile @Nullable SQLException failure;

	static void reset() {
		opened.clear();
		failure = null;
	}

	static Opened last() {
		return opened.get(opened.size() - 1);
	}

	public static @Nullable String lastUser() {
		return last().property("user");
	}

	public static @Nullable String lastPassword() {
		return last().property("password");
	}

	@Override
	public Connection connect(String url, Properties info) throws SQLException {
		Properties copy = new Properties();
		copy.putAll(info);
		opened.add(new Opened(url, copy));
		SQLException thrown = failure;
		if (thrown != null) {
			throw thrown;
		}
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "isValid", "getAutoCommit" -> true;
					case "getTransactionIsolation", "getNetworkTimeout", "hashCode" -> 1;
					case "isReadOnly", "isClosed", "equals" -> false;
					case "toString" -> "connection";
					default -> null;
				});
	}

	@Override
	public boolean acceptsURL(String url) {
		return true;
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
		return new DriverPropertyInfo[0];
	}

	@Override
	public int getMajorVersion() {
		return 1;
	}

	@Override
	public int getMinorVersion() {
		return 0;
	}

	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() {
		return Logger.getGlobal();
	}

	/** How a connection was opened. */
	record Opened(String url, Properties properties) {

		String property(String name) {
			return String.valueOf(this.properties.get(name));
		}

	}

}
