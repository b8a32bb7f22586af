package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.roles.RuntimeRoleOrigin;
import io.awscredentials.refresh.roles.RuntimeRoles;
import io.awscredentials.source.sts.MfaAuthentication;
import io.awscredentials.source.sts.RoleAssumer;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the roles that are known only at run time, when the first one is asked for.
 */
final class RuntimeRoleAssembler implements AutoCloseable {

	private final ProviderDefinitions definitions;

	private final CredentialsAssembler assembler;

	private final AwsClients clients;

	private final MfaTokenProviders mfa;

	private final RuntimeRoleProperties properties;

	private @Nullable RuntimeRoles roles;

	/**
	 * Create a new instance.
	 * @param definitions the definitions of all providers
	 * @param assembler finds the providers that roles start from
	 * @param clients how sources talk to the world
	 * @param mfa finds who gives MFA codes
	 * @param properties how many roles are remembered, and for how long
	 */
	RuntimeRoleAssembler(ProviderDefinitions definitions, CredentialsAssembler assembler, AwsClients clients,
			MfaTokenProviders mfa, RuntimeRoleProperties properties) {
		properties.check();
		this.definitions = definitions;
		this.assembler = assembler;
		this.clients = clients;
		this.mfa = mfa;
		this.properties = properties;
	}

	/**
	 * Return the roles.
	 * @return the roles, the same ones each time
	 */
	synchronized RuntimeRoles roles() {
		RuntimeRoles roles = this.roles;
		if (roles == null) {
			roles = this.assembler.runtimeRoles(this::origin, this.properties);
			this.roles = roles;
		}
		return roles;
	}

	/**
	 * Find what roles start from: a provider and the settings of its definition. Called
	 * for the first role of each provider, by whoever asks for it.
	 */
	private RuntimeRoleOrigin origin(String name) {
		if (!name.equals(ProviderDefinition.DEFAULT) && !this.definitions.names().contains(name)) {
			List<String> names = new ArrayList<>(List.of(ProviderDefinition.DEFAULT));
			names.addAll(this.definitions.names());
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "AssumeRole",
					"There is no provider '" + name + "' to assume a role with")
				.withAdvice("Use one of: " + String.join(", ", names));
		}
		ProviderDefinition definition = this.definitions.get(name);
		CredentialsSource substitute = this.assembler.substitute();
		if (substitute != null) {
			return new RuntimeRoleOrigin((options) -> substitute, definition.refreshPolicy());
		}
		RoleAssumer assumer = new RoleAssumer(this.assembler.provided(name), this.clients.sts(definition),
				definition.application());
		Supplier<@Nullable MfaAuthentication> mfa = this.mfa.find(definition);
		StsLimits limits = StsLimits.ofOptions(this.clients.isStsOfAws(definition));
		return new RuntimeRoleOrigin(
				(options) -> this.assembler.verified(definition, source(assumer, limits, options, mfa), options),
				definition.refreshPolicy());
	}

	private static CredentialsSource source(RoleAssumer assumer, StsLimits limits, AssumeRoleOptions options,
			Supplier<@Nullable MfaAuthentication> mfa) {
		limits.check(options);
		MfaAuthentication found = (options.mfaSerialNumber() != null) ? mfa.get() : null;
		// Each role is asked codes for under its own name.
		return assumer.source(options,
				(found != null) ? new MfaAuthentication(options.roleArn(), found.tokenProvider()) : null);
	}

	@Override
	public synchronized void close() {
		if (this.roles != null) {
			this.roles.close();
		}
	}

}
