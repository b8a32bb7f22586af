package io.awscredentials.source.sts;

import java.time.InstantSource;
import java.util.function.Supplier;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * How STS is reached. Region and profile are asked for anew at each retrieval.
 *
 * @param client sends the requests
 * @param endpoints finds the endpoint of STS
 * @param profile gives what the profile says about endpoints
 * @param region gives the region, or {@code null} to fall back to one of the partition
 * that the role is in
 * @param clock the time as AWS sees it, which sources of one application share
 * @hidden
 */
public record StsConnection(CredentialsHttpClient client, Endpoints endpoints, Supplier<ProfileEndpoints> profile,
		Supplier<@Nullable String> region, ClockSkew clock) {

	/**
	 * Return the same with another client.
	 * @param client sends the requests
	 * @return the connection
	 */
	public StsConnection with(CredentialsHttpClient client) {
		return new StsConnection(client, this.endpoints, this.profile, this.region, this.clock);
	}

	/**
	 * Return a connection with the settings of the environment, for a source that an
	 * application creates by itself.
	 * @param region the region, or {@code null} to fall back to one of the partition that
	 * the role is in
	 * @return the connection
	 */
	public static StsConnection of(@Nullable String region) {
		ClockSkew clock = new ClockSkew(InstantSource.system());
		return new StsConnection(CredentialsHttpClient.builder(HttpOptions.service()).clockSkew(clock).build(),
				new Endpoints(EndpointSettings.none(), EnvironmentVariables.system(), new DefaultEndpointResolver()),
				ProfileEndpoints::none, () -> region, clock);
	}

}
