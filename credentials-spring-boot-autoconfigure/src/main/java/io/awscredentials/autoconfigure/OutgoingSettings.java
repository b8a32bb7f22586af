package io.awscredentials.autoconfigure;

import java.io.File;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.ProviderProperties.Http;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.region.RegionResolver;
import io.awscredentials.source.HomeFolder;
import io.awscredentials.source.sts.StsConnection;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * How the sources of a description talk to the world: HTTP clients, region, endpoints.
 * Descriptions with the same settings share their clients.
 */
final class OutgoingSettings {

	private final SharedAwsFiles files;

	private final EnvironmentVariables environment;

	private final @Nullable String fallbackHome;

	private final BeanFactory beans;

	private final InstantSource clock;

	private final ClockSkew clockSkew;

	private final Map<HttpOptions, CredentialsHttpClient> clients = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param beans the beans that an application may supply, which are not looked for
	 * before a request is to be made
	 * @param clock tells the time
	 */
	OutgoingSettings(BeanFactory beans, InstantSource clock) {
		EnvironmentVariables standIn = beans.getBeanProvider(EnvironmentVariables.class).getIfUnique();
		this.environment = (standIn != null) ? standIn : EnvironmentVariables.system();
		// What stands in for the environment, in a test, hides the real home folder, too.
		this.fallbackHome = (standIn != null) ? null : System.getProperty("user.home");
		this.files = new SharedAwsFiles(this.environment, this.fallbackHome);
		this.beans = beans;
		this.clock = clock;
		this.clockSkew = new ClockSkew(clock);
	}

	/**
	 * Return the shared AWS files.
	 * @return the files, unread
	 */
	SharedAwsFiles files() {
		return this.files;
	}

	EnvironmentVariables environment() {
		return this.environment;
	}

	/**
	 * Return a path with the home folder in place of {@code ~}.
	 * @param path the path
	 * @return the path, unchanged if there is no home folder
	 */
	String expandHome(String path) {
		return HomeFolder.find(this.environment, this.fallbackHome, File.separatorChar == '\\').expand(path);
	}

	InstantSource clock() {
		return this.clock;
	}

	/**
	 * Return the time as AWS sees it, about which all sources learn.
	 * @return the corrected clock
	 */
	ClockSkew clockSkew() {
		return this.clockSkew;
	}

	/**
	 * Return how a description reaches STS.
	 * @param description the description
	 * @return the connection
	 */
	StsConnection sts(Description description) {
		return sts(description, () -> this.files.of(description).settings().endpoints(), () -> region(description));
	}

	/**
	 * Return how a description reaches STS where a profile says more.
	 * @param description the description
	 * @param profile gives what the profile says about endpoints
	 * @param region gives the region
	 * @return the connection
	 */
	StsConnection sts(Description description, Supplier<ProfileEndpoints> profile, Supplier<@Nullable String> region) {
		return new StsConnection(client(description, HttpOptions.service()), endpoints(description), profile, region,
				this.clockSkew);
	}

	/**
	 * Return the client for a description.
	 * @param description the description
	 * @param options how patient the client is where nothing is configured
	 * @return the client
	 */
	CredentialsHttpClient client(Description description, HttpOptions options) {
		return this.clients.computeIfAbsent(configured(description, options), (configured) -> CredentialsHttpClient
			.builder(configured)
			.customizers(this.beans.getBeanProvider(CredentialsRestClientCustomizer.class).orderedStream().toList())
			.observationRegistry(
					this.beans.getBeanProvider(ObservationRegistry.class).getIfUnique(() -> ObservationRegistry.NOOP))
			.clock(this.clock)
			.build());
	}

	private HttpOptions configured(Description description, HttpOptions defaults) {
		HttpOptions options = defaults;
		try {
			Integer attempts = http(description, Http::maxAttempts);
			options = (attempts != null) ? options.withMaxAttempts(attempts) : options;
			var connect = http(description, Http::connectTimeout);
			options = (connect != null) ? options.withConnectTimeout(connect) : options;
			var read = http(description, Http::readTimeout);
			return (read != null) ? options.withReadTimeout(read) : options;
		}
		catch (IllegalArgumentException ex) {
			throw description.invalid("http", "has a value out of its range: " + ex.getMessage(), "Correct the value");
		}
	}

	private static <T> @Nullable T http(Description description, Function<Http, @Nullable T> value) {
		return description
			.inherited((properties) -> (properties.http() != null) ? value.apply(properties.http()) : null);
	}

	/**
	 * Return the endpoints for a description.
	 * @param description the description
	 * @return the endpoints
	 */
	Endpoints endpoints(Description description) {
		return new Endpoints(endpointSettings(description), this.environment,
				this.beans.getBeanProvider(EndpointResolver.class).getIfAvailable(DefaultEndpointResolver::new));
	}

	/**
	 * Return what the properties of a description say about endpoints.
	 * @param description the description
	 * @return the settings
	 */
	EndpointSettings endpointSettings(Description description) {
		Map<AwsService, String> endpoints = new EnumMap<>(AwsService.class);
		put(endpoints, AwsService.STS,
				description.inherited((properties) -> (properties.sts() != null) ? properties.sts().endpoint() : null));
		put(endpoints, AwsService.SSO,
				description.inherited((properties) -> (properties.sso() != null) ? properties.sso().endpoint() : null));
		put(endpoints, AwsService.SSO_OIDC, description
			.inherited((properties) -> (properties.sso() != null) ? properties.sso().oidcEndpoint() : null));
		put(endpoints, AwsService.SIGNIN, description
			.inherited((properties) -> (properties.login() != null) ? properties.login().endpoint() : null));
		return new EndpointSettings(endpoints, description.inherited(ProviderProperties::useFips),
				description.inherited(ProviderProperties::useDualstack));
	}

	private static void put(Map<AwsService, String> endpoints, AwsService service, @Nullable String endpoint) {
		if (endpoint != null && !endpoint.isBlank()) {
			endpoints.put(service, endpoint.strip());
		}
	}

	/**
	 * Return the region of a description: its own, the one at the top, that of the
	 * environment, or that of the profile.
	 * @param description the description
	 * @return the region, or {@code null} if none is configured
	 */
	@Nullable String region(Description description) {
		return region(description, () -> this.files.of(description).settings().region());
	}

	/**
	 * Return the region of a description where a profile may name one.
	 * @param description the description
	 * @param profile gives the region of the profile
	 * @return the region, or {@code null} if none is configured
	 */
	@Nullable String region(Description description, Supplier<@Nullable String> profile) {
		return new RegionResolver(this.environment).resolve(description.inherited(ProviderProperties::region), profile);
	}

}
