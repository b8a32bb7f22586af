package io.awscredentials.source.profile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.awscredentials.CredentialsException;
import io.awscredentials.region.ProfileEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * What a profile sets besides credentials, as the files were when it was asked for.
 * Without the profile nothing is set. A value that can't be one of its property fails
 * when it is read, with the code {@code PROFILE_INVALID}:
 * {@code ec2_metadata_v1_disabled = yes} must not mean no.
 */
public final class ProfileSettings {

	private static final BigDecimal MIN_TIMEOUT = BigDecimal.valueOf(1, 3);

	private static final BigDecimal MAX_TIMEOUT = BigDecimal.valueOf(86_400);

	private static final List<String> ENDPOINT_PROPERTIES = List.of("endpoint_url", "ignore_configured_endpoint_urls",
			"use_fips_endpoint", "use_dualstack_endpoint");

	private final Profiles profiles;

	private final @Nullable ProfileSection profile;

	ProfileSettings(Profiles profiles, String name) {
		this.profiles = profiles;
		this.profile = profiles.profile(name);
	}

	/**
	 * Return the region of the profile or, as in AWS's SDK for Rust, of the nearest
	 * source profile that has one.
	 * @return the region, or {@code null}
	 */
	public @Nullable String region() {
		ProfileSection section = this.profile;
		Set<String> visited = new HashSet<>();
		while (section != null && visited.add(section.name())) {
			String region = section.text("region");
			if (region != null) {
				return region;
			}
			String source = section.text("source_profile");
			section = (source != null) ? this.profiles.profile(source) : null;
		}
		return null;
	}

	/**
	 * Return whether the same calls are made to the same places with other settings.
	 * @param other the other settings
	 * @return whether region and endpoints are the same
	 */
	boolean equalsInCalls(ProfileSettings other) {
		return Objects.equals(region(), other.region()) && endpoints().equals(other.endpoints());
	}

	/**
	 * Return what the profile says about endpoints, and the section {@code services} it
	 * names.
	 * @return the endpoints, unchecked
	 * @throws CredentialsException if the profile names a section that does not exist
	 */
	public ProfileEndpoints endpoints() {
		if (this.profile == null) {
			return ProfileEndpoints.none();
		}
		Map<String, String> properties = new HashMap<>();
		for (String name : ENDPOINT_PROPERTIES) {
			String value = text(name);
			if (value != null) {
				properties.put(name, value);
			}
		}
		return new ProfileEndpoints(this.profile.name(), properties, services());
	}

	private Map<String, String> services() {
		String name = text("services");
		if (name == null) {
			return Map.of();
		}
		ProfileSection section = this.profiles.services(name);
		if (section == null) {
			throw missingServices(name);
		}
		Map<String, String> urls = new HashMap<>();
		section.properties().forEach((service, property) -> {
			ProfileProperty url = property.subProperties().get("endpoint_url");
			if (url != null && !url.value().isBlank()) {
				// botocore writes sso_oidc, AWS's SDK for Rust sso-oidc
				urls.put(service.replace('-', '_'), url.value());
			}
		});
		return urls;
	}

	private CredentialsException missingServices(String name) {
		String ignored = this.profiles.ignored(SectionHeader.Type.SERVICES, name);
		String header = "[services " + SectionHeader.quoted(name) + "]";
		return ProfileErrors.invalid(
				"There is no section " + header + ", which " + describe("services") + " names"
						+ ((ignored != null) ? ", but " + ignored : ""),
				"Add " + header + " to " + this.profiles.config().file() + ", or remove 'services' from the profile");
	}

	/**
	 * Return {@code sts_regional_endpoints}, in lower case.
	 * @return {@code legacy}, {@code regional} or {@code null}
	 */
	public @Nullable String stsRegionalEndpoints() {
		String value = text("sts_regional_endpoints");
		String lower = (value != null) ? value.toLowerCase(Locale.ROOT) : null;
		if (lower != null && !lower.equals("legacy") && !lower.equals("regional")) {
			throw wrong("sts_regional_endpoints", "legacy or regional");
		}
		return lower;
	}

	/**
	 * Return {@code ec2_metadata_service_endpoint}.
	 * @return the value, or {@code null}
	 */
	public @Nullable String ec2MetadataServiceEndpoint() {
		return text("ec2_metadata_service_endpoint");
	}

	/**
	 * Return {@code ec2_metadata_service_endpoint_mode}, as it is written.
	 * @return the value, or {@code null}
	 */
	public @Nullable String ec2MetadataServiceEndpointMode() {
		return text("ec2_metadata_service_endpoint_mode");
	}

	/**
	 * Return {@code ec2_metadata_v1_disabled}.
	 * @return the value, or {@code null}
	 */
	public @Nullable Boolean ec2MetadataV1Disabled() {
		String value = text("ec2_metadata_v1_disabled");
		if (value == null || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
			return (value != null) ? Boolean.valueOf(value) : null;
		}
		throw wrong("ec2_metadata_v1_disabled", "true or false");
	}

	/**
	 * Return {@code ec2_instance_profile_name}.
	 * @return the value, or {@code null}
	 */
	public @Nullable String ec2InstanceProfileName() {
		return text("ec2_instance_profile_name");
	}

	/**
	 * Return {@code metadata_service_timeout}, which is in seconds and may have decimals.
	 * @return the value, or {@code null}
	 */
	public @Nullable Duration metadataServiceTimeout() {
		String value = text("metadata_service_timeout");
		if (value == null) {
			return null;
		}
		try {
			// A day is more than anybody waits, and less than what takes time to write
			// out.
			BigDecimal seconds = new BigDecimal(value);
			if (seconds.compareTo(MIN_TIMEOUT) >= 0 && seconds.compareTo(MAX_TIMEOUT) <= 0) {
				return Duration.ofMillis(seconds.movePointRight(3).longValue());
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw wrong("metadata_service_timeout", "a number of seconds above 0, and no more than a day");
	}

	/**
	 * Return {@code metadata_service_num_attempts}.
	 * @return the value, or {@code null}
	 */
	public @Nullable Integer metadataServiceNumAttempts() {
		String value = text("metadata_service_num_attempts");
		if (value == null) {
			return null;
		}
		try {
			int attempts = Integer.parseInt(value);
			if (attempts > 0) {
				return attempts;
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw wrong("metadata_service_num_attempts", "a whole number above 0");
	}

	private @Nullable String text(String name) {
		return (this.profile != null) ? this.profile.text(name) : null;
	}

	private CredentialsException wrong(String name, String right) {
		return ProfileErrors.invalid("The value of " + describe(name) + " is not " + right,
				"Write " + right + " there, or remove " + name);
	}

	private String describe(String name) {
		ProfileSection section = this.profile;
		return (section != null) ? section.property(name) + " of profile '" + section.name() + "'" : name;
	}

}
