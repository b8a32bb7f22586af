package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.ProviderProperties.Plugin;
import io.awscredentials.autoconfigure.ProviderProperties.Process;
import io.awscredentials.autoconfigure.ProviderProperties.Static;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.source.KeyChecks;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.basic.EnvironmentCredentialsSource;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.basic.SystemPropertiesCredentialsSource;
import io.awscredentials.source.plugin.PluginCredentialsSource;
import io.awscredentials.source.plugin.PluginOptions;
import io.awscredentials.source.process.CommandLine;
import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.process.ProcessOptions;
import io.awscredentials.source.process.ProcessTrust;
import io.awscredentials.source.profile.ProfileCredentialsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.io.ApplicationResourceLoader;

/**
 * Creates the sources of each kind as a definition says.
 */
final class SourceFactory implements AutoCloseable {

	private final AwsClients clients;

	private final MfaTokenProviders mfa;

	private final StsSources sts;

	private final SignInSources signIn;

	private final SuppliedBeans beans;

	private final List<PluginCredentialsSource> plugins = new CopyOnWriteArrayList<>();

	/**
	 * Create a new instance.
	 * @param definitions the definitions of all providers
	 * @param clients how sources talk to the world
	 * @param mfa finds who gives MFA codes
	 * @param scheduler tells the time to those who keep credentials
	 * @param beans what an application supplies
	 */
	SourceFactory(ProviderDefinitions definitions, AwsClients clients, MfaTokenProviders mfa,
			RefreshScheduler scheduler, SuppliedBeans beans) {
		this.clients = clients;
		this.mfa = mfa;
		this.sts = new StsSources(definitions, clients, mfa, scheduler, new WebIdentityTokens(clients, beans));
		this.signIn = new SignInSources(clients);
		this.beans = beans;
	}

	/**
	 * Create a source of a kind that a chain may list.
	 * @param kind the kind
	 * @param definition configures the kind, or lists it in its chain
	 * @return the source, or {@code null} if only applications define sources of the kind
	 * @throws CredentialsException if the definition is not usable
	 */
	@Nullable CredentialsSource create(SourceKind kind, ProviderDefinition definition) {
		return switch (kind) {
			case STATIC -> staticKeys(definition);
			case SYSTEM_PROPERTIES -> new SystemPropertiesCredentialsSource();
			case ENVIRONMENT -> environment();
			case WEB_IDENTITY -> this.sts.webIdentity(definition);
			case ROLES_ANYWHERE -> rolesAnywhere().create(definition);
			case PROFILE -> profile(definition);
			case PROCESS -> process(definition);
			case PLUGIN -> plugin(definition);
			case SSO -> this.signIn.sso(definition);
			case LOGIN -> this.signIn.login(definition);
			case CONTAINER -> metadata().container(definition);
			case INSTANCE_METADATA -> metadata().instance(definition);
			case VAULT -> vault().create(definition);
			case CUSTOM, SESSION_TOKEN, ASSUME_ROLE -> null;
		};
	}

	StsSources sts() {
		return this.sts;
	}

	SignInSources signIn() {
		return this.signIn;
	}

	RolesAnywhereSources rolesAnywhere() {
		return new RolesAnywhereSources(this.clients, this.beans);
	}

	MetadataSources metadata() {
		return new MetadataSources(this.clients);
	}

	VaultSources vault() {
		return new VaultSources(this.clients, this.beans);
	}

	CredentialsSource staticKeys(ProviderDefinition definition) {
		Static properties = definition.group(definition.properties().staticKeys(), SourceKind.STATIC);
		String accessKeyId = definition.required("static.access-key-id", properties.accessKeyId());
		String secretAccessKey = definition.required("static.secret-access-key", properties.secretAccessKey());
		String sessionToken = text(properties.sessionToken());
		String accountId = text(properties.accountId());
		checkKey(definition, "static.access-key-id", accessKeyId);
		checkKey(definition, "static.secret-access-key", secretAccessKey);
		checkKey(definition, "static.session-token", sessionToken);
		if (accountId != null) {
			definition.checkAccountId("static.account-id", accountId);
		}
		return new StaticCredentialsSource(
				new Credentials(accessKeyId, secretAccessKey, sessionToken, null, accountId));
	}

	private static void checkKey(ProviderDefinition definition, String key, @Nullable String value) {
		String problem = KeyChecks.problem(value);
		if (problem != null) {
			throw definition.invalid(key, problem, "Set it anew, without that character");
		}
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	CredentialsSource environment() {
		return new EnvironmentCredentialsSource(this.clients.environment());
	}

	CredentialsSource profile(ProviderDefinition definition) {
		return new ProfileCredentialsSource(this.clients.files().of(definition),
				new ProfileStepSources(definition, this.clients, this, this.mfa.find(definition)));
	}

	CredentialsSource process(ProviderDefinition definition) {
		Process properties = definition.group(definition.properties().process(), SourceKind.PROCESS);
		ProcessOptions defaults = ProcessOptions.of(command(definition, properties));
		try {
			return new ProcessCredentialsSource(new ProcessOptions(defaults.command(),
					Objects.requireNonNullElse(properties.timeout(), defaults.timeout()),
					Objects.requireNonNullElse(properties.duration(), defaults.duration()),
					(properties.maxOutput() != null) ? Math.toIntExact(properties.maxOutput().toBytes())
							: defaults.maxOutput(),
					Objects.requireNonNullElse(properties.environment(), Map.of()), properties.workingDirectory(),
					ProcessTrust.defaults()
						.withOwners(definition.trustedOwners("process.trusted-owners", properties.trustedOwners()))),
					this.clients.clock());
		}
		catch (CredentialsException ex) {
			throw definition.invalid("process", "can't be used: " + ex.getMessage(), ex.advice());
		}
		catch (ArithmeticException ex) {
			throw definition.invalid("process.max-output", "is 2 GB or more", "Use a size that fits into memory");
		}
	}

	/**
	 * A list is taken as it is; a single value is split into words, as the AWS CLI does
	 * with {@code credential_process}.
	 */
	private static List<String> command(ProviderDefinition definition, Process properties) {
		List<String> command = Objects.requireNonNullElse(properties.command(), List.of());
		if (!definition.isScalar("process.command")) {
			definition.required("process.command", (command.isEmpty()) ? null : command.get(0));
			return command;
		}
		String line = definition.required("process.command", String.join(",", command));
		try {
			return CommandLine.split(line);
		}
		catch (CredentialsException ex) {
			throw definition.invalid("process.command", "can't be split into words: " + ex.getMessage(), ex.advice());
		}
	}

	CredentialsSource plugin(ProviderDefinition definition) {
		Plugin properties = definition.group(definition.properties().plugin(), SourceKind.PLUGIN);
		PluginOptions options = PluginOptions.of(jar(definition, properties))
			.withClassName(ifSet(definition, "plugin.class-name", properties.className()))
			.withReload(Boolean.TRUE.equals(properties.reload()))
			.withTrustedOwners(definition.trustedOwners("plugin.trusted-owners", properties.trustedOwners()));
		try {
			options = options.withSha256(ifSet(definition, "plugin.sha256", properties.sha256()));
		}
		catch (CredentialsException ex) {
			throw definition.invalid("plugin.sha256", "can't be used: " + ex.getMessage(), ex.advice());
		}
		PluginCredentialsSource source = new PluginCredentialsSource(options, this.clients.clock());
		this.plugins.add(source);
		return source;
	}

	private static Path jar(ProviderDefinition definition, Plugin properties) {
		String location = definition.required("plugin.location", properties.location());
		Path jar = file(location);
		if (jar == null) {
			throw definition.invalid("plugin.location",
					"is '" + Redaction.location(location) + "', which is not a file",
					"Use a path, or a URL that begins with 'file:'");
		}
		return jar;
	}

	private static @Nullable Path file(String location) {
		// A URL that is malformed would be taken for a path, and its password be shown.
		if (location.contains("://") && !location.startsWith("file:")) {
			return null;
		}
		try {
			return ApplicationResourceLoader.get().getResource(location).getFile().toPath();
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Empty is not unset: a checksum whose placeholder has no value must not go
	 * unnoticed.
	 */
	private static @Nullable String ifSet(ProviderDefinition definition, String key, @Nullable String value) {
		return (value != null) ? definition.required(key, value) : null;
	}

	@Override
	public void close() {
		this.plugins.forEach(PluginCredentialsSource::close);
	}

}
