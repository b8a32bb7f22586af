package io.awscredentials.benchmarks;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.container.ContainerCredentialsSource;
import io.awscredentials.source.container.ContainerOptions;
import io.awscredentials.source.imds.InstanceMetadataCredentialsSource;
import io.awscredentials.source.imds.InstanceMetadataOptions;
import io.awscredentials.source.imds.InstanceMetadataProfile;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.StsConnection;

/**
 * Our side of the comparisons, as the auto-configuration puts it together.
 */
final class Starter {

	private static final EnvironmentVariables ENVIRONMENT = EnvironmentVariables.system();

	private Starter() {
	}

	static RefreshingCredentialsProvider provider(String name, CredentialsSource source, RefreshScheduler scheduler) {
		return new RefreshingCredentialsProvider(name, source, RefreshPolicy.defaults(), scheduler,
				new RefreshListener() {
				});
	}

	static CredentialsSource metadata() {
		return new InstanceMetadataCredentialsSource(InstanceMetadataOptions.defaults(), ENVIRONMENT,
				InstanceMetadataProfile::none, CredentialsHttpClient.builder(HttpOptions.metadata()).build(),
				InstantSource.system());
	}

	static CredentialsSource container() {
		return new ContainerCredentialsSource(ContainerOptions.defaults(), ENVIRONMENT,
				CredentialsHttpClient.builder(HttpOptions.container()).build());
	}

	static StsConnection sts(URI endpoint) {
		Endpoints endpoints = new Endpoints(
				new EndpointSettings(Map.of(AwsService.STS, endpoint.toString()), null, null), ENVIRONMENT,
				new DefaultEndpointResolver());
		return new StsConnection(CredentialsHttpClient.builder(HttpOptions.service()).build(), endpoints,
				ProfileEndpoints::none, () -> "us-east-1", new ClockSkew(InstantSource.system()));
	}

	static CredentialsSource role(StsConnection sts, String accessKeyId, String secretAccessKey, String roleArn) {
		return new AssumeRoleCredentialsSource(
				new StaticCredentialsSource(new Credentials(accessKeyId, secretAccessKey, null, null, null)),
				AssumeRoleOptions.of(roleArn), sts);
	}

}
