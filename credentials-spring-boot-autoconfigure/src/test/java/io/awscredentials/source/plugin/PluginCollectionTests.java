package io.awscredentials.source.plugin;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.CredentialsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing of a plugin is left once it was replaced. It tells its class loader
 * by a system property, which may be any object of the JDK.
 */
class PluginCollectionTests {

	private static final String LOADER = "PluginCollectionTests.loader";

	@TempDir
	private Path folder;

	@AfterEach
	void clearProperty() {
		System.getProperties().remove(LOADER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "return new Credentials(\"ASIA\", \"secret\", null, null, null);", "throw new Broken();",
			"throw new IllegalStateException(new Broken());",
			"throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, \"Plugin\", \"none\", new Broken());",
			"throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, \"Plugin\", \"none\");",
			"throw new ExceptionInInitializerError(new Broken());", "throw new NoClassDefFoundError(\"a/B\");" })
	void replacedPluginIsCollectedWhateverItLeft(String body) throws IOException {
		assertThatIsCollected("public class Plugin implements CredentialsSource {", body);
	}

	@Test
	void twoMethodPluginIsCollected() throws IOException {
		assertThatIsCollected("public class Plugin { public boolean isExpired() { return false; }",
				"return new Credentials(\"ASIA\", \"secret\", null, null, null);");
	}

	private void assertThatIsCollected(String start, String body) throws IOException {
		Path jar = new TestJar(this.folder)
			.source("demo.Plugin",
					start + """
								static class Broken extends RuntimeException { private final Class<?> pin = Plugin.class; }
								public Plugin() {
									System.getProperties().put("%s", new java.lang.ref.WeakReference<>(Plugin.class.getClassLoader()));
								}
								public Credentials retrieve() {
									%s
								}
							}
							"""
						.formatted(LOADER, body))
			.write("plugin.jar");
		PluginCredentialsSource source = new PluginCredentialsSource(
				PluginOptions.of(jar).withReload(true).withClassName("demo.Plugin"), InstantSource.system());
		List<Object> left = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			left.add(outcome(source));
		}
		WeakReference<?> loader = (WeakReference<?>) System.getProperties().get(LOADER);
		assertThat(loader.get()).isNotNull();
		TestJar.plugin(this.folder, TestJar.GIVES).write("plugin.jar");
		assertThat(source.retrieve().expiration()).isNull();
		Awaitility.await().until(() -> {
			System.gc();
			return loader.get() == null;
		});
		assertThat(left).hasSize(20);
	}

	private static Object outcome(PluginCredentialsSource source) {
		try {
			return source.retrieve();
		}
		catch (CredentialsException ex) {
			return ex;
		}
	}

}
