package io.awscredentials.source.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PluginCredentialsSource}: which class is found, and what it gives.
 */
class PluginCredentialsSourceTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	@TempDir
	private Path folder;

	@Test
	void retrieveWhenAccountIdIsNoneFails() throws IOException {
		PluginCredentialsSource source = source(plugin("""
				public Credentials retrieve() {
					return new Credentials("ASIA", "secret", null, null, "1\\nforged");
				}
				"""));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageEndingWith("gave an account ID that is not twelve digits")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_RETRIEVE));
	}

	@Test
	void retrieveGivesWhatTheServiceGives() throws IOException {
		PluginCredentialsSource source = source(TestJar.giving(this.folder, "ASIADEMO"));
		assertThat(source.retrieve()).isEqualTo(new Credentials("ASIADEMO", "secret", "token", null, "123456789012"));
	}

	@Test
	void retrieveAsksThePluginEachTime() throws IOException {
		PluginCredentialsSource source = source(plugin("""
				private int number;
				public Credentials retrieve() {
					return new Credentials("ASIADEMO" + ++this.number, "secret", null, null, null);
				}
				"""));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIADEMO1");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIADEMO2");
	}

	@Test
	void nothingIsLoadedBeforeTheFirstRetrieval() {
		PluginCredentialsSource source = new PluginCredentialsSource(PluginOptions.of(this.folder.resolve("none.jar")),
				InstantSource.system());
		assertThat(source.name()).isEqualTo("Plugin");
	}

	@Test
	void nameTellsThatOfThePluginOnceItIsLoaded() throws IOException {
		PluginCredentialsSource source = source(TestJar.giving(this.folder, "ASIADEMO"));
		source.retrieve();
		assertThat(source.name()).isEqualTo("Plugin(Demo)");
	}

	@Test
	void nameOfThePluginIsFitToBeShownOrLeftOut() throws IOException {
		PluginCredentialsSource source = source(
				plugin(TestJar.GIVES + "public String name() { return \" My\\nvault \"; }"));
		source.retrieve();
		assertThat(source.name()).isEqualTo("Plugin(My vault)");
		for (String body : new String[] { "return null;", "return \" \";", "throw new StackOverflowError();" }) {
			source = source(plugin(TestJar.GIVES + "public String name() { " + body + " }"));
			source.retrieve();
			assertThat(source.name()).isEqualTo("Plugin");
		}
	}

	@Test
	void serviceFileMayHaveComments() throws IOException {
		TestJar jar = TestJar.giving(this.folder, "ASIADEMO")
			.service("# our plugin", "", " demo.DemoCredentialsSource # the one", "demo.DemoCredentialsSource");
		assertThat(source(jar).retrieve().accessKeyId()).isEqualTo("ASIADEMO");
	}

	@Test
	void classNameGoesBeforeTheService() throws IOException {
		TestJar jar = TestJar.giving(this.folder, "ASIADEMO")
			.source("demo.Other", "public class Other implements CredentialsSource {"
					+ "public Credentials retrieve() { return new Credentials(\"ASIAOTHER\", \"s\", null, null, null); } }");
		assertThat(named(jar, "demo.Other").retrieve().accessKeyId()).isEqualTo("ASIAOTHER");
	}

	@Test
	void noServiceIsALookupFailure() throws IOException {
		assertThatRetrievalFails(source(plugin(TestJar.GIVES).service("# nothing")), CredentialsErrorCode.PLUGIN_LOOKUP)
			.withMessageContaining(
					"plugin.jar' lists no class in META-INF/services/io.awscredentials.CredentialsSource")
			.satisfies((ex) -> assertThat(ex.advice()).contains("'plugin.class-name'"));
	}

	@Test
	void severalServicesAreALookupFailureThatListsThem() throws IOException {
		assertThatRetrievalFails(source(plugin(TestJar.GIVES).service("demo.Plugin", "demo.Other")),
				CredentialsErrorCode.PLUGIN_LOOKUP)
			.withMessageContaining("demo.Plugin, demo.Other")
			.satisfies((ex) -> assertThat(ex.advice()).contains("'plugin.class-name'"));
	}

	@Test
	void classThatIsNotThereIsALookupFailure() throws IOException {
		assertThatRetrievalFails(source(plugin(TestJar.GIVES).service("demo.Gone")), CredentialsErrorCode.PLUGIN_LOOKUP)
			.withMessageContaining("has no class 'demo.Gone'")
			.satisfies((ex) -> assertThat(ex.advice()).contains("META-INF/services"));
		assertThatRetrievalFails(named(plugin(TestJar.GIVES), "demo.Gone"), CredentialsErrorCode.PLUGIN_LOOKUP)
			.satisfies((ex) -> assertThat(ex.advice()).contains("'plugin.class-name'"));
	}

	@Test
	void classOfTheApplicationIsNotThere() throws IOException {
		assertThatRetrievalFails(named(plugin(TestJar.GIVES), getClass().getName()),
				CredentialsErrorCode.PLUGIN_LOOKUP);
	}

	@Test
	void classThatCanNotBeCreatedIsInvalid() throws IOException {
		assertThatRetrievalFails(source(plugin("public Plugin(String name) { }" + TestJar.GIVES)),
				CredentialsErrorCode.PLUGIN_INVALID)
			.withMessageContaining("'demo.Plugin'")
			.withMessageContaining("has no public constructor without parameters");
		for (String kind : new String[] { "class", "public abstract class" }) {
			TestJar jar = new TestJar(this.folder).service("demo.Plugin")
				.source("demo.Plugin", kind + " Plugin implements CredentialsSource { " + TestJar.GIVES + " }");
			assertThatRetrievalFails(source(jar), CredentialsErrorCode.PLUGIN_INVALID)
				.withMessageContaining("'demo.Plugin'")
				.withMessageContaining("is not public, or abstract");
		}
	}

	@Test
	void nullIsAFailure() throws IOException {
		assertThatRetrievalFails(source(plugin("public Credentials retrieve() { return null; }")),
				CredentialsErrorCode.PLUGIN_RETRIEVE)
			.withMessageContaining("gave null");
	}

	@Test
	void expiredCredentialsAreAFailure() throws IOException {
		String at = "return new Credentials(\"A\", \"B\", null, java.time.Instant.parse(\"" + NOW + "\")%s, null); }";
		PluginCredentialsSource source = source(plugin("public Credentials retrieve() {" + at.formatted("")));
		assertThatRetrievalFails(source, CredentialsErrorCode.EXPIRED).withMessageContaining(NOW.toString())
			.satisfies((ex) -> assertThat(ex.source()).isEqualTo("Plugin(Plugin)"));
		source = source(plugin("public Credentials retrieve() {" + at.formatted(".plusMillis(1)")));
		assertThat(source.retrieve().expiration()).isEqualTo(NOW.plusMillis(1));
	}

	@Test
	void closedSourceFails() throws IOException {
		PluginCredentialsSource source = source(TestJar.giving(this.folder, "ASIADEMO"));
		source.close();
		source.close();
		assertThatRetrievalFails(source, CredentialsErrorCode.PLUGIN_LOAD).withMessageContaining("has been closed");
	}

	private TestJar plugin(String body) {
		return TestJar.plugin(this.folder, body);
	}

	private PluginCredentialsSource source(TestJar jar) throws IOException {
		return new PluginCredentialsSource(PluginOptions.of(jar.write("plugin.jar")), InstantSource.fixed(NOW));
	}

	private PluginCredentialsSource named(TestJar jar, String className) throws IOException {
		return new PluginCredentialsSource(PluginOptions.of(jar.write("plugin.jar")).withClassName(className),
				InstantSource.fixed(NOW));
	}

	private static ThrowableAssertAlternative<CredentialsException> assertThatRetrievalFails(
			PluginCredentialsSource source, CredentialsErrorCode code) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
