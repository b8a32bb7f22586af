package io.awscredentials.source.imds;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.UnaryOperator;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the service is to be asked: options first, then the environment, then the
 * profile. That is done anew for each retrieval, since the profile may have changed.
 *
 * @param options the options
 * @param environment the environment variables
 * @param profile gives the values of the profile by their keys
 */
record ImdsSettings(InstanceMetadataOptions options, EnvironmentVariables environment,
		UnaryOperator<@Nullable String> profile) {

	private static final Setting ENDPOINT = new Setting("AWS_EC2_METADATA_SERVICE_ENDPOINT",
			"ec2_metadata_service_endpoint");

	private static final Setting ENDPOINT_MODE = new Setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
			"ec2_metadata_service_endpoint_mode");

	private static final Setting V1_DISABLED = new Setting("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled");

	private static final Setting PROFILE_NAME = new Setting("AWS_EC2_INSTANCE_PROFILE_NAME",
			"ec2_instance_profile_name");

	private static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

	private static final String DISABLED_PROPERTY = "aws.disableEc2Metadata";

	/**
	 * Return what says that the service is not to be asked.
	 * @return the name of the property or variable, or {@code null} if nothing says so
	 */
	@Nullable String disabledBy() {
		if (this.options.disabled()) {
			return "the property instance-metadata.disabled";
		}
		if (isTrue(this.environment.getText(DISABLED))) {
			return "the environment variable " + DISABLED;
		}
		return (isTrue(System.getProperty(DISABLED_PROPERTY))) ? "the system property " + DISABLED_PROPERTY : null;
	}

	boolean v1Allowed() {
		return this.options.v1Fallback() && !isTrue(V1_DISABLED.value(this));
	}

	/**
	 * Return the name of the instance profile.
	 * @return the name, or {@code null} if the service has to be asked
	 */
	@Nullable String profileName() {
		String name = text(this.options.profileName());
		String found = (name != null) ? name : PROFILE_NAME.value(this);
		if (found != null && !RoleName.isValid(found)) {
			throw invalid((name != null) ? "The property instance-metadata.profile-name" : PROFILE_NAME.origin(this),
					"is not the name of an instance profile");
		}
		return found;
	}

	/**
	 * Return the address of something the service has.
	 * @param path the path, which begins with a slash
	 * @return the address
	 */
	URI uri(String path) {
		String base = endpoint().toString();
		return URI.create(((base.endsWith("/")) ? base.substring(0, base.length() - 1) : base) + path);
	}

	private URI endpoint() {
		String property = text(this.options.endpoint());
		if (property != null) {
			return endpoint(property, "The property instance-metadata.endpoint");
		}
		String found = ENDPOINT.value(this);
		return (found != null) ? endpoint(found, ENDPOINT.origin(this)) : mode().endpoint();
	}

	private EndpointMode mode() {
		if (this.options.endpointMode() != null) {
			return this.options.endpointMode();
		}
		String found = ENDPOINT_MODE.value(this);
		if (found == null) {
			return EndpointMode.IPV4;
		}
		EndpointMode mode = EndpointMode.of(found);
		if (mode == null) {
			throw invalid(ENDPOINT_MODE.origin(this), "is neither IPv4 nor IPv6");
		}
		return mode;
	}

	private static URI endpoint(String text, String origin) {
		try {
			URI uri = new URI(text);
			boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Its message quotes the text, which may hold a password.
		}
		throw invalid(origin, "is not an http or https URL of a host");
	}

	private static CredentialsException invalid(String origin, String problem) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, InstanceMetadataCredentialsSource.NAME,
				origin + " " + problem);
	}

	private static boolean isTrue(@Nullable String text) {
		return text != null && text.strip().equalsIgnoreCase("true");
	}

	private static @Nullable String text(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * A setting of the environment, else of the profile.
	 *
	 * @param variable the environment variable
	 * @param key the key in the profile
	 */
	private record Setting(String variable, String key) {

		@Nullable String value(ImdsSettings settings) {
			String value = settings.environment.getText(this.variable);
			return (value != null) ? value : text(settings.profile.apply(this.key));
		}

		String origin(ImdsSettings settings) {
			return (settings.environment.getText(this.variable) != null) ? "The environment variable " + this.variable
					: "The value of " + this.key + " in the profile";
		}

	}

}
