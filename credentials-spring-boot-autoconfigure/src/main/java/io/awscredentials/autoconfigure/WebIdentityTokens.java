package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.sts.WebIdentityTokenSource;
import io.awscredentials.source.token.PlatformToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds what gives the token of a web identity where it is not a file.
 *
 * @param clients how sources talk to the world
 * @param beans what an application supplies, asked while a source is made
 */
record WebIdentityTokens(AwsClients clients, SuppliedBeans beans) {

	private static final String KEY = "web-identity.token";

	private static final String GITLAB_VARIABLE = "GITLAB_OIDC_TOKEN";

	/**
	 * Return what gives the token of a definition: what the property names, else the bean
	 * of the application.
	 * @param definition the definition
	 * @param properties its group, or {@code null}
	 * @return what gives the token, or {@code null} if there is nothing
	 */
	@Nullable WebIdentityTokenSource find(ProviderDefinition definition, @Nullable WebIdentity properties) {
		String token = (properties != null && properties.token() != null) ? properties.token().strip() : "";
		if (properties == null || token.isEmpty()) {
			return this.beans.webIdentityTokenSource();
		}
		String audience = (properties.audience() != null && !properties.audience().isBlank())
				? properties.audience().strip() : null;
		int colon = token.indexOf(':');
		String platform = (colon >= 0) ? token.substring(0, colon) : token;
		String name = (colon >= 0) ? token.substring(colon + 1).strip() : null;
		if (name != null && (name.isEmpty() || !(platform.equals("gitlab") || platform.equals("oauth2")))) {
			throw unknown(definition, token);
		}
		return switch (platform) {
			case "github" -> PlatformToken.github(orDefault(audience), environment(), service(definition))::get;
			case "gitlab" ->
				PlatformToken.gitlab(Objects.requireNonNullElse(name, GITLAB_VARIABLE), environment())::get;
			case "google" -> PlatformToken.google(orDefault(audience), environment(), metadata(definition))::get;
			case "azure" -> PlatformToken.azure(definition.required("web-identity.audience", audience), environment(),
					metadata(definition))::get;
			case "kubernetes" ->
				PlatformToken.kubernetes(orDefault(audience), environment(), metadata(definition))::get;
			case "oauth2" -> oauth2(definition, name);
			default -> throw unknown(definition, token);
		};
	}

	private WebIdentityTokenSource oauth2(ProviderDefinition definition, @Nullable String registrationId) {
		if (registrationId == null) {
			throw unknown(definition, "oauth2");
		}
		OAuth2Tokens tokens = this.beans.oauth2Tokens();
		Supplier<String> token = (tokens != null) ? tokens.find(registrationId) : null;
		if (token == null) {
			throw definition.invalid(KEY,
					"names the client registration '" + registrationId + "', which "
							+ ((tokens != null) ? "does not exist" : "needs the OAuth 2 client of Spring Security"),
					"Add 'spring.security.oauth2.client.registration." + registrationId
							+ ".*' and spring-boot-starter-security-oauth2-client; while configuration is imported, "
							+ "neither is there yet");
		}
		return token::get;
	}

	private RuntimeException unknown(ProviderDefinition definition, String token) {
		return definition.invalid(KEY, "is '" + token + "', which is no platform that gives tokens",
				"Set it to 'github', 'gitlab', 'gitlab:VARIABLE', 'google', 'azure', 'kubernetes' or "
						+ "'oauth2:REGISTRATION'");
	}

	private static String orDefault(@Nullable String audience) {
		return Objects.requireNonNullElse(audience, PlatformToken.AUDIENCE);
	}

	private EnvironmentVariables environment() {
		return this.clients.environment();
	}

	private CredentialsHttpClient service(ProviderDefinition definition) {
		return client(definition, HttpOptions.service());
	}

	/** Never through a proxy, and patient: such agents are slow at first. */
	private CredentialsHttpClient metadata(ProviderDefinition definition) {
		return client(definition, HttpOptions.container().withReadTimeout(Duration.ofSeconds(5)));
	}

	private CredentialsHttpClient client(ProviderDefinition definition, HttpOptions options) {
		return this.clients.client(definition, new HttpOptions(options.connectTimeout(), options.readTimeout(),
				options.maxAttempts(), options.growing(), options.noProxy(), CredentialsErrorCode.WEB_IDENTITY_TOKEN));
	}

}
