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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The sources whose credentials are those of a person who signed in.
 */
final class SignInSourceConfigurations {

	private SignInSourceConfigurations() {
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	@Configuration(proxyBeanMethods = false)
	static class SsoSource implements SourceFactory {

		private static final Log logger = LogFactory.getLog(SsoSource.class);

		private final OutgoingSettings outgoing;

		private final Map<SessionKey, SsoSession> sessions = new ConcurrentHashMap<>();

		SsoSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.outgoing = credentialsInfrastructure.outgoing();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.SSO;
		}

		@Override
		public SsoCredentialsSource create(Description description) {
			Sso properties = description.group(description.properties().sso(), kind());
			String accountId = description.required("sso.account-id", properties.accountId());
			String roleName = description.required("sso.role-name", properties.roleName());
			if (!accountId.matches("\\d{12}")) {
				logger.warn("The value of '" + description.property("sso.account-id") + "' has not the 12 digits of an "
						+ "account ID; in YAML, put it in quotes: a number with a leading zero is another number there");
			}
			return new SsoCredentialsSource(session(description, options(description, properties)), accountId,
					roleName);
		}

		/**
		 * Return a sign-in. Who uses the same one is to be asked for it once.
		 * @param description the description that uses it
		 * @param options how people sign in
		 * @return the sign-in
		 */
		SsoSession session(Description description, SsoSessionOptions options) {
			SessionKey key = new SessionKey(options, this.outgoing.client(description, HttpOptions.service()),
					this.outgoing.endpointSettings(description), this.outgoing.files().of(description));
			return this.sessions.computeIfAbsent(key, (absent) -> {
				Endpoints endpoints = this.outgoing.endpoints(description);
				return new SsoSession(options, absent.client(), (service) -> endpoints.resolve(service,
						options.region(), absent.files().settings().endpoints()), this.outgoing.clock());
			});
		}

		private SsoSessionOptions options(Description description, Sso properties) {
			String name = text(properties.session());
			String startUrl = text(properties.startUrl());
			String region = text(properties.region());
			if (name != null && (startUrl == null || region == null)) {
				ProfileFiles files = this.outgoing.files().of(description);
				ProfileSsoSession section = files.ssoSession(name);
				if (section == null && startUrl == null) {
					throw missing(description, name, files);
				}
				startUrl = (startUrl != null || section == null) ? startUrl : section.startUrl();
				region = (region != null || section == null) ? region : section.region();
			}
			if (region == null) {
				region = this.outgoing.region(description);
			}
			return new SsoSessionOptions(name, required(description, "sso.start-url", startUrl, name),
					Region.requireValid(required(description, "sso.region", region, name),
							"'" + description.property("sso.region") + "'"),
					cacheDirectory(description), properties.login() == SsoLogin.DEVICE, null);
		}

		/**
		 * Return the options of a sign-in that a profile asks for.
		 * @param description the description that uses the profile
		 * @param step the step of the profile
		 * @return the options
		 */
		SsoSessionOptions options(Description description, ProfileStep.Sso step) {
			SsoLogin login = description
				.inherited((inherited) -> (inherited.sso() != null) ? inherited.sso().login() : null);
			return new SsoSessionOptions(step.sessionName(), step.startUrl(), step.region(),
					cacheDirectory(description), login == SsoLogin.DEVICE, step.profile());
		}

		private String cacheDirectory(Description description) {
			String directory = description
				.inherited((inherited) -> (inherited.sso() != null) ? text(inherited.sso().cacheDirectory()) : null);
			return this.outgoing.expandHome(Objects.requireNonNullElse(directory, SsoSessionOptions.CACHE_DIRECTORY));
		}

		private static CredentialsException missing(Description description, String session, ProfileFiles files) {
			return description.invalid("sso.session",
					"names the session '" + session + "', and there is no [sso-session " + session + "] in "
							+ files.configFile(),
					"Add that section, with 'aws configure sso-session' for example, or set 'sso.start-url' and "
							+ "'sso.region'");
		}

		private static String required(Description description, String key, @Nullable String value,
				@Nullable String session) {
			if (value == null && session != null) {
				throw description.invalid(key,
						"is not set, and no section [sso-session " + session + "] of the config file tells",
						"Set the property, or add it to that section");
			}
			return description.required(key, value);
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "ssoCredentialsSource")
		SsoCredentialsSource ssoCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

		private record SessionKey(SsoSessionOptions options, CredentialsHttpClient client, EndpointSettings endpoints,
				ProfileFiles files) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LoginSource implements SourceFactory {

		private final OutgoingSettings outgoing;

		LoginSource(CredentialsInfrastructure credentialsInfrastructure) {
			this.outgoing = credentialsInfrastructure.outgoing();
		}

		@Override
		public SourceKind kind() {
			return SourceKind.LOGIN;
		}

		@Override
		public LoginCredentialsSource create(Description description) {
			Login properties = description.group(description.properties().login(), kind());
			ProfileFiles files = this.outgoing.files().of(description);
			return create(description, description.required("login.session", properties.session()), null,
					() -> this.outgoing.region(description), () -> files.settings().endpoints());
		}

		/**
		 * Create a source.
		 * @param description the description that uses the session
		 * @param session the session
		 * @param profileName the name of the profile that names the session, or
		 * {@code null}
		 * @param region gives the region, or {@code null} if none is configured
		 * @param profile gives what the profile says about endpoints
		 * @return the source
		 */
		LoginCredentialsSource create(Description description, String session, @Nullable String profileName,
				Supplier<@Nullable String> region, Supplier<ProfileEndpoints> profile) {
			LoginOptions options = new LoginOptions(session, this.outgoing.expandHome(cacheDirectory(description)),
					profileName);
			Endpoints endpoints = this.outgoing.endpoints(description);
			return new LoginCredentialsSource(options, this.outgoing.client(description, HttpOptions.service()),
					() -> endpoints.resolve(AwsService.SIGNIN, region.get(), profile.get()), this.outgoing.clock());
		}

		private String cacheDirectory(Description description) {
			String directory = description.inherited(
					(inherited) -> (inherited.login() != null) ? text(inherited.login().cacheDirectory()) : null);
			if (directory == null) {
				directory = this.outgoing.environment().getText(LoginOptions.CACHE_DIRECTORY_VARIABLE);
			}
			return (directory != null) ? directory : LoginOptions.CACHE_DIRECTORY;
		}

		@Bean
		@Conditional(OnSourceKindCondition.class)
		@ConditionalOnMissingBean(name = "loginCredentialsSource")
		LoginCredentialsSource loginCredentialsSource(Descriptions credentialsDescriptions) {
			return create(credentialsDescriptions.top());
		}

	}

}
