package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RuntimeRoleOrigin;
import io.awscredentials.source.sts.MfaAuthentication;
import io.awscredentials.source.sts.RoleAssumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what roles that are known only at run time start from: a provider and the
 * settings of its description.
 *
 * @param descriptions the descriptions of all providers
 * @param factory finds the providers
 * @param outgoing how sources talk to the world
 * @param mfa finds who gives MFA codes
 */
record RuntimeRoleOrigins(Descriptions descriptions, CredentialsProviderFactory factory, OutgoingSettings outgoing,
		MfaTokenProviders mfa) implements Function<String, RuntimeRoleOrigin> {

	@Override
	public RuntimeRoleOrigin apply(String name) {
		if (!name.equals(Description.DEFAULT) && !this.descriptions.names().contains(name)) {
			List<String> names = new ArrayList<>(List.of(Description.DEFAULT));
			names.addAll(this.descriptions.names());
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "AssumeRole",
					"There is no provider '" + name + "' to assume a role with")
				.withAdvice("Use one of: " + String.join(", ", names));
		}
		Description description = this.descriptions.get(name);
		RoleAssumer assumer = new RoleAssumer(this.factory.provided(name), this.outgoing.sts(description),
				description.environment().getProperty("spring.application.name"));
		return new RuntimeRoleOrigin((options) -> source(description, assumer, options), description.refreshPolicy());
	}

	private CredentialsSource source(Description description, RoleAssumer assumer, AssumeRoleOptions options) {
		StsLimits.ofOptions().check(options);
		return assumer.source(options, authentication(description, options));
	}

	/** Each role is asked codes for under its own name. */
	private @Nullable MfaAuthentication authentication(Description description, AssumeRoleOptions options) {
		if (options.mfaSerialNumber() == null) {
			return null;
		}
		MfaAuthentication found = this.mfa.find(description).get();
		if (found == null) {
			throw new CredentialsException(CredentialsErrorCode.MFA_PROVIDER_MISSING, "AssumeRole",
					"Option 'mfaSerialNumber' of AssumeRoleOptions names an MFA device, and there is no MfaTokenProvider");
		}
		return new MfaAuthentication(options.roleArn(), found.tokenProvider());
	}

}
