package io.awscredentials.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.ProviderProperties.Profile;
import io.awscredentials.source.TrustedOwners;
import io.awscredentials.source.basic.EnvironmentCredentialsSource;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.process.CommandLine;
import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.process.ProcessOptions;
import io.awscredentials.source.process.ProcessTrust;
import io.awscredentials.source.profile.ProfileSettings;
import io.awscredentials.source.profile.ProfileSources;
import io.awscredentials.source.profile.ProfileStep;
import io.awscredentials.source.rolesanywhere.RolesAnywhereCredentialsSource;
import io.awscredentials.source.rolesanywhere.SigningHelperCommand;
import io.awscredentials.source.sso.SsoCredentialsSource;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.MfaAuthentication;
import io.awscredentials.source.sts.SessionNames;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.sts.WebIdentityOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources that the steps of a profile ask for, which talk to the world as the
 * definition says that uses the profile.
 *
 * @param definition the definition
 * @param clients how its sources talk to the world
 * @param sources creates the sources of each kind
 * @param mfa gives who gives MFA codes
 */
record ProfileStepSources(ProviderDefinition definition, AwsClients clients, SourceFactory sources,
		Supplier<@Nullable MfaAuthentication> mfa) implements ProfileSources {

	private static final Log logger = LogFactory.getLog(ProfileStepSources.class);

	private static final String TRUSTED_OWNERS = "profile.trusted-owners";

	@Override
	public CredentialsSource first(ProfileStep.Base step, ProfileSettings settings) {
		if (step instanceof ProfileStep.AccessKey key) {
			return new StaticCredentialsSource(key.credentials());
		}
		if (step instanceof ProfileStep.CredentialSource source) {
			return switch (source.place()) {
				case ENVIRONMENT -> new EnvironmentCredentialsSource(this.clients.environment());
				case EC2_INSTANCE_METADATA -> this.sources.metadata().instance(this.definition);
				case ECS_CONTAINER -> this.sources.metadata().container(this.definition);
			};
		}
		if (step instanceof ProfileStep.WebIdentity webIdentity) {
			return webIdentity(webIdentity, settings);
		}
		if (step instanceof ProfileStep.Sso role) {
			SignInSources signIn = this.sources.signIn();
			return new SsoCredentialsSource(signIn.session(this.definition, signIn.options(this.definition, role)),
					role.accountId(), role.roleName());
		}
		if (step instanceof ProfileStep.LoginSession session) {
			return this.sources.signIn()
				.login(this.definition, session.session(), session.profile(), region(session.region(), settings),
						settings::endpoints);
		}
		return process((ProfileStep.Process) step, settings);
	}

	private CredentialsSource webIdentity(ProfileStep.WebIdentity step, ProfileSettings settings) {
		WebIdentityOptions options = new WebIdentityOptions(step.roleArn(), tokenFile(step.tokenFile()),
				sessionName(step.sessionName()), step.duration(), null, List.of());
		return new WebIdentityCredentialsSource(options, null, null, this.clients.environment(),
				sts(step.region(), settings));
	}

	private Path tokenFile(String file) {
		try {
			return Path.of(this.clients.expandHome(file));
		}
		catch (InvalidPathException ex) {
			throw invalid("'web_identity_token_file' is not a path", "Correct 'web_identity_token_file'");
		}
	}

	private CredentialsSource process(ProfileStep.Process step, ProfileSettings settings) {
		try {
			RolesAnywhereCredentialsSource inProcess = signingHelper(step, settings);
			if (inProcess != null) {
				return inProcess;
			}
			return new ProcessCredentialsSource(
					ProcessOptions.of(CommandLine.split(step.command()))
						.withTrust(new ProcessTrust(trustedOwners(), TRUSTED_OWNERS, Path.of(step.file()))),
					this.clients.clock());
		}
		catch (CredentialsException ex) {
			throw invalid("'credential_process' can't be used: " + ex.getMessage(), ex.advice());
		}
	}

	private @Nullable RolesAnywhereCredentialsSource signingHelper(ProfileStep.Process step, ProfileSettings settings) {
		Boolean wanted = this.definition.inherited((properties) -> {
			Profile profile = properties.profile();
			return (profile != null) ? profile.inProcessSigningHelper() : null;
		});
		SigningHelperCommand command = (!Boolean.FALSE.equals(wanted))
				? SigningHelperCommand.parse(CommandLine.split(step.command())) : null;
		RolesAnywhereCredentialsSource source = (command != null)
				? this.sources.rolesAnywhere().create(this.definition, command, settings::endpoints) : null;
		if (source != null) {
			logger.info("The 'aws_signing_helper' of profile '" + step.profile() + "' is not run: IAM Roles Anywhere "
					+ "is asked in process; 'aws.credentials.profile.in-process-signing-helper' is the switch");
		}
		return source;
	}

	private TrustedOwners trustedOwners() {
		return this.definition.trustedOwners(TRUSTED_OWNERS, this.definition.inherited((properties) -> {
			Profile profile = properties.profile();
			return (profile != null) ? profile.trustedOwners() : null;
		}));
	}

	@Override
	public CredentialsSource assumeRole(CredentialsSource source, ProfileStep.AssumeRole step,
			ProfileSettings settings) {
		AssumeRoleOptions options = AssumeRoleOptions.of(step.roleArn())
			.withSessionName(sessionName(step.sessionName()))
			.withExternalId(step.externalId())
			.withDuration(step.duration())
			.withMfaSerialNumber(step.mfaSerial());
		MfaAuthentication authentication = (step.mfaSerial() != null) ? this.mfa.get() : null;
		CredentialsSource signer = this.sources.sts().kept(this.definition, source);
		return new AssumeRoleCredentialsSource(signer, options, sts(step.region(), settings), authentication);
	}

	private StsConnection sts(@Nullable String region, ProfileSettings settings) {
		return this.clients.sts(this.definition, settings::endpoints, region(region, settings));
	}

	private Supplier<@Nullable String> region(@Nullable String region, ProfileSettings settings) {
		return () -> this.clients.region(this.definition, () -> (region != null) ? region : settings.region());
	}

	private String sessionName(@Nullable String name) {
		return Objects.requireNonNullElseGet(name, () -> SessionNames.create(this.definition.application()));
	}

	private static CredentialsException invalid(String message, String advice) {
		return new CredentialsException(CredentialsErrorCode.PROFILE_INVALID, "Profile", message).withAdvice(advice);
	}

}
