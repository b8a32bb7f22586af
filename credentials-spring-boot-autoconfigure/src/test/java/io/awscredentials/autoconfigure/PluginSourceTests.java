package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.plugin.PluginCredentialsSource;
import io.awscredentials.source.plugin.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceFactory}.
 */
class PluginSourceTests {

	private static final String CLOSED = "PluginSourceTests.closed";

	private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

	@TempDir
	private Path folder;

	private Path jar;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> (name) -> null)
		.withPropertyValues("aws.credentials.startup=lazy");

	@BeforeEach
	void writeJar() throws IOException {
		this.jar = TestJar.giving(this.folder, "ASIAPLUGIN").write("plugin.jar");
	}

	@AfterEach
	void clearProperties() {
		System.clearProperty(CLOSED);
		System.clearProperty(NATIVE_IMAGE);
	}

	@Test
	void groupGivesCredentials() {
		this.contextRunner.withPropertyValues("aws.credentials.plugin.location=" + this.jar).run((context) -> {
			assertThat(context).hasBean("pluginCredentialsSource")
				.hasSingleBean(PluginCredentialsSource.class)
				.doesNotHaveBean("environmentCredentialsSource");
			assertThat(accessKeyId(context)).isEqualTo("ASIAPLUGIN");
			assertThat(context.getBean(RefreshingCredentialsProvider.class).status().source())
				.isEqualTo("Plugin(Demo)");
		});
	}

	@Test
	void locationIsAFileHoweverItIsWritten() {
		Path relative = Path.of("").toAbsolutePath().relativize(this.jar.toAbsolutePath());
		for (String location : new String[] { this.jar.toUri().toString(), "file:" + relative, relative.toString() }) {
			this.contextRunner.withPropertyValues("aws.credentials.plugin.location=" + location)
				.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIAPLUGIN"));
		}
	}

	@Test
	void locationOnTheClassPathIsAFileToo() throws Exception {
		Path root = Path.of(PluginSourceTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path copy = Files.copy(this.jar, root.resolve("PluginSourceTests.jar"));
		try {
			this.contextRunner.withPropertyValues("aws.credentials.plugin.location=classpath:PluginSourceTests.jar")
				.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIAPLUGIN"));
		}
		finally {
			Files.delete(copy);
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost/plugin.jar", "classpath:no-such-plugin.jar",
			"classpath:org/springframework/core/io/Resource.class" })
	void locationThatIsNoFileFailsAtStartup(String location) {
		assertThatStartupFails("aws.credentials.plugin.location", location,
				"aws.credentials.plugin.location=" + location);
	}

	@Test
	void halfFilledGroupFailsAtStartup() {
		assertThatStartupFails("aws.credentials.plugin.location", "is not set", "aws.credentials.plugin.reload=true");
		assertThatStartupFails("aws.credentials.plugin.location", "is empty", "aws.credentials.plugin.location=");
		String location = "aws.credentials.plugin.location=" + this.jar;
		assertThatStartupFails("aws.credentials.plugin.sha256", "is empty", location, "aws.credentials.plugin.sha256=");
		assertThatStartupFails("aws.credentials.plugin.sha256", "64 hexadecimal digits", location,
				"aws.credentials.plugin.sha256=abc");
		assertThatStartupFails("aws.credentials.plugin.class-name", "is empty", location,
				"aws.credentials.plugin.class-name=");
	}

	private void assertThatStartupFails(String property, String problem, String... properties) {
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining("'" + property + "'")
				.hasMessageContaining(problem));
	}

	@Test
	void fileThatIsMissingStopsOnlyTheOneWhoRequiresIt() {
		String location = "aws.credentials.plugin.location=" + this.folder.resolve("none.jar");
		this.contextRunner.withPropertyValues(location).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(failure(context).code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD);
		});
		this.contextRunner.withPropertyValues(location, "aws.credentials.startup=required")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void checksumAndClassNameAreUsed() throws IOException {
		String location = "aws.credentials.plugin.location=" + this.jar;
		this.contextRunner.withPropertyValues(location, "aws.credentials.plugin.sha256=" + "0".repeat(64))
			.run((context) -> assertThat(failure(context).code()).isEqualTo(CredentialsErrorCode.PLUGIN_CHECKSUM));
		this.contextRunner.withPropertyValues(location, "aws.credentials.plugin.class-name=demo.Other")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("'demo.Other'"));
	}

	@Test
	void replacedJarIsUsedFromTheNextRefreshOnAndNoCallFails() {
		this.contextRunner
			.withPropertyValues("aws.credentials.plugin.location=" + this.jar, "aws.credentials.plugin.reload=true")
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAPLUGIN");
				Files.writeString(this.jar, "half of it");
				assertThat(provider.refresh().join().accessKeyId()).isEqualTo("ASIAPLUGIN");
				TestJar.giving(this.folder, "ASIANEXT").write("plugin.jar");
				CompletableFuture<Credentials> refresh = provider.refresh();
				assertThat(provider.resolveCredentials().accessKeyId()).isIn("ASIAPLUGIN", "ASIANEXT");
				assertThat(refresh.join().accessKeyId()).isEqualTo("ASIANEXT");
				assertThat(provider.status().state()).isEqualTo(RefreshState.VALID);
				assertThat(provider.status().failures()).isZero();
			});
	}

	@Test
	void expiredCredentialsAreNotServedOn() {
		this.contextRunner.withPropertyValues("aws.credentials.plugin.location=" + this.jar)
			.run((context) -> assertThat(context.getBean(PluginCredentialsSource.class).retrieveDetailed().pastExpiry())
				.isEqualTo(PastExpiry.REFUSE));
	}

	@Test
	void namedProviderHasItsOwnAndAllAreClosedWithTheContext() throws IOException {
		Path named = closeable("named").write("named.jar");
		Path top = closeable("top").write("top.jar");
		this.contextRunner
			.withPropertyValues("aws.credentials.plugin.location=" + top,
					"aws.credentials.named.other.plugin.location=" + named)
			.run((context) -> {
				assertThat(accessKeyId(context)).isEqualTo("ASIAtop");
				assertThat(context.getBean("otherCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials()
					.accessKeyId()).isEqualTo("ASIAnamed");
				assertThat(System.getProperty(CLOSED, "")).isEmpty();
			});
		assertThat(System.getProperty(CLOSED).split(" ")).containsExactlyInAnyOrder("top", "named");
	}

	private TestJar closeable(String name) {
		return new TestJar(this.folder).service("demo.Plugin").source("demo.Plugin", """
				public class Plugin implements CredentialsSource, AutoCloseable {
					public Credentials retrieve() {
						return new Credentials("ASIA%1$s", "secret", null, null, null);
					}
					public void close() {
						System.setProperty("%2$s", (System.getProperty("%2$s", "") + " %1$s").strip());
					}
				}
				""".formatted(name, CLOSED));
	}

	@Test
	void beanOfTheSameNameReplacesIt() {
		this.contextRunner.withPropertyValues("aws.credentials.plugin.location=" + this.jar)
			.withBean("pluginCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("ASIAOWN", "secret", null, null, null))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PluginCredentialsSource.class);
				assertThat(accessKeyId(context)).isEqualTo("ASIAOWN");
			});
	}

	@Test
	void chainTakesItInItsPlace() {
		this.contextRunner
			.withPropertyValues("aws.credentials.plugin.location=" + this.jar,
					"aws.credentials.chain=environment,plugin,container")
			.run((context) -> assertThat(accessKeyId(context)).isEqualTo("ASIAPLUGIN"));
	}

	@Test
	void nativeImageSaysThatItLoadsNoPlugin() {
		this.contextRunner.withPropertyValues("aws.credentials.plugin.location=" + this.jar)
			.withSystemProperties(NATIVE_IMAGE + "=runtime")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("this is a native image")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD))
				.satisfies((ex) -> assertThat(ex.advice()).contains("customCredentialsSource")));
	}

	private static String accessKeyId(ApplicationContext context) {
		return context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId();
	}

	private static CredentialsException failure(ApplicationContext context) {
		return assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> context.getBean(CredentialsProvider.class).resolveCredentials())
			.actual();
	}

}
