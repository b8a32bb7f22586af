package io.awscredentials.source.imds;

import java.net.URI;
import java.net.URISyntaxException;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * How the service is asked: as the options say, else the environment, else the profile.
 *
 * @param endpoint the address of the service
 * @param v1Allowed whether version 1 may be used
 * @param profileName the name of the instance profile, or {@code null} if the service has
 * to be asked for it
 */
record ImdsSettings(URI endpoint, boolean v1Allowed, @Nullable String profileName) {

	private static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

	private static final String ENDPOINT_MODE = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

	private static final String V1_DISABLED = "AWS_EC2_METADATA_V1_DISABLED";

	private static final String PROFILE_NAME = "AWS_EC2_INSTANCE_PROFILE_NAME";

	private static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

	private static final String DISABLED_PROPERTY = "aws.disableEc2Metadata";

	/**
	 * Return what says that the service is not to be asked.
	 * @param options the options
	 * @param environment the environment variables
	 * @return the property or variable, or {@code null} if nothing says so
	 */
	static @Nullable String disabledBy(InstanceMetadataOptions options, EnvironmentVariables environment) {
		if (options.disabled()) {
			return "the property instance-metadata.disabled";
		}
		if (isTrue(environment.getText(DISABLED))) {
			return "the environment variable " + DISABLED;
		}
		return (isTrue(System.getProperty(DISABLED_PROPERTY))) ? "the system property " + DISABLED_PROPERTY : null;
	}

	/**
	 * Find the settings.
	 * @param options the options
	 * @param environment the environment variables
	 * @param profile what the profile says
	 * @return the settings
	 * @throws CredentialsException if one of them has a value it can't have
	 */
	static ImdsSettings of(InstanceMetadataOptions options, EnvironmentVariables environment,
			InstanceMetadataProfile profile) {
		Setting endpoint = Setting.first("instance-metadata.endpoint", options.endpoint(), ENDPOINT, environment,
				"ec2_metadata_service_endpoint", profile.endpoint());
		Setting name = Setting.first("instance-metadata.profile-name", options.profileName(), PROFILE_NAME, environment,
				"ec2_instance_profile_name", profile.instanceProfileName());
		if (name != null && !RoleName.isValid(name.value())) {
			throw name.invalid("is not the name of an instance profile");
		}
		boolean v1Disabled = isTrue(environment.getText(V1_DISABLED)) || Boolean.TRUE.equals(profile.v1Disabled());
		return new ImdsSettings((endpoint != null) ? url(endpoint) : mode(options, environment, profile).endpoint(),
				options.v1Fallback() && !v1Disabled, (name != null) ? name.value() : null);
	}

	private static EndpointMode mode(InstanceMetadataOptions options, EnvironmentVariables environment,
			InstanceMetadataProfile profile) {
		if (options.endpointMode() != null) {
			return options.endpointMode();
		}
		Setting setting = Setting.first("", null, ENDPOINT_MODE, environment, "ec2_metadata_service_endpoint_mode",
				profile.endpointMode());
		if (setting == null) {
			return EndpointMode.IPV4;
		}
		EndpointMode mode = EndpointMode.of(setting.value());
		if (mode == null) {
			throw setting.invalid("is neither IPv4 nor IPv6");
		}
		return mode;
	}

	private static URI url(Setting setting) {
		try {
			URI uri = new URI(setting.value());
			boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Its message quotes the text, which may hold a password.
		}
		throw setting.invalid("is not an http or https URL of a host");
	}

	private static boolean isTrue(@Nullable String text) {
		return text != null && text.strip().equalsIgnoreCase("true");
	}

	/**
	 * Return the address of something the service has.
	 * @param path the path, which begins with a slash
	 * @return the address
	 */
	URI uri(String path) {
		String base = this.endpoint.toString();
		return URI.create(((base.endsWith("/")) ? base.substring(0, base.length() - 1) : base) + path);
	}

	/**
	 * A value and where it comes from.
	 *
	 * @param value the value
	 * @param origin the property, variable or key in the profile
	 */
	private record Setting(String value, String origin) {

		static @Nullable Setting first(String property, @Nullable String propertyValue, String variable,
				EnvironmentVariables environment, String key, @Nullable String profileValue) {
			if (propertyValue != null && !propertyValue.isBlank()) {
				return new Setting(propertyValue.strip(), "The property " + property);
			}
			String variableValue = environment.getText(variable);
			if (variableValue != null) {
				return new Setting(variableValue, "The environment variable " + variable);
			}
			return (profileValue == null || profileValue.isBlank()) ? null
					: new Setting(profileValue.strip(), "The value of " + key + " in the profile");
		}

		CredentialsException invalid(String problem) {
			return new CredentialsException(CredentialsErrorCode.CONFIGURATION, InstanceMetadataCredentialsSource.NAME,
					this.origin + " " + problem);
		}

	}

}
