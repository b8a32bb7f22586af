package io.awscredentials.source.sts;

import io.awscredentials.Credentials;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;

/**
 * Assumes a role with the assertion of a SAML identity provider
 * ({@code AssumeRoleWithSAML} of STS).
 *
 * @hidden
 */
public final class SamlCredentialsSource implements DetailedSource {

	private static final String NAME = "Saml";

	private final SamlOptions options;

	private final SamlAssertionSource assertions;

	private final StsClient client;

	/**
	 * Create a new instance.
	 * @param options the parameters of the call
	 * @param assertions gives the assertions
	 * @param connection how STS is reached
	 */
	public SamlCredentialsSource(SamlOptions options, SamlAssertionSource assertions, StsConnection connection) {
		this.options = options;
		this.assertions = assertions;
		this.client = new StsClient(NAME, connection);
	}

	@Override
	public Credentials retrieve() {
		String assertion = Tokens.read(NAME, this.assertions::assertion, "What the SamlAssertionSource gave");
		StsRequest request = new StsRequest("AssumeRoleWithSAML").with("RoleArn", this.options.roleArn())
			.with("PrincipalArn", this.options.principalArn())
			.withSecret("SAMLAssertion", assertion)
			.with("DurationSeconds", this.options.duration())
			.with("Policy", this.options.policy())
			.withList("PolicyArns", ".arn", this.options.policyArns());
		return this.client.call(request, "role " + this.options.roleArn());
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		return new RetrievedCredentials(retrieve(), PastExpiry.SERVE);
	}

}
