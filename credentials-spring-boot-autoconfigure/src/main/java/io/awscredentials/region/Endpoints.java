package io.awscredentials.region;

import java.net.URI;
import java.net.URISyntaxException;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint to use for a service, in the order of AWS's SDKs: the application's
 * property, {@code AWS_ENDPOINT_URL_<SERVICE>}, {@code AWS_ENDPOINT_URL}, the profile's
 * {@code services} section, its {@code endpoint_url}, and last what the
 * {@link EndpointResolver} knows. {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} takes the
 * variables and the profile out of that.
 *
 * @hidden
 */
public final class Endpoints {

	private final EndpointSettings settings;

	private final EnvironmentVariables environment;

	private final EndpointResolver resolver;

	/**
	 * Create a new instance.
	 * @param settings the properties of the application
	 * @param environment the environment variables
	 * @param resolver asked where no endpoint is configured
	 */
	public Endpoints(EndpointSettings settings, EnvironmentVariables environment, EndpointResolver resolver) {
		this.settings = settings;
		this.environment = environment;
		this.resolver = resolver;
	}

	/**
	 * Return the endpoint to use for a service.
	 * @param service the service
	 * @param region the ID of the region, or {@code null} if none is configured
	 * @param profile what the profile says
	 * @return an absolute URI with the scheme {@code https} or {@code http} and a host
	 * @throws CredentialsException if what is configured can't be used, or nothing is and
	 * there is no endpoint in the region
	 */
	public URI resolve(AwsService service, @Nullable String region, ProfileEndpoints profile) {
		boolean fips = flag(this.settings.useFips(), "AWS_USE_FIPS_ENDPOINT", profile, "use_fips_endpoint");
		boolean dualStack = flag(this.settings.useDualStack(), "AWS_USE_DUALSTACK_ENDPOINT", profile,
				"use_dualstack_endpoint");
		Configured configured = configured(service, profile);
		if (configured == null) {
			if (region == null) {
				throw failure("No region is configured to find an endpoint of " + service + " in")
					.withAdvice("Set 'aws.credentials.region' or AWS_REGION");
			}
			return fromResolver(new EndpointRequest(service, region, fips, dualStack));
		}
		if (fips || dualStack) {
			throw failure("The endpoint from " + configured.origin() + " can't be combined with "
					+ ((fips) ? "'use-fips'" : "'use-dualstack'"))
				.withAdvice("Name the host wanted in the endpoint and switch the other off, or remove the endpoint");
		}
		return configured.toUri();
	}

	private URI fromResolver(EndpointRequest request) {
		URI uri = this.resolver.resolve(request);
		if (!isAddress(uri)) {
			throw failure("The EndpointResolver " + this.resolver.getClass().getName() + " gave no address for "
					+ request.service() + " in '" + request.region() + "'")
				.withAdvice("It must give an absolute URL, https or http, with a host");
		}
		return uri;
	}

	private @Nullable Configured configured(AwsService service, ProfileEndpoints profile) {
		Configured property = Configured.of(this.settings.endpoints().get(service),
				"the property '" + service.property() + "'");
		if (property != null
				|| flag(null, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", profile, "ignore_configured_endpoint_urls")) {
			return property;
		}
		Configured found = variable(service.environmentVariable());
		if (found == null) {
			found = variable("AWS_ENDPOINT_URL");
		}
		if (found == null) {
			found = Configured.of(profile.services().get(service.profileKey()), "'" + service.profileKey()
					+ "' in the services section of the profile '" + profile.profile() + "'");
		}
		if (found == null) {
			found = Configured.of(profile.properties().get("endpoint_url"), origin(profile, "endpoint_url"));
		}
		return found;
	}

	private @Nullable Configured variable(String name) {
		return Configured.of(this.environment.getText(name), name);
	}

	private boolean flag(@Nullable Boolean property, String variable, ProfileEndpoints profile, String key) {
		if (property != null) {
			return property;
		}
		Configured configured = variable(variable);
		if (configured == null) {
			configured = Configured.of(profile.properties().get(key), origin(profile, key));
		}
		return configured != null && configured.toBoolean();
	}

	// Null comes from a resolver whose code is not null-marked.
	private static boolean isAddress(@Nullable URI uri) {
		return uri != null && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
				&& uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
				&& uri.getRawFragment() == null;
	}

	private static String origin(ProfileEndpoints profile, String key) {
		return "'" + key + "' of the profile '" + profile.profile() + "'";
	}

	private static CredentialsException failure(String message) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Endpoint", message);
	}

	/**
	 * A value that somebody configured, and where.
	 *
	 * @param value the value, which may hold a password and is not to be shown
	 * @param origin where it was configured
	 */
	private record Configured(String value, String origin) {

		static @Nullable Configured of(@Nullable String value, String origin) {
			return (value == null || value.isBlank()) ? null : new Configured(value.strip(), origin);
		}

		boolean toBoolean() {
			// A misspelt 'true' must not switch FIPS off.
			if (this.value.equalsIgnoreCase("true")) {
				return true;
			}
			if (this.value.equalsIgnoreCase("false")) {
				return false;
			}
			throw failure("The value of " + this.origin + " is neither 'true' nor 'false'");
		}

		URI toUri() {
			URI uri = parse();
			if (uri == null || !isAddress(uri)) {
				throw failure("The endpoint from " + this.origin + " is not the address of a service").withAdvice(
						"Give an absolute URL, https or http, with a host of letters, digits, hyphens and dots, "
								+ "and port and path where needed, such as http://localhost:4566");
			}
			return uri;
		}

		private @Nullable URI parse() {
			try {
				return new URI(this.value);
			}
			catch (URISyntaxException ex) {
				return null;
			}
		}

		@Override
		public String toString() {
			return this.origin;
		}

	}

}
