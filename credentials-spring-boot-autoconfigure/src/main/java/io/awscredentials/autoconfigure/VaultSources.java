package io.awscredentials.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.sts.NewKeyCheck;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.vault.VaultCredentialsSource;
import io.awscredentials.source.vault.VaultOptions;
import io.awscredentials.source.vault.VaultReader;
import io.awscredentials.source.vault.VaultServer;
import io.awscredentials.source.vault.VaultToken;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources that ask Vault.
 *
 * @param clients how sources talk to the world
 * @param beans what an application supplies, asked while a source is made
 */
record VaultSources(AwsClients clients, SuppliedBeans beans) {

	private static final String GROUP = "vault.";

	private static final String ADDRESS = "VAULT_ADDR";

	/** Vault may have to make a user, with several calls of AWS. */
	private static final HttpOptions HTTP = new HttpOptions(Duration.ofSeconds(2), Duration.ofSeconds(20), 3, false,
			false, CredentialsErrorCode.VAULT_UNAVAILABLE);

	VaultCredentialsSource create(ProviderDefinition definition) {
		VaultProperties properties = definition.group(definition.properties().vault(), SourceKind.VAULT);
		StsConnection sts = this.clients.sts(definition).with(this.clients.client(definition, StsSources.BRIEF));
		// So that those who wait for the first ones see the failure of a key that stays
		// unknown, and not a time-out.
		Duration limit = definition.refreshPolicy().timeout().dividedBy(2);
		NewKeyCheck check = new NewKeyCheck("Vault", sts, limit, this.clients.clock());
		return new VaultCredentialsSource(options(definition, properties), reader(definition, properties),
				check::awaitKnown, this.clients.clock());
	}

	private static VaultOptions options(ProviderDefinition definition, VaultProperties properties) {
		String role = definition.required(GROUP + "role", properties.role());
		String mount = (properties.mount() != null) ? definition.required(GROUP + "mount", properties.mount())
				: VaultOptions.MOUNT;
		StsLimits limits = new StsLimits(GROUP, true, definition::invalid);
		limits.duration("ttl", properties.ttl(), StsLimits.MAX_SESSION_DURATION);
		if (properties.roleArn() != null) {
			limits.roleArn("role-arn", properties.roleArn());
		}
		return new VaultOptions(mount, role, properties.ttl(), properties.roleArn());
	}

	private VaultReader reader(ProviderDefinition definition, VaultProperties properties) {
		boolean own = properties.uri() != null || properties.token() != null || properties.tokenFile() != null;
		VaultReader bean = (own) ? null : this.beans.vaultReader();
		if (bean == null) {
			return server(definition, properties);
		}
		if (properties.namespace() != null) {
			throw definition.invalid(GROUP + "namespace", "is set, but that is up to the VaultOperations bean",
					"Remove it, or set 'vault.uri' and a token");
		}
		return bean;
	}

	private VaultServer server(ProviderDefinition definition, VaultProperties properties) {
		URI uri = uri(definition, properties.uri());
		String token = (properties.token() != null) ? definition.required(GROUP + "token", properties.token()) : null;
		Path file = properties.tokenFile();
		if (token != null && file != null) {
			throw definition.invalid(GROUP + "token", "is set, and so is 'vault.token-file'", "Remove one of them");
		}
		file = (file != null) ? Path.of(this.clients.expandHome(file.toString())) : null;
		boolean none = token == null && file == null && this.clients.environment().getText(VaultToken.VARIABLE) == null;
		if (none && !VaultServer.isLoopback(uri)) {
			throw definition.invalid(GROUP + "token",
					"is not set, and neither is 'vault.token-file' or " + VaultToken.VARIABLE,
					"Set one of them; only Vault Agent on this machine may do without");
		}
		String namespace = (properties.namespace() != null)
				? definition.required(GROUP + "namespace", properties.namespace())
				: this.clients.environment().getText("VAULT_NAMESPACE");
		return new VaultServer(uri, new VaultToken(token, file, this.clients.environment()), namespace,
				this.clients.client(definition, HTTP));
	}

	private URI uri(ProviderDefinition definition, @Nullable String property) {
		String text = (property != null) ? definition.required(GROUP + "uri", property)
				: this.clients.environment().getText(ADDRESS);
		if (text == null) {
			throw definition.invalid(GROUP + "uri",
					"is not set, and neither is " + ADDRESS + ", nor is there one VaultOperations bean",
					"Set one of them; while configuration is imported, there are no beans yet");
		}
		try {
			URI uri = new URI(text);
			boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
			if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Told below, without what may be a password
		}
		throw definition.invalid(GROUP + "uri",
				"(or " + ADDRESS + ") is '" + Redaction.location(text) + "', which is not the URL of a server",
				"It looks like https://vault.example.com:8200");
	}

}
