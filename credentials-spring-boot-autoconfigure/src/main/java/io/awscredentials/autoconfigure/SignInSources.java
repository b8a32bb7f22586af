package io.awscredentials.autoconfigure;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.SignInProperties.Login;
import io.awscredentials.autoconfigure.SignInProperties.Sso;
import io.awscredentials.autoconfigure.SignInProperties.SsoLogin;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.region.Region;
import io.awscredentials.source.profile.ProfileFiles;
import io.awscredentials.source.profile.ProfileSsoSession;
import io.awscredentials.source.profile.ProfileStep;
import io.awscredentials.source.sso.LoginCredentialsSource;
import io.awscredentials.source.sso.LoginOptions;
import io.awscredentials.source.sso.SsoCredentialsSource;
import io.awscredentials.source.sso.SsoSession;
import io.awscredentials.source.sso.SsoSessionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources whose credentials are those of a person who signed in.
 */
final class SignInSources {

	private final AwsClients clients;

	private final Map<SessionKey, SsoSession> sessions = new ConcurrentHashMap<>();

	SignInSources(AwsClients clients) {
		this.clients = clients;
	}

	SsoCredentialsSource sso(ProviderDefinition definition) {
		Sso properties = definition.group(definition.properties().sso(), SourceKind.SSO);
		String accountId = definition.required("sso.account-id", properties.accountId());
		String roleName = definition.required("sso.role-name", properties.roleName());
		definition.checkAccountId("sso.account-id", accountId);
		return new SsoCredentialsSource(session(definition, options(definition, properties)), accountId, roleName);
	}

	/**
	 * Return a sign-in. Who uses the same one is to be asked for it once.
	 * @param definition the definition that uses it
	 * @param options how people sign in
	 * @return the sign-in
	 */
	SsoSession session(ProviderDefinition definition, SsoSessionOptions options) {
		SessionKey key = new SessionKey(options, this.clients.client(definition, HttpOptions.service()),
				this.clients.endpointSettings(definition), this.clients.files().of(definition));
		return this.sessions.computeIfAbsent(key, (absent) -> {
			Endpoints endpoints = this.clients.endpoints(definition);
			return new SsoSession(options, absent.client(),
					(service) -> endpoints.resolve(service, options.region(), absent.files().settings().endpoints()),
					this.clients.clock());
		});
	}

	private SsoSessionOptions options(ProviderDefinition definition, Sso properties) {
		String name = text(properties.session());
		String startUrl = text(properties.startUrl());
		String region = text(properties.region());
		if (name != null && (startUrl == null || region == null)) {
			ProfileFiles files = this.clients.files().of(definition);
			ProfileSsoSession section = files.ssoSession(name);
			if (section == null && startUrl == null) {
				throw missing(definition, name, files);
			}
			startUrl = (startUrl != null || section == null) ? startUrl : section.startUrl();
			region = (region != null || section == null) ? region : section.region();
		}
		if (region == null) {
			region = this.clients.region(definition);
		}
		return new SsoSessionOptions(name, required(definition, "sso.start-url", startUrl, name),
				Region.requireValid(required(definition, "sso.region", region, name),
						"'" + definition.property("sso.region") + "'"),
				cacheDirectory(definition), properties.login() == SsoLogin.DEVICE, null);
	}

	/**
	 * Return the options of a sign-in that a profile asks for.
	 * @param definition the definition that uses the profile
	 * @param step the step of the profile
	 * @return the options
	 */
	SsoSessionOptions options(ProviderDefinition definition, ProfileStep.Sso step) {
		SsoLogin login = definition
			.inherited((inherited) -> (inherited.sso() != null) ? inherited.sso().login() : null);
		return new SsoSessionOptions(step.sessionName(), step.startUrl(), step.region(), cacheDirectory(definition),
				login == SsoLogin.DEVICE, step.profile());
	}

	private String cacheDirectory(ProviderDefinition definition) {
		String directory = definition
			.inherited((inherited) -> (inherited.sso() != null) ? text(inherited.sso().cacheDirectory()) : null);
		return this.clients.expandHome(Objects.requireNonNullElse(directory, SsoSessionOptions.CACHE_DIRECTORY));
	}

	private static CredentialsException missing(ProviderDefinition definition, String session, ProfileFiles files) {
		return definition.invalid("sso.session",
				"names the session '" + session + "', and there is no [sso-session " + session + "] in "
						+ files.configFile(),
				"Add that section, with 'aws configure sso-session' for example, or set 'sso.start-url' and "
						+ "'sso.region'");
	}

	private static String required(ProviderDefinition definition, String key, @Nullable String value,
			@Nullable String session) {
		if (value == null && session != null) {
			throw definition.invalid(key,
					"is not set, and no section [sso-session " + session + "] of the config file tells",
					"Set the property, or add it to that section");
		}
		return definition.required(key, value);
	}

	LoginCredentialsSource login(ProviderDefinition definition) {
		Login properties = definition.group(definition.properties().login(), SourceKind.LOGIN);
		ProfileFiles files = this.clients.files().of(definition);
		return login(definition, definition.required("login.session", properties.session()), null,
				() -> this.clients.region(definition), () -> files.settings().endpoints());
	}

	/**
	 * Create a source.
	 * @param definition the definition that uses the session
	 * @param session the session
	 * @param profileName the name of the profile that names the session, or {@code null}
	 * @param region gives the region, or {@code null} if none is configured
	 * @param profile gives what the profile says about endpoints
	 * @return the source
	 */
	LoginCredentialsSource login(ProviderDefinition definition, String session, @Nullable String profileName,
			Supplier<@Nullable String> region, Supplier<ProfileEndpoints> profile) {
		LoginOptions options = new LoginOptions(session, this.clients.expandHome(loginCacheDirectory(definition)),
				profileName);
		Endpoints endpoints = this.clients.endpoints(definition);
		return new LoginCredentialsSource(options, this.clients.client(definition, HttpOptions.service()),
				() -> endpoints.resolve(AwsService.SIGNIN, region.get(), profile.get()), this.clients.clock());
	}

	private String loginCacheDirectory(ProviderDefinition definition) {
		String directory = definition
			.inherited((inherited) -> (inherited.login() != null) ? text(inherited.login().cacheDirectory()) : null);
		if (directory == null) {
			directory = this.clients.environment().getText(LoginOptions.CACHE_DIRECTORY_VARIABLE);
		}
		return (directory != null) ? directory : LoginOptions.CACHE_DIRECTORY;
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	private record SessionKey(SsoSessionOptions options, CredentialsHttpClient client, EndpointSettings endpoints,
			ProfileFiles files) {
	}

}
