package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Explains why an application can't start for want of credentials or for their
 * configuration.
 */
class CredentialsFailureAnalyzer extends AbstractFailureAnalyzer<CredentialsException> implements Ordered {

	/**
	 * Others know that configuration could not be loaded; this one knows why.
	 */
	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CredentialsException cause) {
		String description = cause.code().sentence() + ".\n\n    Code: " + cause.code() + "\n    Source: "
				+ cause.source() + "\n    Reason: " + cause.getMessage();
		return new FailureAnalysis(description, cause.advice(), cause);
	}

}
