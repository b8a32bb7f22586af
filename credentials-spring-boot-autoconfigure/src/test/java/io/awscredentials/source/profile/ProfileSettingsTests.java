package io.awscredentials.source.profile;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.ProfileEndpoints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProfileSettings}.
 */
class ProfileSettingsTests {

	@Test
	void settingsWhenProfileIsMissingAreUnset() {
		ProfileSettings settings = settings("[profile b]\nregion = r\n");
		assertThat(settings.region()).isNull();
		assertThat(settings.endpoints()).isEqualTo(ProfileEndpoints.none());
		assertThat(settings.ec2MetadataV1Disabled()).isNull();
		assertThat(settings.metadataServiceTimeout()).isNull();
		assertThat(settings.metadataServiceNumAttempts()).isNull();
		assertThat(settings.stsRegionalEndpoints()).isNull();
	}

	@Test
	void settingsWhenProfileHasThemAllReadThem() {
		ProfileSettings settings = settings("""
				[profile a]
				Region = eu-west-1
				sts_regional_endpoints = Legacy
				ec2_metadata_service_endpoint = http://localhost:1338
				ec2_metadata_service_endpoint_mode = IPv6
				ec2_metadata_v1_disabled = TRUE
				ec2_instance_profile_name = web
				metadata_service_timeout = 2.5
				metadata_service_num_attempts = 4
				""");
		assertThat(settings.region()).isEqualTo("eu-west-1");
		assertThat(settings.stsRegionalEndpoints()).isEqualTo("legacy");
		assertThat(settings.ec2MetadataServiceEndpoint()).isEqualTo("http://localhost:1338");
		assertThat(settings.ec2MetadataServiceEndpointMode()).isEqualTo("IPv6");
		assertThat(settings.ec2MetadataV1Disabled()).isTrue();
		assertThat(settings.ec2InstanceProfileName()).isEqualTo("web");
		assertThat(settings.metadataServiceTimeout()).isEqualTo(Duration.ofMillis(2500));
		assertThat(settings.metadataServiceNumAttempts()).isEqualTo(4);
	}

	@Test
	void regionWhenProfileHasNoneIsThatOfItsSource() {
		String sources = "[profile a]\nsource_profile = b\n[profile b]\nsource_profile = c\n[profile c]\n";
		assertThat(settings(sources + "region = r\n").region()).isEqualTo("r");
		assertThat(settings(sources + "source_profile = a\n").region()).isNull();
		assertThat(settings(sources + "source_profile = d\n").region()).isNull();
		assertThat(settings("[profile a]\nsource_profile = a\n").region()).isNull();
	}

	@Test
	void endpointsWhenProfileHasThemReadsThemAndItsServices() {
		ProfileSettings settings = settings("""
				[profile a]
				services = local
				endpoint_url = http://all
				ignore_configured_endpoint_urls = False
				use_fips_endpoint = true
				use_dualstack_endpoint =
				aws_secret_access_key = wJalr
				[services local]
				sts =
				  endpoint_url = http://sts
				sso-OIDC =
				  endpoint_url = http://oidc
				sso =
				  other = x
				signin =
				s3 = x
				""");
		assertThat(settings.endpoints())
			.isEqualTo(
					new ProfileEndpoints("a",
							Map.of("endpoint_url", "http://all", "ignore_configured_endpoint_urls", "False",
									"use_fips_endpoint", "true"),
							Map.of("sts", "http://sts", "sso_oidc", "http://oidc")));
	}

	@Test
	void endpointsWhenServicesAreReadHaveTheKeysOfTheServices() {
		ProfileEndpoints endpoints = settings(
				"[profile a]\nservices = s\n[services s]\n" + Stream.of(AwsService.values())
					.map((service) -> service.profileKey() + " =\n endpoint_url = http://" + service + "\n")
					.collect(Collectors.joining()))
			.endpoints();
		assertThat(AwsService.values()).allSatisfy(
				(service) -> assertThat(endpoints.services()).containsEntry(service.profileKey(), "http://" + service));
	}

	@Test
	void endpointsWhenServicesSectionIsMissingFails() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> settings("[profile a]\nservices = s\nendpoint_url = http://all\n").endpoints())
			.withMessage("There is no section [services s], which services (" + ProfileTexts.CONFIG
					+ ", line 2) of profile 'a' names")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID))
			.satisfies((ex) -> assertThat(ex.advice()).contains("Add [services s] to " + ProfileTexts.CONFIG));
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "1", "true\n false" })
	void settingsWhenTruthIsNotToldFail(String value) {
		assertInvalid("ec2_metadata_v1_disabled", value, ProfileSettings::ec2MetadataV1Disabled);
	}

	@Test
	void metadataServiceTimeoutIsFromAMillisecondToADay() {
		assertThat(settings("[profile a]\nmetadata_service_timeout = 0.001\n").metadataServiceTimeout())
			.isEqualTo(Duration.ofMillis(1));
		assertThat(settings("[profile a]\nmetadata_service_timeout = 86400\n").metadataServiceTimeout())
			.isEqualTo(Duration.ofDays(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0009", "86400.1", "0", "-1", "1s", "NaN", "1e2147483647", "1e200000000", "1e-200000000",
			"1e10" })
	void settingsWhenNumberIsWrongFail(String value) {
		assertInvalid("metadata_service_timeout", value, ProfileSettings::metadataServiceTimeout);
		assertInvalid("metadata_service_num_attempts", value, ProfileSettings::metadataServiceNumAttempts);
		assertInvalid("sts_regional_endpoints", value, ProfileSettings::stsRegionalEndpoints);
	}

	private void assertInvalid(String name, String value, Function<ProfileSettings, @Nullable Object> setting) {
		ProfileSettings settings = settings("[profile a]\n" + name + " = " + value + "\n");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> setting.apply(settings))
			.withMessageContaining(name)
			.withMessageContaining(ProfileTexts.CONFIG + ", line 2")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.PROFILE_INVALID));
	}

	private ProfileSettings settings(String config) {
		return new ProfileSettings(ProfileTexts.config(config), "a");
	}

}
