package io.awscredentials.refresh;

import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.source.sts.IdentityOptions;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.VerifiedCredentialsSource;

/**
 * Lets no credentials of another account than its own through. Simulated sources tell
 * their account: nobody is asked.
 */
final class SimulatedAccountCheck {

	static final String OWN = "111111111111";

	static final String OTHER = "222222222222";

	private static final StsConnection NOWHERE = StsConnection.of(null);

	private SimulatedAccountCheck() {
	}

	static DetailedSource around(DetailedSource source) {
		return new VerifiedCredentialsSource(source,
				new IdentityOptions("simulated", List.of(OWN), "the simulation", false, null), NOWHERE);
	}

	static CredentialsException mismatch() {
		return new CredentialsException(CredentialsErrorCode.ACCOUNT_MISMATCH, "Simulated", "Another account");
	}

}
