package io.awscredentials.source.plugin;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;

/**
 * The class of a plugin that gives credentials. The jar lists it as
 * {@link java.util.ServiceLoader} wants it, unless the configuration names it; one way of
 * reading both makes each thing that may be wrong with it a failure of its own.
 */
final class PluginClass {

	static final String SERVICES = "META-INF/services/" + CredentialsSource.class.getName();

	private final PluginJar jar;

	private final ClassLoader loader;

	PluginClass(PluginJar jar, ClassLoader loader) {
		this.jar = jar;
		this.loader = loader;
	}

	/**
	 * Create an instance of the class.
	 * @param options may name the class
	 * @return an instance of a class that keeps one of the two contracts
	 * @throws ReflectiveOperationException if its constructor fails
	 * @throws IOException if the jar can't be read
	 */
	Object instance(PluginOptions options) throws ReflectiveOperationException, IOException {
		String name = (options.className() != null) ? options.className() : service();
		Class<?> type = load(name, options.className() != null);
		int modifiers = type.getModifiers();
		if (!Modifier.isPublic(modifiers) || Modifier.isAbstract(modifiers)) {
			throw invalid(name, "is not public, or abstract");
		}
		if (!CredentialsSource.class.isAssignableFrom(type)) {
			List<String> missing = TwoMethodSource.missing(type);
			if (!missing.isEmpty()) {
				throw invalid(name, "does not implement " + CredentialsSource.class.getName() + ", and lacks "
						+ String.join(" and ", missing));
			}
		}
		return constructor(type).newInstance();
	}

	private String service() throws IOException {
		List<String> names = (this.jar.has(SERVICES)) ? names(this.jar.read(SERVICES)) : List.of();
		if (names.isEmpty()) {
			throw lookup("lists no class in " + SERVICES);
		}
		if (names.size() > 1) {
			throw lookup("lists several classes in " + SERVICES + ": " + String.join(", ", names))
				.withAdvice("Name one of them in 'plugin.class-name'");
		}
		return names.get(0);
	}

	private static List<String> names(byte[] services) {
		return new String(services, StandardCharsets.UTF_8).lines()
			.map((line) -> (line.indexOf('#') >= 0) ? line.substring(0, line.indexOf('#')) : line)
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.distinct()
			.toList();
	}

	private Class<?> load(String name, boolean configured) {
		try {
			return Class.forName(name, false, this.loader);
		}
		catch (ClassNotFoundException ex) {
			throw lookup("has no class '" + name + "'").withAdvice("Correct the name in "
					+ ((configured) ? "'plugin.class-name'" : SERVICES) + ", or put the class into the jar");
		}
	}

	private Constructor<?> constructor(Class<?> type) {
		try {
			return type.getConstructor();
		}
		catch (NoSuchMethodException ex) {
			throw invalid(type.getName(), "has no public constructor without parameters");
		}
	}

	private CredentialsException lookup(String problem) {
		return new CredentialsException(CredentialsErrorCode.PLUGIN_LOOKUP, PluginCredentialsSource.NAME,
				"The plugin '" + this.jar.path() + "' " + problem);
	}

	private CredentialsException invalid(String name, String problem) {
		return new CredentialsException(CredentialsErrorCode.PLUGIN_INVALID, PluginCredentialsSource.NAME,
				"The class '" + name + "' of the plugin '" + this.jar.path() + "' " + problem);
	}

}
