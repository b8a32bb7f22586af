package io.awscredentials.source.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a plugin sees, {@link PluginClassLoader}. The plugins tell it as account
 * ID.
 */
class PluginIsolationTests {

	@TempDir
	private Path folder;

	@AfterEach
	void clearProperty() {
		System.getProperties().remove("seen");
	}

	@Test
	void pluginHasItsOwnVersionOfAClassOfTheApplication() throws IOException {
		TestJar jar = telling("tools.jackson.databind.json.JsonMapper.version()").source(
				"tools.jackson.databind.json.JsonMapper",
				"public class JsonMapper { public static String version() { return \"its own\"; } }");
		assertThat(told(jar)).isEqualTo("its own");
	}

	@Test
	void pluginSeesTheWholeJdk() throws IOException {
		assertThat(told(telling("java.sql.Timestamp.valueOf(\"2026-11-21 10:00:00\").toString()")))
			.startsWith("2026-11-21");
	}

	@Test
	void pluginDoesNotSeeTheApplication() throws IOException {
		for (String name : List.of("org.springframework.core.io.Resource", "org.apache.commons.logging.LogFactory",
				"org.slf4j.LoggerFactory", "com.fasterxml.jackson.annotation.JsonIgnore",
				"io.awscredentials.refresh.RefreshPolicy", "io.awscredentials.source.Redaction",
				getClass().getName())) {
			assertThatRetrievalFails(telling("Class.forName(\"" + name + "\").getName()"))
				.withMessageContaining(name.substring(name.lastIndexOf('.') + 1));
		}
	}

	@Test
	void pluginThatLacksAClassFailsToLoad() throws IOException {
		TestJar jar = telling("other.Helper.help()").source("other.Helper",
				"public class Helper { public static String help() { return \"\"; } }");
		assertThatRetrievalFails(jar, "other/Helper.class").withMessageContaining("other.Helper")
			.satisfies((ex) -> assertThat(ex.advice()).contains("put what is missing into the jar"));
	}

	@Test
	void pluginWhoseSuperclassIsMissingFailsToLoad() throws IOException {
		TestJar jar = new TestJar(this.folder).service("demo.Plugin")
			.source("other.Base", "public abstract class Base implements CredentialsSource { }")
			.source("demo.Plugin", "public class Plugin extends other.Base { " + TestJar.GIVES + " }");
		assertThatRetrievalFails(jar, "other/Base.class").withMessageContaining("NoClassDefFoundError other.Base");
	}

	@Test
	void pluginForANewerModelFailsToLoad() throws IOException {
		TestJar classOfIt = telling("new NextThing().toString()").source("io.awscredentials.NextThing",
				"public class NextThing { }");
		assertThatRetrievalFails(classOfIt).withMessageContaining("NoClassDefFoundError io.awscredentials.NextThing")
			.satisfies((ex) -> assertThat(ex.advice()).contains("this version of the starter"));
		TestJar methodOfIt = telling("SignInChallenge.next()").source("io.awscredentials.SignInChallenge",
				"public class SignInChallenge { public static String next() { return \"\"; } }");
		assertThatRetrievalFails(methodOfIt).withMessageContaining("NoSuchMethodError")
			.withMessageContaining("io.awscredentials.SignInChallenge.next()");
	}

	@Test
	void wordsOfTheJvmAreTheSameEachTime() throws IOException {
		TestJar jar = telling("new SignInChallenge().toString()").source("io.awscredentials.SignInChallenge",
				"public class SignInChallenge { }");
		assertThatRetrievalFails(jar).withMessageContaining("IllegalAccessError").withMessageNotContaining("@");
	}

	@Test
	void modelInTheJarIsNotUsed() throws IOException {
		TestJar jar = telling("String.valueOf(CredentialsErrorCode.values().length)")
			.source("io.awscredentials.CredentialsErrorCode", "public enum CredentialsErrorCode { NONE }");
		assertThat(told(jar)).isEqualTo(String.valueOf(CredentialsErrorCode.values().length));
	}

	@Test
	void pluginForANewerJavaFailsToLoad() throws IOException {
		assertThatRetrievalFails(telling("\"\"").ofJava(99)).withMessageContaining("UnsupportedClassVersionError")
			.withMessageContaining("class file version 143");
	}

	@Test
	void resourcesAreThoseOfThePlugin() throws IOException {
		String text = "new String(Plugin.class.getResourceAsStream(\"/%s\").readAllBytes())";
		assertThat(told(telling(text.formatted("settings.txt")).entry("settings.txt", "its own"))).isEqualTo("its own");
		String loader = "String.valueOf(Plugin.class.getClassLoader().%s)";
		for (String name : List.of("META-INF/spring.factories", "io/awscredentials/Credentials.class")) {
			assertThat(getClass().getClassLoader().getResource(name)).isNotNull();
			assertThat(told(telling(loader.formatted("getResource(\"" + name + "\")")))).isEqualTo("null");
			assertThat(told(telling(loader.formatted("getResources(\"" + name + "\").hasMoreElements()"))))
				.isEqualTo("false");
		}
	}

	@Test
	void resourcesAreFoundByUrl() throws IOException {
		TestJar jar = telling("""
				new String(new java.net.URL(Plugin.class.getResource("/settings/a.txt"), "b.txt")
					.openStream().readAllBytes())
				""").entry("settings/a.txt", "a").entry("settings/b.txt", "b");
		assertThat(told(jar)).isEqualTo("b");
	}

	@Test
	void pluginFindsServicesOfItsOwn() throws IOException {
		TestJar jar = telling("java.util.ServiceLoader.load(Runnable.class).findFirst().orElseThrow().toString()")
			.entry("META-INF/services/java.lang.Runnable", "demo.Task")
			.source("demo.Task", "public class Task implements Runnable {"
					+ " public void run() { } public String toString() { return \"its own\"; } }");
		assertThat(told(jar)).isEqualTo("its own");
	}

	@Test
	void entriesAreOfTheVersionForThisJava() throws IOException {
		TestJar jar = new TestJar(this.folder)
			.entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n")
			.entry("version.txt", "8")
			.entry("META-INF/versions/17/version.txt", "17")
			.entry("META-INF/versions/99/version.txt", "99")
			.service("demo.Plugin")
			.source("demo.Plugin",
					body("new String(Plugin.class.getResourceAsStream(\"/version.txt\").readAllBytes())"));
		assertThat(told(jar)).isEqualTo("17");
	}

	@Test
	void classesKnowWhereTheyComeFrom() throws IOException {
		assertThat(told(telling("Plugin.class.getProtectionDomain().getCodeSource().getLocation().getPath()")))
			.isEqualTo(this.folder.resolve("plugin.jar").toString());
	}

	@Test
	void contextClassLoaderIsThePluginsWhileItRuns() throws IOException {
		String loader = "Thread.currentThread().getContextClassLoader() == Plugin.class.getClassLoader()";
		TestJar jar = TestJar.plugin(this.folder, """
				private final boolean created = %1$s;
				public Plugin() { }
				public String name() { return String.valueOf(%1$s); }
				public Credentials retrieve() {
					System.getProperties().put("seen", this.created + " " + (%1$s));
					throw new IllegalStateException();
				}
				""".formatted(loader));
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		PluginCredentialsSource source = source(jar.write("plugin.jar"));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve);
		assertThat(System.getProperty("seen")).isEqualTo("true true");
		assertThat(source.name()).isEqualTo("Plugin(true)");
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
	}

	private TestJar telling(String expression) {
		return new TestJar(this.folder).service("demo.Plugin").source("demo.Plugin", body(expression));
	}

	private static String body(String expression) {
		return """
				public class Plugin implements CredentialsSource {
					public Credentials retrieve() {
						try {
							return new Credentials("ASIA", "secret", %s, null, null);
						}
						catch (Exception ex) {
							throw Plugin.<RuntimeException>sneaky(ex);
						}
					}
					@SuppressWarnings("unchecked")
					private static <E extends Exception> E sneaky(Exception ex) throws E {
						throw (E) ex;
					}
				}
				""".formatted(expression);
	}

	private String told(TestJar jar) throws IOException {
		try (PluginCredentialsSource source = source(jar.write("plugin.jar"))) {
			return String.valueOf(source.retrieve().sessionToken());
		}
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatRetrievalFails(TestJar jar, String... leftOut)
			throws IOException {
		PluginCredentialsSource source = source(jar.write("plugin.jar", List.of(leftOut)));
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("plugin.jar' can't be loaded: ")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD))
			.satisfies((ex) -> assertThat(ex.retryable()).isFalse());
	}

	private static PluginCredentialsSource source(Path jar) {
		return new PluginCredentialsSource(PluginOptions.of(jar), InstantSource.system());
	}

}
