package io.awscredentials.source.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.awscredentials.CredentialsSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A jar that is compiled for a test. Its sources may use the model, as those of a plugin
 * may.
 */
public final class TestJar {

	/** The method of a plugin that always gives the same. */
	static final String GIVES = """
			public Credentials retrieve() {
				return new Credentials("ASIA", "secret", null, null, null);
			}
			""";

	private final Path folder;

	private final Map<String, byte[]> entries = new LinkedHashMap<>();

	private final Map<String, String> sources = new LinkedHashMap<>();

	private int javaVersion;

	/**
	 * Create a new instance.
	 * @param folder where to work
	 */
	public TestJar(Path folder) {
		this.folder = folder;
	}

	/**
	 * Return a jar with a plugin that gives an access key ID.
	 * @param folder where to work
	 * @param accessKeyId the access key ID
	 * @return the jar
	 */
	public static TestJar giving(Path folder, String accessKeyId) {
		return new TestJar(folder).service("demo.DemoCredentialsSource").source("demo.DemoCredentialsSource", """
				public class DemoCredentialsSource implements CredentialsSource {
					public Credentials retrieve() {
						return new Credentials("%s", "secret", "token", null, "123456789012");
					}
				}
				""".formatted(accessKeyId));
	}

	/**
	 * Return a jar with a plugin, {@code demo.Plugin}.
	 * @param folder where to work
	 * @param body what is in the class
	 * @return the jar
	 */
	public static TestJar plugin(Path folder, String body) {
		return new TestJar(folder).service("demo.Plugin")
			.source("demo.Plugin", "public class Plugin implements CredentialsSource { " + body + " }");
	}

	/**
	 * Add a class.
	 * @param className its name
	 * @param body its source, without package and imports of the model
	 * @return this
	 */
	public TestJar source(String className, String body) {
		int dot = className.lastIndexOf('.');
		this.sources.put(className,
				"package " + className.substring(0, dot) + ";\nimport io.awscredentials.*;\n" + body);
		return this;
	}

	/**
	 * Add an entry.
	 * @param name its name
	 * @param content its content
	 * @return this
	 */
	public TestJar entry(String name, String content) {
		this.entries.put(name, content.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/**
	 * Let the classes be for another version of Java.
	 * @param version the version
	 * @return this
	 */
	TestJar ofJava(int version) {
		this.javaVersion = version;
		return this;
	}

	/**
	 * List classes as services.
	 * @param classNames the names of the classes
	 * @return this
	 */
	public TestJar service(String... classNames) {
		return entry("META-INF/services/io.awscredentials.CredentialsSource", String.join("\n", classNames));
	}

	/**
	 * Write the jar.
	 * @param name the name of its file
	 * @return the jar, which replaces another one of that name at once
	 * @throws IOException if that fails
	 */
	public Path write(String name) throws IOException {
		return write(name, List.of());
	}

	Path write(String name, List<String> leftOut) throws IOException {
		compile();
		leftOut.forEach(this.entries::remove);
		Path part = this.folder.resolve(name + ".part");
		try (OutputStream output = Files.newOutputStream(part); JarOutputStream jar = new JarOutputStream(output)) {
			for (Map.Entry<String, byte[]> entry : this.entries.entrySet()) {
				jar.putNextEntry(new ZipEntry(entry.getKey()));
				jar.write(entry.getValue());
				jar.closeEntry();
			}
		}
		return Files.move(part, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

	private void compile() throws IOException {
		if (this.sources.isEmpty()) {
			return;
		}
		Path classes = Files.createTempDirectory(this.folder, "classes");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> options = List.of("-proc:none", "-Xlint:none", "-d", classes.toString(), "-cp", model());
		List<JavaFileObject> units = new ArrayList<>();
		this.sources.forEach((name, source) -> units.add(new Source(name, source)));
		StringWriter output = new StringWriter();
		assertThat(compiler.getTask(output, null, null, options, null, units).call()).as(output::toString).isTrue();
		try (Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				byte[] bytes = Files.readAllBytes(file);
				bytes[7] = (this.javaVersion != 0) ? (byte) (44 + this.javaVersion) : bytes[7];
				this.entries.put(classes.relativize(file).toString().replace('\\', '/'), bytes);
			}
		}
	}

	private static String model() {
		try {
			return Path.of(CredentialsSource.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A source that is compiled from memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private Source(String className, String text) {
			super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
