package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.awscredentials.autoconfigure.SignInProperties.Login;
import io.awscredentials.autoconfigure.SignInProperties.Sso;
import io.awscredentials.autoconfigure.StsProperties.AssumeRole;
import io.awscredentials.autoconfigure.StsProperties.Mfa;
import io.awscredentials.autoconfigure.StsProperties.SessionToken;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.source.imds.EndpointMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.Delimiter;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.unit.DataSize;

/**
 * Describes where the credentials of one provider come from and how they are kept fresh.
 *
 * @param region AWS region for calls to STS, IAM Identity Center and its OIDC service.
 * @param useFips Whether FIPS endpoints are used.
 * @param useDualstack Whether endpoints that also have an IPv6 address are used.
 * @param startup When the credentials are retrieved for the first time.
 * @param chain Kinds of sources in the order in which they are asked.
 * @param staticKeys Credentials that are part of the configuration.
 * @param profile A profile of the shared AWS files.
 * @param process An external process that prints credentials.
 * @param plugin A jar that is loaded at run time and gives credentials.
 * @param sso A role that IAM Identity Center assigns to a person.
 * @param login A session of the AWS CLI's command 'aws login'.
 * @param container The agent of an ECS task or an EKS pod.
 * @param instanceMetadata The metadata service of an EC2 instance.
 * @param assumeRole A role that is assumed with the credentials of the rest.
 * @param sessionToken A session that is had for the long-term keys of the rest.
 * @param webIdentity A role that is assumed with the token of an OpenID Connect provider.
 * @param mfa Who gives MFA codes.
 * @param rolesAnywhere A role for whoever has a certificate, by IAM Roles Anywhere.
 * @param vault The AWS secrets engine of HashiCorp Vault.
 * @param source Name of the provider whose credentials this one starts from.
 * @param expectedAccountIds IDs of the AWS accounts that the credentials may belong to;
 * those of another one are refused before anybody gets them.
 * @param verifyIdentity Whether STS is asked whose each new set of credentials is, which
 * is then shown.
 * @param refresh When credentials are refreshed, and what happens if that fails.
 * @param http How calls over HTTP are made.
 * @param sts The AWS Security Token Service.
 */
// For who looks at the properties: definitions are read before there are beans.
@Lazy
@ConfigurationProperties("aws.credentials")
record ProviderProperties(@Nullable String region, @Nullable Boolean useFips, @Nullable Boolean useDualstack,
		@Nullable StartupMode startup, @Nullable List<String> chain, @Name("static") @Nullable Static staticKeys,
		@Nullable Profile profile, @Nullable Process process, @Nullable Plugin plugin,
		@NestedConfigurationProperty @Nullable Sso sso, @NestedConfigurationProperty @Nullable Login login,
		@Nullable Container container, @Nullable InstanceMetadata instanceMetadata,
		@NestedConfigurationProperty @Nullable AssumeRole assumeRole,
		@NestedConfigurationProperty @Nullable SessionToken sessionToken,
		@NestedConfigurationProperty @Nullable WebIdentity webIdentity, @NestedConfigurationProperty @Nullable Mfa mfa,
		@NestedConfigurationProperty @Nullable RolesAnywhereProperties rolesAnywhere,
		@NestedConfigurationProperty @Nullable VaultProperties vault, @Nullable String source,
		@Nullable List<String> expectedAccountIds, @Nullable Boolean verifyIdentity, @Nullable Refresh refresh,
		@NestedConfigurationProperty @Nullable HttpProperties http, @Nullable Sts sts) {

	/**
	 * Return the properties of a description that is not there.
	 * @return properties that are all unset
	 */
	static ProviderProperties empty() {
		return new ProviderProperties(null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null);
	}

	static <T extends @Nullable Object> T or(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/**
	 * Credentials that are part of the configuration.
	 *
	 * @param accessKeyId Access key ID.
	 * @param secretAccessKey Secret access key.
	 * @param sessionToken Session token, for temporary credentials.
	 * @param accountId ID of the AWS account the credentials belong to.
	 */
	record Static(@Nullable String accessKeyId, @Nullable String secretAccessKey, @Nullable String sessionToken,
			@Nullable String accountId) {

		@Override
		public String toString() {
			return "Static[...]";
		}

	}

	/**
	 * A profile of the shared AWS files.
	 *
	 * @param name Name of the profile, by default that of the environment variable
	 * AWS_PROFILE, else 'default'.
	 * @param configFile Config file, by default that of the environment variable
	 * AWS_CONFIG_FILE, else ~/.aws/config.
	 * @param credentialsFile Credentials file, by default that of the environment
	 * variable AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials.
	 * @param reload Whether changes of the files count while the application runs.
	 * @param trustedOwners Users who may own a 'credential_process' and the file that
	 * names it, beside root and the user of the application.
	 * @param inProcessSigningHelper Whether a 'credential_process' that is AWS's helper
	 * for IAM Roles Anywhere is answered without running it.
	 */
	record Profile(@Nullable String name, @Nullable String configFile, @Nullable String credentialsFile,
			@Nullable Boolean reload, @Nullable List<String> trustedOwners,
			@Nullable Boolean inProcessSigningHelper) implements MixedGroup {

		/**
		 * Return the group where it is written as a single value.
		 * @param name the value, which is the name of the profile
		 * @return the group
		 */
		public static Profile valueOf(String name) {
			return new Profile(name, null, null, null, null, null);
		}

		@Override
		public boolean asksForSource() {
			return this.name != null || this.configFile != null || this.credentialsFile != null;
		}

	}

	/**
	 * An external process that prints credentials.
	 *
	 * @param command Program and its arguments, as a list or as one string that is split
	 * into words; never run by a shell.
	 * @param timeout Time after which the process and all it started are killed.
	 * @param duration Lifetime of the credentials where the process does not tell their
	 * expiration.
	 * @param maxOutput Size of the output above which the process is killed.
	 * @param environment Environment variables of the process, in addition to the
	 * inherited ones.
	 * @param workingDirectory Working directory of the process.
	 * @param trustedOwners Users who may own the program, its folders and links, beside
	 * root and the user of the application; names or numbers.
	 */
	record Process(@Nullable @Delimiter(Delimiter.NONE) List<String> command, @Nullable Duration timeout,
			@Nullable Duration duration, @Nullable DataSize maxOutput, @Nullable Map<String, String> environment,
			@Nullable Path workingDirectory, @Nullable List<String> trustedOwners) {

		@Override
		public String toString() {
			return "Process[...]";
		}

	}

	/**
	 * A jar that is loaded at run time and gives credentials.
	 *
	 * @param location Path of the jar, or a resource that is a file.
	 * @param className Class of the jar that gives the credentials, by default the one
	 * that the jar lists as a service.
	 * @param sha256 SHA-256 of the jar in hexadecimal; another jar is not loaded.
	 * @param reload Whether a jar that was replaced is loaded anew.
	 * @param trustedOwners Users who may own the jar, its folders and links, beside root
	 * and the user of the application; names or numbers.
	 */
	record Plugin(@Nullable String location, @Nullable String className, @Nullable String sha256,
			@Nullable Boolean reload, @Nullable List<String> trustedOwners) {
	}

	/**
	 * The agent of an ECS task or an EKS pod.
	 *
	 * @param fullUri URL of the credentials, by default that of the environment variable
	 * AWS_CONTAINER_CREDENTIALS_FULL_URI.
	 * @param relativeUri Path of the credentials at the agent of ECS, by default that of
	 * the environment variable AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.
	 * @param authorizationToken Authorization token that the agent wants, by default that
	 * of the environment variable AWS_CONTAINER_AUTHORIZATION_TOKEN.
	 * @param authorizationTokenFile File with the authorization token, read anew for each
	 * retrieval; by default that of the environment variable
	 * AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.
	 */
	record Container(@Nullable String fullUri, @Nullable String relativeUri, @Nullable String authorizationToken,
			@Nullable Path authorizationTokenFile) {

		@Override
		public String toString() {
			return "Container[...]";
		}

	}

	/**
	 * The metadata service of an EC2 instance.
	 *
	 * @param endpoint URL of the service, by default that of the environment variable
	 * AWS_EC2_METADATA_SERVICE_ENDPOINT or of the profile.
	 * @param endpointMode Version of IP by which the service is addressed where no
	 * endpoint is set, by default that of the environment variable
	 * AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE or of the profile, else IPv4.
	 * @param v1Fallback Whether version 1 of the service may be used where version 2,
	 * which has tokens, is not answered.
	 * @param disabled Whether the service is never asked.
	 * @param profileName Name of the instance profile, by default that of the environment
	 * variable AWS_EC2_INSTANCE_PROFILE_NAME or of the profile; else the service is asked
	 * for it.
	 */
	record InstanceMetadata(@Nullable String endpoint, @Nullable EndpointMode endpointMode,
			@Nullable Boolean v1Fallback, @Nullable Boolean disabled, @Nullable String profileName) {
	}

	/**
	 * When credentials are refreshed, and what happens if that fails.
	 *
	 * @param prefetch How long before their expiry credentials may be refreshed in the
	 * background; chosen by their lifetime if not set.
	 * @param jitter Share of the prefetch window, from its start, in which the refresh
	 * starts at random.
	 * @param expiryWindow Lifetime that has to be left for credentials to be served
	 * without waiting for a refresh.
	 * @param timeout Time that a caller waits for credentials at most.
	 * @param giveUp Time after which a retrieval that does not come back is given up; no
	 * shorter than the timeout of callers, and longer by default where that or the
	 * timeout of a process is.
	 * @param onFailure Whether expired credentials may be served while their source
	 * fails.
	 */
	record Refresh(@Nullable Duration prefetch, @Nullable Double jitter, @Nullable Duration expiryWindow,
			@Nullable Duration timeout, @Nullable Duration giveUp, RefreshPolicy.@Nullable OnFailure onFailure) {

		Refresh orElse(Refresh other) {
			return new Refresh(or(this.prefetch, other.prefetch), or(this.jitter, other.jitter),
					or(this.expiryWindow, other.expiryWindow), or(this.timeout, other.timeout),
					or(this.giveUp, other.giveUp), or(this.onFailure, other.onFailure));
		}

		/**
		 * Return the policy.
		 * @param longest how long a retrieval may take by the other settings
		 * @return the policy
		 */
		RefreshPolicy policy(Duration longest) {
			RefreshPolicy defaults = RefreshPolicy.defaults();
			Duration timeout = or(this.timeout, defaults.timeout());
			Duration giveUp = Stream.of(defaults.giveUp(), timeout, longest).max(Duration::compareTo).orElseThrow();
			return new RefreshPolicy(this.prefetch, or(this.jitter, defaults.jitter()),
					or(this.expiryWindow, defaults.expiryWindow()), timeout, or(this.giveUp, giveUp),
					or(this.onFailure, defaults.onFailure()));
		}
	}

	/**
	 * The AWS Security Token Service.
	 *
	 * @param endpoint URL that replaces the regional endpoint.
	 */
	record Sts(@Nullable String endpoint) {
	}

	/**
	 * A group that also holds properties which tell how something is done, and not that
	 * it is to be done.
	 */
	interface MixedGroup {

		/**
		 * Return whether a property asks for the source of this group.
		 * @return whether one does
		 */
		boolean asksForSource();

	}

	/**
	 * When the credentials of a provider are retrieved for the first time.
	 */
	enum StartupMode {

		/** As the application starts, without delaying it. */
		BACKGROUND,

		/** When they are first asked for. */
		LAZY,

		/** Before the application is up, which fails without them. */
		REQUIRED

	}

}
