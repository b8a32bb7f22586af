package io.awscredentials.refresh;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;

/**
 * Lets no credentials of another account than its own through.
 *
 * @param source whose credentials are checked
 */
record SimulatedAccountCheck(DetailedSource source) implements DetailedSource {

	static final String OWN = "111111111111";

	static final String OTHER = "222222222222";

	static CredentialsException mismatch() {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Simulated", "Another account");
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		RetrievedCredentials retrieved = this.source.retrieveDetailed();
		if (retrieved.credentials() != null && !OWN.equals(retrieved.credentials().accountId())) {
			throw mismatch();
		}
		return retrieved;
	}

	@Override
	public String name() {
		return this.source.name();
	}

}
