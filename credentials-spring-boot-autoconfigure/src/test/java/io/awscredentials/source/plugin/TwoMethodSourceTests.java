package io.awscredentials.source.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.RetrievedCredentials;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TwoMethodSource}, whose plugin reads whether it has expired from a
 * system property.
 */
class TwoMethodSourceTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private static final String EXPIRED = "TwoMethodSourceTests.expired";

	@TempDir
	private Path folder;

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	@BeforeEach
	void setUp() {
		System.clearProperty(EXPIRED);
	}

	@Test
	void retrieveGivesCredentialsTheEngineComesBackFor() throws IOException {
		PluginCredentialsSource source = source(COUNTING);
		assertThat(source.retrieve()).isEqualTo(
				new Credentials("ASIA1", "secret", "token", START.plus(TwoMethodSource.INTERVAL), "123456789012"));
		assertThat(source.name()).isEqualTo("Plugin(Plugin)");
	}

	@Test
	void retrieveProlongsWhatHasNotExpired() throws IOException {
		PluginCredentialsSource source = source(COUNTING);
		source.retrieve();
		for (int i = 0; i < 5; i++) {
			Instant later = comeBack();
			assertThat(source.retrieve()).isEqualTo(
					new Credentials("ASIA1", "secret", "token", later.plus(TwoMethodSource.INTERVAL), "123456789012"));
		}
	}

	@Test
	void retrieveAsksAgainWhatHasExpired() throws IOException {
		PluginCredentialsSource source = source(COUNTING);
		source.retrieve();
		comeBack();
		System.setProperty(EXPIRED, "true");
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA2");
	}

	@Test
	void retrieveAsksAgainWhoeverComesEarly() throws IOException {
		PluginCredentialsSource source = source(COUNTING);
		source.retrieve();
		this.now.set(START.plus(TwoMethodSource.INTERVAL.dividedBy(2)).minusMillis(1));
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA2");
	}

	@Test
	void retrieveAsksAgainAfterARejection() throws IOException {
		PluginCredentialsSource source = source(COUNTING);
		source.retrieve();
		comeBack();
		RetrievedCredentials first = source.retrieveDetailed();
		assertThat(first.credentials().accessKeyId()).isEqualTo("ASIA1");
		first.reject();
		comeBack();
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA2");
	}

	@Test
	void retrieveLeavesAnExpirationAlone() throws IOException {
		PluginCredentialsSource source = source(COUNTING.replace("null, \"123", "java.time.Instant.MAX, \"123"));
		assertThat(source.retrieve().expiration()).isEqualTo(Instant.MAX);
		comeBack();
		assertThat(source.retrieve().accessKeyId()).isEqualTo("ASIA2");
	}

	@Test
	void failuresOfEitherMethodAreThoseOfThePlugin() throws IOException {
		PluginCredentialsSource source = source("""
				public Credentials retrieve() throws Exception { throw new java.io.IOException("s3cret"); }
				public boolean isExpired() { return false; }
				""");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("failed with java.io.IOException")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_RETRIEVE))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("demo.Plugin.retrieve"));
		PluginCredentialsSource asked = source(
				COUNTING.replace("return Boolean", "if (true) throw new StackOverflowError(); return Boolean"));
		asked.retrieve();
		comeBack();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(asked::retrieve)
			.withMessageContaining("failed with java.lang.StackOverflowError");
	}

	@Test
	void nullIsAFailure() throws IOException {
		PluginCredentialsSource source = source("""
				public Credentials retrieve() { return null; }
				public boolean isExpired() { return false; }
				""");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("gave null")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_RETRIEVE));
	}

	@Test
	void missingMethodsAreTold() throws IOException {
		assertThatIsInvalid("")
			.withMessageContaining("lacks 'public Credentials retrieve()' and " + "'public boolean isExpired()'");
		assertThatIsInvalid("public Credentials retrieve() { return null; }")
			.withMessageEndingWith("and lacks 'public boolean isExpired()'");
		assertThatIsInvalid("public Object retrieve() { return null; } public boolean isExpired() { return false; }")
			.withMessageEndingWith("and lacks 'public Credentials retrieve()'");
		assertThatIsInvalid("public Credentials retrieve() { return null; } boolean isExpired() { return false; }")
			.withMessageEndingWith("and lacks 'public boolean isExpired()'");
		assertThatIsInvalid("public Credentials retrieve() { return null; }"
				+ " public boolean isExpired(long now) { return false; }")
			.withMessageEndingWith("and lacks 'public boolean isExpired()'");
	}

	@Test
	void methodsMayBeInheritedFromAClassThatIsNotPublic() throws IOException {
		TestJar jar = new TestJar(this.folder).source("demo.Base", "class Base { " + COUNTING + " }")
			.source("demo.Plugin", "public class Plugin extends Base { }");
		assertThat(source(jar).retrieve().accessKeyId()).isEqualTo("ASIA1");
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatIsInvalid(String body) throws IOException {
		PluginCredentialsSource source = source(body);
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("'demo.Plugin'")
			.withMessageContaining("does not implement io.awscredentials.CredentialsSource")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_INVALID));
	}

	private static final String COUNTING = """
			private int number;
			public Credentials retrieve() {
				return new Credentials("ASIA" + ++this.number, "secret", "token", null, "123456789012");
			}
			public boolean isExpired() {
				return Boolean.getBoolean("%s");
			}
			""".formatted(EXPIRED);

	private PluginCredentialsSource source(String body) throws IOException {
		return source(new TestJar(this.folder).source("demo.Plugin", "public class Plugin { " + body + " }"));
	}

	private PluginCredentialsSource source(TestJar jar) throws IOException {
		return new PluginCredentialsSource(PluginOptions.of(jar.write("plugin.jar")).withClassName("demo.Plugin"),
				this.now::get);
	}

	/**
	 * As the refresh engine does at the earliest.
	 */
	private Instant comeBack() {
		return this.now.updateAndGet((now) -> now.plus(TwoMethodSource.INTERVAL.dividedBy(2)));
	}

}
