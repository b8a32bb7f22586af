package io.awscredentials.source.plugin;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of something that a plugin threw: the names of the classes and the stack
 * traces. Its messages may hold secrets; and it holds on to the class loader of the
 * plugin, even if its own class is one of the JDK.
 */
final class PluginCause extends Exception {

	private static final int MAX_DEPTH = 10;

	private PluginCause(String className, @Nullable Throwable cause) {
		super(className, cause, false, true);
	}

	/**
	 * Return what is kept.
	 * @param thrown what the plugin threw, or {@code null}
	 * @return what is kept of it, or {@code null} if there was nothing
	 */
	static @Nullable PluginCause of(@Nullable Throwable thrown) {
		return of(thrown, MAX_DEPTH);
	}

	private static @Nullable PluginCause of(@Nullable Throwable thrown, int depth) {
		if (thrown == null || depth == 0) {
			return null;
		}
		PluginCause cause;
		try {
			cause = new PluginCause(thrown.getClass().getName(), of(thrown.getCause(), depth - 1));
			cause.setStackTrace(thrown.getStackTrace());
		}
		catch (Throwable ex) {
			// The class is the plugin's, and so may be these methods.
			cause = new PluginCause(thrown.getClass().getName(), null);
		}
		return cause;
	}

	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
