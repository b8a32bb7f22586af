package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why an application can't start for want of credentials or for their
 * configuration.
 */
class CredentialsFailureAnalyzer extends AbstractFailureAnalyzer<CredentialsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CredentialsException cause) {
		String description = cause.code().sentence() + ".\n\n    Code: " + cause.code() + "\n    Source: "
				+ cause.source() + "\n    Reason: " + cause.getMessage();
		return new FailureAnalysis(description, cause.advice(), cause);
	}

}
