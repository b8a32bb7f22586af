package io.awscredentials.source.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for replacing the jar under a {@link PluginCredentialsSource}. Plugins and tests
 * meet in the system properties, which may hold any object of the JDK.
 */
class PluginReloadTests {

	private static final String CLOSED = "PluginReloadTests.closed";

	private static final String ENTERED = "PluginReloadTests.entered";

	private static final String LEAVE = "PluginReloadTests.leave";

	@TempDir
	private Path folder;

	@AfterEach
	void clearProperties() {
		List.of(CLOSED, ENTERED, LEAVE).forEach(System.getProperties()::remove);
	}

	@Test
	void replacedJarIsLoadedAtTheNextRetrieval() throws IOException {
		PluginCredentialsSource source = reloading(TestJar.giving(this.folder, "ASIAONE").write("plugin.jar"));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
		TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
	}

	@Test
	void replacedJarIsNotLoadedUnlessAskedFor() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		PluginCredentialsSource source = new PluginCredentialsSource(PluginOptions.of(jar), InstantSource.system());
		source.retrieve();
		TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
		Files.delete(jar);
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
	}

	@Test
	void jarOfTheSameContentIsNotLoadedAgain() throws IOException {
		TestJar counting = TestJar.plugin(this.folder, """
				private int number;
				public Credentials retrieve() {
					return new Credentials("ASIA" + ++this.number, "secret", null, null, null);
				}
				""");
		Path jar = counting.write("plugin.jar");
		PluginCredentialsSource source = reloading(jar);
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA1");
		Files.write(jar, Files.readAllBytes(jar));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA2");
	}

	@Test
	void jarThatCanNotBeLoadedLeavesTheOneThatIsThere() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		PluginCredentialsSource source = reloading(jar);
		source.retrieve();
		byte[] next = Files.readAllBytes(TestJar.giving(this.folder, "ASIATWO").write("next.jar"));
		List<Replacement> replacements = List.of(() -> Files.delete(jar),
				() -> Files.write(jar, Arrays.copyOf(next, next.length / 2)),
				() -> new TestJar(this.folder).entry("a", "b").write("plugin.jar"),
				() -> TestJar.plugin(this.folder, "public Plugin(int n) { }" + TestJar.GIVES).write("plugin.jar"),
				() -> TestJar.plugin(this.folder, "static { Integer.parseInt(\"\"); }" + TestJar.GIVES)
					.write("plugin.jar"));
		for (Replacement replacement : replacements) {
			replacement.make();
			assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
		}
		Files.write(jar, next);
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
	}

	@Test
	void jarIsNotReadAgainWithoutReload() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		PluginCredentialsSource source = new PluginCredentialsSource(PluginOptions.of(jar), InstantSource.system());
		source.retrieve();
		TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
		Files.delete(jar);
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
	}

	@Test
	void jarOfAnotherChecksumLeavesTheOneThatIsThere() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		PluginCredentialsSource source = new PluginCredentialsSource(
				PluginOptions.of(jar).withReload(true).withSha256(PluginJar.sha256(PluginOptions.of(jar))),
				InstantSource.system());
		source.retrieve();
		TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
	}

	@Test
	void troubleIsToldOnce() throws IOException {
		Path jar = TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		PluginCredentialsSource source = reloading(jar);
		source.retrieve();
		try (Warnings warnings = new Warnings(PluginCredentialsSource.class)) {
			Files.writeString(jar, "half");
			source.retrieve();
			source.retrieve();
			assertThat(warnings.lines()).singleElement()
				.asString()
				.contains("the one that was loaded goes on", "[PLUGIN_LOAD]", jar.toString(), "not all of it is there");
			TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
			source.retrieve();
			assertThat(warnings.lines()).isEmpty();
			Files.writeString(jar, "half");
			source.retrieve();
			assertThat(warnings.lines()).hasSize(1);
		}
	}

	@Test
	void firstJarThatCanNotBeLoadedIsTriedAgain() throws IOException {
		Path jar = Files.writeString(this.folder.resolve("plugin.jar"), "half");
		PluginCredentialsSource source = new PluginCredentialsSource(PluginOptions.of(jar), InstantSource.system());
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD));
		TestJar.giving(this.folder, "ASIAONE").write("plugin.jar");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIAONE");
	}

	@Test
	void replacedPluginIsClosedWhenItsLastRetrievalHasEnded() throws Exception {
		closesAfterTheRetrievalThatIsUnderWay(false, (source) -> {
			TestJar.giving(this.folder, "ASIATWO").write("plugin.jar");
			assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIATWO");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void closedWhileItLoadsOrRunsIsClosedAfterwards(boolean loads) throws Exception {
		closesAfterTheRetrievalThatIsUnderWay(loads, PluginCredentialsSource::close);
	}

	private void closesAfterTheRetrievalThatIsUnderWay(boolean loads,
			ThrowingConsumer<PluginCredentialsSource> meanwhile) throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		System.getProperties().put(ENTERED, entered);
		System.getProperties().put(LEAVE, leave);
		PluginCredentialsSource source = reloading(blocking(loads).write("plugin.jar"));
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<Credentials> first = executor.submit(source::retrieve);
			entered.await();
			meanwhile.accept(source);
			assertThat(System.getProperty(CLOSED)).isNull();
			leave.countDown();
			assertThat(first.get().sessionToken()).isEqualTo("loaded late");
			assertThat(System.getProperty(CLOSED)).isEqualTo("true");
		}
		finally {
			leave.countDown();
			executor.shutdownNow();
		}
	}

	private TestJar blocking(boolean whileLoading) {
		return new TestJar(this.folder).service("demo.Plugin").source("demo.Late", """
				public class Late { static final StringBuilder TEXT = new StringBuilder("loaded late"); }
				""").source("demo.Plugin", """
				public class Plugin implements CredentialsSource, AutoCloseable {
					public Plugin() throws InterruptedException {
						if (%1$s) { block(); }
					}
					public Credentials retrieve() {
						try {
							if (!%1$s) { block(); }
						}
						catch (InterruptedException ex) {
							throw new IllegalStateException(ex);
						}
						return new Credentials("ASIAONE", "secret", Late.TEXT.toString(), null, null);
					}
					private static void block() throws InterruptedException {
						((java.util.concurrent.CountDownLatch) System.getProperties().get("%2$s")).countDown();
						((java.util.concurrent.CountDownLatch) System.getProperties().get("%3$s")).await();
					}
					public void close() {
						System.setProperty("%4$s", "" + (Thread.currentThread().getContextClassLoader()
							== getClass().getClassLoader()));
					}
				}
				""".formatted(whileLoading, ENTERED, LEAVE, CLOSED));
	}

	@Test
	void retrievalsGoOnWhileTheJarIsReplaced() throws Exception {
		Path jar = TestJar.giving(this.folder, "ASIA0").write("plugin.jar");
		List<byte[]> jars = new ArrayList<>();
		for (int i = 1; i <= 5; i++) {
			jars.add(Files.readAllBytes(TestJar.giving(this.folder, "ASIA" + i).write("next.jar")));
		}
		PluginCredentialsSource source = reloading(jar);
		source.retrieve();
		Set<String> seen = ConcurrentHashMap.newKeySet();
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				callers.add(executor.submit(() -> {
					while (!over.get()) {
						seen.add(source.retrieve().accessKeyId());
					}
				}));
			}
			for (int i = 0; i < jars.size(); i++) {
				// In place, so that halves of it are seen.
				Files.write(jar, jars.get(i));
				String expected = "ASIA" + (i + 1);
				Awaitility.await().until(() -> seen.contains(expected));
			}
			over.set(true);
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		finally {
			over.set(true);
			executor.shutdownNow();
		}
		source.close();
	}

	private static PluginCredentialsSource reloading(Path jar) {
		return new PluginCredentialsSource(PluginOptions.of(jar).withReload(true), InstantSource.system());
	}

	@FunctionalInterface
	private interface Replacement {

		void make() throws IOException;

	}

}
