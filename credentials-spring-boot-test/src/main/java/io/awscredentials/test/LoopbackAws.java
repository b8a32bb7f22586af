package io.awscredentials.test;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * What an {@link AwsTestServer} is made of.
 */
record LoopbackAws(KeyStore keys, MfaDevices mfaDevices, FederatedTokens webIdentityTokens,
		FederatedTokens samlAssertions, StsRoles roles, InstanceMetadata instanceMetadata,
		ContainerCredentials container, IdentityCenter identityCenter, Login login, RolesAnywhere rolesAnywhere,
		OutboundFederation outboundFederation, SecretsManagerService secretsManager,
		ParameterStoreService parameterStore, ApiService api, List<Service> services) {

	static LoopbackAws create(InstantSource clock, URI uri) {
		KeyStore keys = new KeyStore(clock);
		MfaDevices mfaDevices = new MfaDevices(clock);
		FederatedTokens webIdentityTokens = new FederatedTokens(clock);
		FederatedTokens samlAssertions = new FederatedTokens(clock);
		InstanceMetadata instanceMetadata = new InstanceMetadata();
		ContainerCredentials container = new ContainerCredentials(uri);
		Authenticator authenticator = new Authenticator(keys, clock);
		StsMfa mfa = new StsMfa(mfaDevices);
		StsRoles roles = new StsRoles(keys, mfa, webIdentityTokens, samlAssertions);
		SsoTokens ssoTokens = new SsoTokens(clock, keys);
		IdentityCenter identityCenter = new IdentityCenter(ssoTokens);
		Login login = new Login(keys);
		RolesAnywhere rolesAnywhere = new RolesAnywhere();
		OutboundFederation outboundFederation = new OutboundFederation(uri);
		SecretsManagerService secretsManager = new SecretsManagerService(authenticator);
		ParameterStoreService parameterStore = new ParameterStoreService(authenticator);
		ApiService api = new ApiService(authenticator);
		List<Service> services = List.of(api, new ContainerService(container, keys),
				new InstanceMetadataService(instanceMetadata, keys, clock),
				new StsService(authenticator, keys, roles, mfa,
						new StsIdentityTokens(outboundFederation, roles, clock)),
				new OutboundFederationService(outboundFederation),
				new SsoPortalService(identityCenter, ssoTokens, keys), new OidcService(ssoTokens, uri, clock),
				new DevicePageService(ssoTokens), new SigninService(login, new DpopVerifier(clock)),
				new RolesAnywhereService(rolesAnywhere, roles, keys, clock), secretsManager, parameterStore,
				new S3Service(authenticator));
		return new LoopbackAws(keys, mfaDevices, webIdentityTokens, samlAssertions, roles, instanceMetadata, container,
				identityCenter, login, rolesAnywhere, outboundFederation, secretsManager, parameterStore, api,
				services);
	}

}
