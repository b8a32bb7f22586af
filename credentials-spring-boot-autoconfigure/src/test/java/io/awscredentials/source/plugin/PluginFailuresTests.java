package io.awscredentials.source.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaChallenge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PluginFailures}.
 */
class PluginFailuresTests {

	private static final String EXCEPTION = "public class VaultException extends RuntimeException { ";

	@TempDir
	private Path folder;

	@Test
	void exceptionIsNamedButNotQuoted() throws IOException {
		CredentialsException failure = failure(throwing("new VaultException()").source("demo.VaultException",
				EXCEPTION + "public VaultException() { super(\"s3cret\", new java.io.IOException(\"s3cret\")); } }"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PLUGIN_RETRIEVE);
		assertThat(failure.source()).isEqualTo("Plugin(Plugin)");
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessage("The plugin '" + this.folder.resolve("plugin.jar")
				+ "' failed with demo.VaultException at demo.Plugin.retrieve:3");
		assertThat(stackTrace(failure))
			.contains("Caused by: demo.VaultException", "demo.Plugin.retrieve", "Caused by: java.io.IOException")
			.doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "new StackOverflowError()", "new OutOfMemoryError()", "new AssertionError(\"s3cret\")",
			"new IllegalStateException(\"s3cret\")" })
	void errorsAreFailuresToo(String thrown) throws IOException {
		CredentialsException failure = failure(throwing(thrown));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PLUGIN_RETRIEVE);
		assertThat(failure).hasMessageContaining(" failed with java.lang.");
		assertThat(stackTrace(failure)).doesNotContain("s3cret");
	}

	@Test
	void endlessRecursionIsAFailure() throws IOException {
		CredentialsException failure = failure(
				TestJar.plugin(this.folder, "public Credentials retrieve() { return this.retrieve(); }"));
		assertThat(failure).hasMessageContaining("failed with java.lang.StackOverflowError");
	}

	@ParameterizedTest
	@ValueSource(classes = { RuntimeException.class, LinkageError.class, ExceptionInInitializerError.class,
			CompletionException.class })
	void exceptionThatFailsItselfIsAFailure(Class<?> type) throws IOException {
		CredentialsException failure = failure(throwing("new VaultException()").source("demo.VaultException",
				"public class VaultException extends " + type.getName() + " { public VaultException() { } "
						+ "public Throwable getCause() { throw new IllegalStateException(); }"
						+ " public String getMessage() { throw new IllegalStateException(); } }"));
		assertThat(failure).hasMessageContaining("failed with demo.VaultException")
			.hasCauseInstanceOf(PluginCause.class);
	}

	@Test
	void exceptionThatIsItsOwnCauseIsAFailure() throws IOException {
		CredentialsException failure = failure(throwing("new VaultException()").source("demo.VaultException",
				EXCEPTION + "public Throwable getCause() { return this; } }"));
		assertThat(failure).hasMessageContaining("failed with demo.VaultException");
	}

	@Test
	void interruptionIsKept() throws IOException {
		PluginCredentialsSource source = source(TestJar.plugin(this.folder, """
				public Credentials retrieve() {
					throw this.<RuntimeException>sneaky(new InterruptedException());
				}
				@SuppressWarnings("unchecked")
				private <E extends Exception> E sneaky(Exception ex) throws E {
					throw (E) ex;
				}
				"""));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
			.withMessageContaining("failed with java.lang.InterruptedException");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void constructorThatFailsIsALoadFailure() throws IOException {
		CredentialsException failure = failure(TestJar.plugin(this.folder,
				"public Plugin() { throw new IllegalStateException(\"s3cret\"); }" + TestJar.GIVES));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD);
		assertThat(failure.source()).isEqualTo("Plugin");
		assertThat(failure).hasMessageEndingWith("failed with java.lang.IllegalStateException at demo.Plugin.<init>:3");
		assertThat(stackTrace(failure)).contains("demo.Plugin.<init>").doesNotContain("s3cret");
	}

	@Test
	void initializerThatFailsIsALoadFailure() throws IOException {
		PluginCredentialsSource source = source(TestJar.plugin(this.folder,
				"static { if (true) throw new IllegalStateException(\"s3cret\"); }" + TestJar.GIVES));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(source::retrieve)
				.withMessageEndingWith("initializing a class failed with java.lang.IllegalStateException")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD))
				.satisfies((ex) -> assertThat(stackTrace(ex)).doesNotContain("s3cret"));
		}
	}

	@Test
	void wordsOfALinkageErrorAreMasked() throws IOException {
		CredentialsException failure = failure(
				throwing("new NoClassDefFoundError(\"wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY\")"));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.PLUGIN_LOAD);
		assertThat(stackTrace(failure)).doesNotContain("wJalrXUtnFEMI");
	}

	@Test
	void failureOfThePluginsOwnPassesThrough() throws IOException {
		CredentialsException failure = failure(throwing("""
				new CredentialsException(CredentialsErrorCode.NOT_FOUND, "Vault", "There is no lease",
					new IllegalStateException("s3cret"))
				.withAdvice("Ask for one").withRetryable(true).withNextAttempt(java.time.Duration.ofHours(1))
				.withMfaChallenge(new MfaChallenge("serial", null, "default", 1))
				.withSignInChallenge(new SignInChallenge("uri", null, "code", java.time.Instant.MAX))
				"""));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.NOT_FOUND);
		assertThat(failure.source()).isEqualTo("Vault");
		assertThat(failure).hasMessage("There is no lease").hasCauseInstanceOf(PluginCause.class);
		assertThat(failure.advice()).isEqualTo("Ask for one");
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.nextAttempt()).isEqualTo(Duration.ofHours(1));
		assertThat(failure.mfaChallenge()).isEqualTo(new MfaChallenge("serial", null, "default", 1));
		assertThat(failure.signInChallenge()).isNotNull();
		assertThat(stackTrace(failure)).contains("demo.Plugin.retrieve", "Caused by: java.lang.IllegalStateException")
			.doesNotContain("s3cret");
	}

	private TestJar throwing(String thrown) {
		return TestJar.plugin(this.folder, "public Credentials retrieve() { throw " + thrown + "; }");
	}

	private CredentialsException failure(TestJar jar) throws IOException {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(source(jar)::retrieve).actual();
	}

	private static PluginCredentialsSource source(TestJar jar) throws IOException {
		return new PluginCredentialsSource(PluginOptions.of(jar.write("plugin.jar")), InstantSource.system());
	}

	private static String stackTrace(Throwable thrown) {
		StringWriter text = new StringWriter();
		thrown.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
