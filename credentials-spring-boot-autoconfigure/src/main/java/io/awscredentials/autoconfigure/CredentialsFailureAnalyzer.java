package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Explains why an application can't start for want of credentials or for their
 * configuration.
 */
class CredentialsFailureAnalyzer extends AbstractFailureAnalyzer<CredentialsException> implements Ordered {

	private final @Nullable Environment environment;

	/**
	 * Create a new instance.
	 * @param environment the environment, or {@code null} if the application had none yet
	 */
	CredentialsFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	/**
	 * Others know that configuration could not be loaded; this one knows why.
	 */
	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CredentialsException cause) {
		StringBuilder description = new StringBuilder(cause.code().sentence() + ".\n\n    Code: " + cause.code()
				+ "\n    Source: " + cause.source() + "\n    Reason: " + cause.getMessage());
		if (this.environment != null) {
			new PropertyOrigins(this.environment).of(cause.getMessage(), cause.advice())
				.forEach((name, origin) -> description.append("\n    Origin: '" + name + "' is set by " + origin));
		}
		return new FailureAnalysis(description.toString(), cause.advice(), cause);
	}

}
