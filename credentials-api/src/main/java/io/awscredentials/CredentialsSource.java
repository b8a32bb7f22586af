package io.awscredentials;

/**
 * Where credentials come from. A source does not cache: each call of {@link #retrieve()}
 * is one retrieval. Implementations must be thread-safe and should bound the time they
 * take.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CredentialsSource {

	/**
	 * Retrieve credentials, once.
	 * @return the credentials, never {@code null}
	 * @throws CredentialsException if that fails; {@link CredentialsErrorCode#NOT_FOUND}
	 * says that this source is not configured and a chain may try the next one
	 */
	Credentials retrieve();

	/**
	 * Return the name of this source as it is shown to people, {@code "Process"} for
	 * example. A source that wraps another one shows both:
	 * {@code "AssumeRole < Process"}.
	 * @return the name, by default the simple class name without
	 * {@code CredentialsSource}, or {@code "Custom"}
	 */
	default String name() {
		String name = getClass().getSimpleName().replaceFirst("CredentialsSource$", "");
		return (name.isEmpty() || getClass().isHidden()) ? "Custom" : name;
	}

}
