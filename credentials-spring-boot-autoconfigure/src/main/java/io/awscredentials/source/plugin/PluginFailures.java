package io.awscredentials.source.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Makes failures that can be shown and kept out of what a plugin throws.
 */
final class PluginFailures {

	private final Path jar;

	PluginFailures(Path jar) {
		this.jar = jar;
	}

	/**
	 * Return the failure that stands for something thrown. A plugin's own
	 * {@link CredentialsException} says what it says, but in a copy.
	 * @param thrown what was thrown
	 * @param code what to call it where nothing better is known
	 * @param source the name of the source
	 * @return the failure
	 */
	CredentialsException of(Throwable thrown, CredentialsErrorCode code, String source) {
		Throwable target = unwrap(thrown);
		if (target instanceof CredentialsException failure) {
			return copy(failure);
		}
		if (target instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		// Classes of a plugin may extend those of the JDK, and answer anything.
		boolean ofJdk = target.getClass().getClassLoader() == null;
		if (ofJdk && target instanceof ExceptionInInitializerError && target.getCause() != null) {
			return failure(CredentialsErrorCode.PLUGIN_LOAD, source,
					"can't be loaded: initializing a class failed with " + target.getCause().getClass().getName(),
					target);
		}
		if (ofJdk && (target instanceof LinkageError || target instanceof ClassNotFoundException)) {
			return failure(CredentialsErrorCode.PLUGIN_LOAD, source, "can't be loaded: " + text(target), target)
				.withAdvice("A plugin sees the JDK, the package io.awscredentials and its own jar: put what is missing "
						+ "into the jar, and build it for this Java and this version of the starter");
		}
		return failure(code, source, "failed with " + target.getClass().getName() + place(target), target)
			.withAdvice("Look at that place of the plugin; its stack trace is in the log with "
					+ "'logging.level.io.awscredentials=debug'. Let it throw a CredentialsException to say more");
	}

	private static Throwable unwrap(Throwable thrown) {
		Throwable target = thrown;
		while ((target.getClass() == InvocationTargetException.class
				|| target.getClass() == UndeclaredThrowableException.class) && target.getCause() != null) {
			target = target.getCause();
		}
		return target;
	}

	/**
	 * Where in the plugin it was thrown, which is not a secret.
	 */
	private static String place(Throwable thrown) {
		PluginCause cause = PluginCause.of(thrown);
		StackTraceElement[] trace = (cause != null) ? cause.getStackTrace() : new StackTraceElement[0];
		return Arrays.stream(trace)
			.filter((element) -> PluginClassLoader.NAME.equals(element.getClassLoaderName()))
			.findFirst()
			.map((element) -> " at " + element.getClassName() + "." + element.getMethodName() + ":"
					+ element.getLineNumber())
			.orElse("");
	}

	/**
	 * The words of the JVM, which are names of classes and members; but anybody may throw
	 * these errors.
	 */
	private static String text(Throwable thrown) {
		String message = Objects.requireNonNullElse(thrown.getMessage(), "");
		int details = message.indexOf(" (");
		if (details >= 0 && message.indexOf("loader", details) >= 0) {
			// Which loader is which, by numbers that are others each time
			message = message.substring(0, details);
		}
		return thrown.getClass().getSimpleName() + " " + Redaction.of(message.replace('/', '.'), null);
	}

	/**
	 * Return a failure of the plugin that it did not throw itself.
	 * @param code what went wrong
	 * @param source the name of the source
	 * @param problem what is wrong with the plugin
	 * @return the failure
	 */
	CredentialsException failure(CredentialsErrorCode code, String source, String problem) {
		return failure(code, source, problem, null);
	}

	private CredentialsException failure(CredentialsErrorCode code, String source, String problem,
			@Nullable Throwable thrown) {
		return new CredentialsException(code, source, "The plugin '" + this.jar + "' " + problem,
				PluginCause.of(thrown));
	}

	private static CredentialsException copy(CredentialsException failure) {
		CredentialsException copy = new CredentialsException(failure.code(), Redaction.of(failure.source(), null),
				failure.getMessage(), PluginCause.of(failure.getCause()))
			.withAdvice(failure.advice())
			.withRetryable(failure.retryable());
		if (failure.mfaChallenge() != null) {
			copy = copy.withMfaChallenge(failure.mfaChallenge());
		}
		if (failure.signInChallenge() != null) {
			copy = copy.withSignInChallenge(failure.signInChallenge());
		}
		if (failure.nextAttempt() != null) {
			copy = copy.withNextAttempt(failure.nextAttempt());
		}
		copy.setStackTrace(failure.getStackTrace());
		return copy;
	}

}
