package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.StsProperties.AssumeRole;
import io.awscredentials.autoconfigure.StsProperties.SessionToken;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.refresh.KeptCredentialsSource;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.source.basic.ProvidedCredentialsSource;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.IdentityOptions;
import io.awscredentials.source.sts.SessionTokenCredentialsSource;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.VerifiedCredentialsSource;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.sts.WebIdentityOptions;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources that ask STS.
 *
 * @param definitions the definitions of all providers
 * @param clients how sources talk to the world
 * @param mfa finds who gives MFA codes
 * @param scheduler tells the time to those who keep credentials
 * @param tokens finds what stands in for the file with a token
 */
record StsSources(ProviderDefinitions definitions, AwsClients clients, MfaTokenProviders mfa,
		RefreshScheduler scheduler, WebIdentityTokens tokens) {

	private static final Log logger = LogFactory.getLog(AssumeRoleCredentialsSource.class);

	/** What nothing depends on must not keep credentials waiting. */
	static final HttpOptions BRIEF = HttpOptions.service().withReadTimeout(Duration.ofSeconds(3)).withMaxAttempts(1);

	AssumeRoleCredentialsSource assumeRole(ProviderDefinition definition, CredentialsSource inner) {
		AssumeRole properties = definition.group(definition.properties().assumeRole(), SourceKind.ASSUME_ROLE);
		AssumeRoleOptions options = options(definition).assumeRole(properties, definition.application());
		warnOfChaining(definition, options.duration());
		return new AssumeRoleCredentialsSource(kept(definition, inner), options, this.clients.sts(definition),
				this.mfa.require(definition, "assume-role.mfa", properties.mfa()));
	}

	/**
	 * Return a source that keeps the credentials of another one for whoever starts from
	 * them, unless they are kept already or are always the same.
	 * @param definition says when they are refreshed
	 * @param inner the source of the credentials
	 * @return the source
	 */
	CredentialsSource kept(ProviderDefinition definition, CredentialsSource inner) {
		boolean asIs = inner instanceof ProvidedCredentialsSource || inner instanceof StaticCredentialsSource;
		return (asIs) ? inner
				: new KeptCredentialsSource(definition.name(), inner, definition.refreshPolicy(), this.scheduler);
	}

	private StsOptionsReader options(ProviderDefinition definition) {
		return new StsOptionsReader(definition, this.clients.isStsOfAws(definition));
	}

	private void warnOfChaining(ProviderDefinition definition, @Nullable Duration duration) {
		String source = definition.properties().source();
		boolean role = source != null && (this.definitions.get(source).configures(SourceKind.ASSUME_ROLE)
				|| this.definitions.get(source).configures(SourceKind.WEB_IDENTITY)
				|| this.definitions.get(source).configures(SourceKind.ROLES_ANYWHERE));
		if (role && duration != null && duration.compareTo(Duration.ofHours(1)) > 0) {
			logger.warn("STS will refuse '" + definition.property("assume-role.duration")
					+ "': a role that is assumed with the credentials of another role, here of '" + source
					+ "', lasts for an hour at most");
		}
	}

	/**
	 * Return a source that gives no credentials of an account that is not expected.
	 * @param definition says what is expected
	 * @param source gives the credentials
	 * @param role the role they are credentials of, if it is known only at run time
	 * @return a source around that one, or the same if nothing is expected
	 */
	CredentialsSource verified(ProviderDefinition definition, CredentialsSource source,
			@Nullable AssumeRoleOptions role) {
		IdentityOptions options = identityOptions(definition, role);
		if (!options.any()) {
			return source;
		}
		StsConnection sts = this.clients.sts(definition);
		boolean needed = !options.expectedAccountIds().isEmpty();
		return new VerifiedCredentialsSource(source, options,
				(needed) ? sts : sts.with(this.clients.client(definition, BRIEF)));
	}

	private static IdentityOptions identityOptions(ProviderDefinition definition, @Nullable AssumeRoleOptions role) {
		List<String> accounts = definition.expectedAccountIds();
		String property = "property " + definition.described(ProviderDefinition.EXPECTED_ACCOUNT_IDS);
		if (role != null && !role.expectedAccountIds().isEmpty()) {
			accounts = role.expectedAccountIds();
			property = "option 'expectedAccountIds' of AssumeRoleOptions";
		}
		boolean verify = Boolean.TRUE.equals(definition.inherited(ProviderProperties::verifyIdentity));
		return new IdentityOptions((role != null) ? role.roleArn() : definition.name(), accounts, property, verify,
				(role != null) ? role.roleArn() : roleArn(definition.properties()));
	}

	static @Nullable String roleArn(ProviderProperties properties) {
		if (properties.assumeRole() != null) {
			return properties.assumeRole().roleArn();
		}
		if (properties.rolesAnywhere() != null) {
			return properties.rolesAnywhere().roleArn();
		}
		return (properties.webIdentity() != null) ? properties.webIdentity().roleArn() : null;
	}

	SessionTokenCredentialsSource sessionToken(ProviderDefinition definition, CredentialsSource inner) {
		SessionToken properties = definition.group(definition.properties().sessionToken(), SourceKind.SESSION_TOKEN);
		return new SessionTokenCredentialsSource(kept(definition, inner), options(definition).sessionToken(properties),
				this.clients.sts(definition), this.mfa.require(definition, "session-token.mfa", properties.mfa()));
	}

	WebIdentityCredentialsSource webIdentity(ProviderDefinition definition) {
		WebIdentity properties = definition.properties().webIdentity();
		WebIdentityOptions options = (properties != null) ? options(definition).webIdentity(properties)
				: WebIdentityOptions.fromEnvironment();
		EnvironmentVariables environment = this.clients.environment();
		boolean role = options.roleArn() != null || environment.getText("AWS_ROLE_ARN") != null;
		// Without a role, a bean that gives tokens is there for something else.
		WebIdentityTokenSource tokens = (role && options.tokenFile() == null) ? this.tokens.find(definition, properties)
				: null;
		if (properties != null && properties.token() != null && options.tokenFile() != null) {
			throw definition.invalid("web-identity.token", "is set, and so is 'web-identity.token-file'",
					"Remove one of them");
		}
		if (properties != null) {
			check(definition, role, options.tokenFile() != null || tokens != null
					|| environment.getText("AWS_WEB_IDENTITY_TOKEN_FILE") != null);
		}
		return new WebIdentityCredentialsSource(options, tokens, definition.application(), environment,
				this.clients.sts(definition));
	}

	private static void check(ProviderDefinition definition, boolean role, boolean token) {
		if (!role) {
			throw definition.invalid("web-identity.role-arn", "is not set, and neither is AWS_ROLE_ARN",
					"Set one of them, or remove the others of the group");
		}
		if (!token) {
			throw definition.invalid("web-identity.token-file",
					"is not set, and neither is AWS_WEB_IDENTITY_TOKEN_FILE",
					"Set one of them or 'web-identity.token', or add a WebIdentityTokenSource bean");
		}
	}

}
