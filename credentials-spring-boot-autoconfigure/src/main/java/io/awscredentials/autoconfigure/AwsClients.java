package io.awscredentials.autoconfigure;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.CredentialsRestClientCustomizer;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.region.AwsHost;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.EndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.region.RegionResolver;
import io.awscredentials.source.HomeFolder;
import io.awscredentials.source.sts.StsConnection;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How the sources of a definition talk to the world: HTTP clients, region, endpoints.
 * Definitions with the same settings share their clients.
 */
final class AwsClients {

	private final SharedAwsFiles files;

	private final EnvironmentVariables environment;

	private final @Nullable String fallbackHome;

	private final InstantSource clock;

	private final ClockSkew clockSkew;

	private final List<CredentialsRestClientCustomizer> customizers;

	private final EndpointResolver endpointResolver;

	private final SuppliedConnection connection;

	private final DeferredObservationRegistry observations = new DeferredObservationRegistry();

	private final Map<HttpOptions, CredentialsHttpClient> clients = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param standIn stands in for the environment variables, or {@code null}
	 * @param clock tells the time
	 * @param customizers look at what is sent
	 * @param endpointResolver knows the endpoints of services
	 * @param connection what wins over properties
	 */
	AwsClients(@Nullable EnvironmentVariables standIn, InstantSource clock,
			List<CredentialsRestClientCustomizer> customizers, EndpointResolver endpointResolver,
			SuppliedConnection connection) {
		this.environment = (standIn != null) ? standIn : EnvironmentVariables.system();
		// What stands in for the environment, in a test, hides the real home folder, too.
		this.fallbackHome = (standIn != null) ? null : System.getProperty("user.home");
		this.files = new SharedAwsFiles(this.environment, this.fallbackHome);
		this.clock = clock;
		this.clockSkew = new ClockSkew(clock);
		this.customizers = customizers;
		this.endpointResolver = endpointResolver;
		this.connection = connection;
	}

	/**
	 * Tell a registry of the requests from now on.
	 * @param registry the registry
	 */
	void observe(ObservationRegistry registry) {
		this.observations.delegateTo(registry);
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

	SuppliedConnection connection() {
		return this.connection;
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
	 * Return how a definition reaches STS.
	 * @param definition the definition
	 * @return the connection
	 */
	StsConnection sts(ProviderDefinition definition) {
		return sts(definition, () -> this.files.of(definition).settings().endpoints(), () -> region(definition));
	}

	/**
	 * Return how a definition reaches STS where a profile says more.
	 * @param definition the definition
	 * @param profile gives what the profile says about endpoints
	 * @param region gives the region
	 * @return the connection
	 */
	StsConnection sts(ProviderDefinition definition, Supplier<ProfileEndpoints> profile,
			Supplier<@Nullable String> region) {
		return new StsConnection(client(definition, HttpOptions.service()), endpoints(definition), profile, region,
				this.clockSkew);
	}

	/**
	 * Return the client for a definition.
	 * @param definition the definition
	 * @param options how patient the client is where nothing is configured
	 * @return the client
	 */
	CredentialsHttpClient client(ProviderDefinition definition, HttpOptions options) {
		return this.clients.computeIfAbsent(configured(definition, options),
				(configured) -> CredentialsHttpClient.builder(configured)
					.customizers(this.customizers)
					.observationRegistry(this.observations)
					.clock(this.clock)
					.clockSkew(this.clockSkew)
					.environment(this.environment)
					.build());
	}

	private HttpOptions configured(ProviderDefinition definition, HttpOptions defaults) {
		HttpOptions options = defaults;
		try {
			Integer attempts = http(definition, HttpProperties::maxAttempts);
			options = (attempts != null) ? options.withMaxAttempts(attempts) : options;
			var connect = http(definition, HttpProperties::connectTimeout);
			options = (connect != null) ? options.withConnectTimeout(connect) : options;
			var read = http(definition, HttpProperties::readTimeout);
			return (read != null) ? options.withReadTimeout(read) : options;
		}
		catch (IllegalArgumentException ex) {
			throw definition.invalid("http", "has a value out of its range: " + ex.getMessage(), "Correct the value");
		}
	}

	private static <T> @Nullable T http(ProviderDefinition definition, Function<HttpProperties, @Nullable T> value) {
		return definition
			.inherited((properties) -> (properties.http() != null) ? value.apply(properties.http()) : null);
	}

	/**
	 * Return the endpoints for a definition.
	 * @param definition the definition
	 * @return the endpoints
	 */
	Endpoints endpoints(ProviderDefinition definition) {
		return new Endpoints(endpointSettings(definition), this.environment, this.endpointResolver);
	}

	/**
	 * Return whether STS is that of AWS, as far as properties and variables tell, and not
	 * another store that speaks its protocol.
	 * @param definition the definition
	 * @return whether it is that of AWS
	 */
	boolean isStsOfAws(ProviderDefinition definition) {
		String endpoint = endpointSettings(definition).endpoints().get(AwsService.STS);
		endpoint = (endpoint != null) ? endpoint : this.environment.getText("AWS_ENDPOINT_URL_STS");
		endpoint = (endpoint != null) ? endpoint : this.environment.getText("AWS_ENDPOINT_URL");
		try {
			String host = (endpoint != null) ? new URI(endpoint).getHost() : null;
			return host == null || AwsHost.parse(host) != null;
		}
		catch (URISyntaxException ex) {
			// Told when the endpoint is used
			return true;
		}
	}

	/**
	 * Return what connection details say about endpoints, or else the properties of a
	 * definition.
	 * @param definition the definition
	 * @return the settings
	 */
	EndpointSettings endpointSettings(ProviderDefinition definition) {
		String supplied = this.connection.endpoint();
		if (supplied != null) {
			return EndpointSettings.of(supplied);
		}
		Map<AwsService, String> endpoints = new EnumMap<>(AwsService.class);
		put(endpoints, AwsService.STS,
				definition.inherited((properties) -> (properties.sts() != null) ? properties.sts().endpoint() : null));
		put(endpoints, AwsService.SSO,
				definition.inherited((properties) -> (properties.sso() != null) ? properties.sso().endpoint() : null));
		put(endpoints, AwsService.SSO_OIDC, definition
			.inherited((properties) -> (properties.sso() != null) ? properties.sso().oidcEndpoint() : null));
		put(endpoints, AwsService.SIGNIN, definition
			.inherited((properties) -> (properties.login() != null) ? properties.login().endpoint() : null));
		put(endpoints, AwsService.ROLESANYWHERE, definition.inherited(
				(properties) -> (properties.rolesAnywhere() != null) ? properties.rolesAnywhere().endpoint() : null));
		return new EndpointSettings(endpoints, definition.inherited(ProviderProperties::useFips),
				definition.inherited(ProviderProperties::useDualstack));
	}

	private static void put(Map<AwsService, String> endpoints, AwsService service, @Nullable String endpoint) {
		if (endpoint != null && !endpoint.isBlank()) {
			endpoints.put(service, endpoint.strip());
		}
	}

	/**
	 * Return the region of a definition: that of connection details, its own, the one at
	 * the top, that of the environment, or that of the profile.
	 * @param definition the definition
	 * @return the region, or {@code null} if none is configured
	 */
	@Nullable String region(ProviderDefinition definition) {
		return region(definition, () -> this.files.of(definition).settings().region());
	}

	/**
	 * Return the region of a definition where a profile may name one.
	 * @param definition the definition
	 * @param profile gives the region of the profile
	 * @return the region, or {@code null} if none is configured
	 */
	@Nullable String region(ProviderDefinition definition, Supplier<@Nullable String> profile) {
		String supplied = this.connection.region();
		return new RegionResolver(this.environment)
			.resolve((supplied != null) ? supplied : definition.inherited(ProviderProperties::region), profile);
	}

}
