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
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.source.container.ContainerCredentialsSource;
import io.awscredentials.source.container.ContainerOptions;
import io.awscredentials.source.imds.InstanceMetadataCredentialsSource;
import io.awscredentials.source.imds.InstanceMetadataOptions;
import io.awscredentials.source.imds.InstanceMetadataProfile;
import io.awscredentials.source.profile.ProfileCredentialsSource;
import io.awscredentials.source.profile.ProfileFiles;
import io.awscredentials.source.profile.ProfileOptions;
import io.awscredentials.source.profile.ProfileSettings;
import io.awscredentials.source.profile.ProfileSources;
import io.awscredentials.source.profile.ProfileStep;
import io.awscredentials.source.sso.SsoCredentialsSource;
import io.awscredentials.source.sso.SsoSession;
import io.awscredentials.source.sso.SsoSessionOptions;
import io.awscredentials.source.sts.AssumeRoleCredentialsSource;
import io.awscredentials.source.sts.StsConnection;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

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

	/**
	 * Return the source for a profile with keys, or with a role of IAM Identity Center.
	 * @param name the name of the profile
	 * @return the source
	 */
	static CredentialsSource profile(String name) {
		return new ProfileCredentialsSource(
				new ProfileFiles(new ProfileOptions(name, null, null, true), ENVIRONMENT, null), new Sources());
	}

	private static final class Sources implements ProfileSources {

		@Override
		public CredentialsSource first(ProfileStep.Base step, ProfileSettings settings) {
			if (step instanceof ProfileStep.AccessKey keys) {
				return new StaticCredentialsSource(keys.credentials());
			}
			ProfileStep.Sso sso = (ProfileStep.Sso) step;
			Endpoints endpoints = new Endpoints(new EndpointSettings(Map.of(), null, null), ENVIRONMENT,
					new DefaultEndpointResolver());
			String cache = String.valueOf(ENVIRONMENT.get("HOME")) + "/.aws/sso/cache";
			SsoSessionOptions options = new SsoSessionOptions(sso.sessionName(), sso.startUrl(), sso.region(), cache,
					false, sso.profile());
			SsoSession session = new SsoSession(options, CredentialsHttpClient.builder(HttpOptions.service()).build(),
					(service) -> endpoints.resolve(service, sso.region(), settings.endpoints()),
					InstantSource.system());
			return new SsoCredentialsSource(session, sso.accountId(), sso.roleName());
		}

		@Override
		public CredentialsSource assumeRole(CredentialsSource source, ProfileStep.AssumeRole step,
				ProfileSettings settings) {
			throw new IllegalStateException("The profiles of the benchmarks assume no role");
		}

	}

	static String signedRequest(RestClient.Builder builder, URI endpoint, String accessKeyId, String secretAccessKey) {
		Credentials credentials = new Credentials(accessKeyId, secretAccessKey, null, null, null);
		AwsSigning signing = new AwsSigning(() -> credentials, Map.of(), () -> "us-east-1", InstantSource.system(),
				Map.of());
		return String.valueOf(builder.apply(signing.of("sts").hosts(endpoint.getHost()))
			.build()
			.post()
			.uri(endpoint)
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("Action=GetCallerIdentity&Version=2011-06-15")
			.retrieve()
			.body(String.class));
	}

}
