package io.awscredentials.connect.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a JDBC URL of PostgreSQL, MySQL or MariaDB tells.
 *
 * @param engine the database
 * @param addresses the addresses, at least one
 * @param options the options behind the question mark
 * @param user the user in the URL, or {@code null}
 * @param hasPassword whether there is a password in the URL
 * @param withoutLogin the URL without user and password, which would count more for a
 * driver than those that a pool gives it
 */
record JdbcUrl(DatabaseEngine engine, List<Address> addresses, Map<String, String> options, @Nullable String user,
		boolean hasPassword, String withoutLogin) {

	/** Drivers that look on while another one works, before the name of that one. */
	private static final Pattern SCHEME = Pattern
		.compile("(jdbc:(?:(?:p6spy|otel|log4jdbc):)?(postgresql|mysql|mariadb):)(.*)", Pattern.DOTALL);

	private static final Pattern FIELD = Pattern.compile("[(,]\\s*(host|port)\\s*=\\s*([^),]*)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Read a URL.
	 * @param url the URL
	 * @return what it tells, or {@code null} if it is not of these databases
	 * @throws IllegalArgumentException if it can't be read
	 */
	static @Nullable JdbcUrl parse(String url) {
		Matcher scheme = SCHEME.matcher(url);
		if (!scheme.matches()) {
			return null;
		}
		DatabaseEngine engine = DatabaseEngine.of(scheme.group(2));
		String rest = scheme.group(3);
		int question = rest.indexOf('?');
		String place = (question >= 0) ? rest.substring(0, question) : rest;
		List<String> kept = new ArrayList<>();
		Map<String, String> options = new LinkedHashMap<>();
		if (question >= 0) {
			for (String option : rest.substring(question + 1).split("&")) {
				int equals = option.indexOf('=');
				String name = (equals >= 0) ? option.substring(0, equals) : option;
				options.put(name, (equals >= 0) ? decode(option.substring(equals + 1)) : "");
				if (!name.equalsIgnoreCase("user") && !name.equalsIgnoreCase("password")) {
					kept.add(option);
				}
			}
		}
		String login = (engine != DatabaseEngine.POSTGRESQL) ? login(place) : "";
		String[] userAndPassword = login.split(":", 2);
		String user = (!login.isEmpty()) ? decode(userAndPassword[0]) : option(options, "user");
		boolean hasPassword = userAndPassword.length > 1 || option(options, "password") != null;
		String placeWithoutLogin = (login.isEmpty()) ? place : place.replaceFirst(Pattern.quote(login + "@"), "");
		return new JdbcUrl(engine, addresses(placeWithoutLogin, engine), Map.copyOf(options),
				(user != null && !user.isBlank()) ? user : null, hasPassword,
				scheme.group(1) + placeWithoutLogin + ((kept.isEmpty()) ? "" : "?" + String.join("&", kept)));
	}

	private static @Nullable String option(Map<String, String> options, String name) {
		return options.entrySet()
			.stream()
			.filter((option) -> option.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/** {@code user:password} of {@code //user:password@host}, as MySQL has it. */
	private static String login(String place) {
		int start = place.indexOf("//") + 2;
		int end = place.lastIndexOf('@');
		String login = (start >= 2 && end > start) ? place.substring(start, end) : "";
		return (login.contains("@")) ? "" : login;
	}

	private static List<Address> addresses(String place, DatabaseEngine engine) {
		int start = place.indexOf("//");
		if (start < 0) {
			return List.of(new Address("localhost", engine.port()));
		}
		List<Address> addresses = new ArrayList<>();
		for (String address : split(place.substring(start + 2))) {
			addresses.add(address(address.strip(), engine));
		}
		return List.copyOf(addresses);
	}

	/** Split at commas up to the slash, both outside of parentheses and brackets. */
	private static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		int depth = 0;
		for (char c : text.toCharArray()) {
			if (c == '/' && depth == 0) {
				break;
			}
			depth += (c == '(' || c == '[') ? 1 : (c == ')' || c == ']') ? -1 : 0;
			if (c == ',' && depth == 0) {
				parts.add(part.toString());
				part.setLength(0);
			}
			else {
				part.append(c);
			}
		}
		parts.add(part.toString());
		return parts;
	}

	private static Address address(String text, DatabaseEngine engine) {
		if (text.contains("@") || (text.startsWith("[") && text.contains(","))) {
			throw new IllegalArgumentException("address '" + text.substring(text.lastIndexOf('@') + 1) + "'");
		}
		if (text.contains("(")) {
			return described(text, engine);
		}
		int colon = text.lastIndexOf(':');
		boolean hasPort = colon >= 0 && colon > text.lastIndexOf(']');
		String host = (hasPort) ? text.substring(0, colon) : text;
		if (host.startsWith("[") && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
		}
		return new Address((host.isEmpty()) ? "localhost" : host.toLowerCase(Locale.ROOT),
				port((hasPort) ? text.substring(colon + 1) : "", engine));
	}

	/**
	 * {@code address=(host=…)(port=…)} or {@code (host=…,port=…)}.
	 */
	private static Address described(String text, DatabaseEngine engine) {
		String host = "localhost";
		String port = "";
		Matcher field = FIELD.matcher(text);
		while (field.find()) {
			if (field.group(1).equalsIgnoreCase("host")) {
				host = field.group(2).strip().toLowerCase(Locale.ROOT);
			}
			else {
				port = field.group(2).strip();
			}
		}
		return new Address(host, port(port, engine));
	}

	private static int port(String text, DatabaseEngine engine) {
		try {
			return (text.isEmpty()) ? engine.port() : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("port '" + text + "'", ex);
		}
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	@Override
	public String toString() {
		return "JdbcUrl[engine=" + this.engine + ", addresses=" + this.addresses + "]";
	}

	/**
	 * Where a database listens.
	 *
	 * @param host the host, in lower case and without brackets
	 * @param port the port
	 */
	record Address(String host, int port) {

		@Override
		public String toString() {
			return this.host + ":" + this.port;
		}

	}

}
