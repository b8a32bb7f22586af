package io.awscredentials.source.imds;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ImdsSettings}: options, then the environment, then the profile.
 */
class ImdsSettingsTests {

	private final Map<String, String> environment = new HashMap<>();

	private InstanceMetadataProfile profile = InstanceMetadataProfile.none();

	@Test
	void endpointOfOptionsGoesFirst() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://variable");
		this.profile = new InstanceMetadataProfile("http://profile", null, null, null);
		assertThat(uri("http://options/", null)).isEqualTo("http://options/latest");
		assertThat(uri(null, null)).isEqualTo("http://variable/latest");
		this.environment.clear();
		assertThat(uri(" ", null)).isEqualTo("http://profile/latest");
	}

	@Test
	void anyEndpointGoesBeforeTheMode() {
		this.profile = new InstanceMetadataProfile("http://profile", null, null, null);
		assertThat(uri(null, EndpointMode.IPV6)).isEqualTo("http://profile/latest");
	}

	@Test
	void modeOfOptionsGoesFirst() {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipV6");
		this.profile = new InstanceMetadataProfile(null, "IPv4", null, null);
		assertThat(uri(null, EndpointMode.IPV4)).isEqualTo("http://169.254.169.254/latest");
		assertThat(uri(null, null)).isEqualTo("http://[fd00:ec2::254]/latest");
		this.environment.clear();
		assertThat(uri(null, null)).isEqualTo("http://169.254.169.254/latest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not a uri", "/path", "ftp://host", "http://user:s3cret@host", "http://host?token=s3cret",
			"http://host#s3cret", "http://" })
	void endpointThatIsNoneIsRefusedAndNotQuoted(String endpoint) {
		this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint);
		assertThat(fails(InstanceMetadataOptions.defaults())).hasMessage(
				"The environment variable AWS_EC2_METADATA_SERVICE_ENDPOINT is not an http or https URL of a host");
	}

	@Test
	void modeThatIsNoneIsRefused() {
		this.profile = new InstanceMetadataProfile(null, "IPv7", null, null);
		assertThat(fails(InstanceMetadataOptions.defaults()))
			.hasMessage("The value of ec2_metadata_service_endpoint_mode in the profile is neither IPv4 nor IPv6");
	}

	@Test
	void profileNameOfOptionsGoesFirst() {
		this.environment.put("AWS_EC2_INSTANCE_PROFILE_NAME", "variable");
		this.profile = new InstanceMetadataProfile(null, null, null, "profile");
		assertThat(settings(new InstanceMetadataOptions(null, null, false, false, "options")).profileName())
			.isEqualTo("options");
		assertThat(settings(InstanceMetadataOptions.defaults()).profileName()).isEqualTo("variable");
		this.environment.clear();
		assertThat(settings(InstanceMetadataOptions.defaults()).profileName()).isEqualTo("profile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../user-data", "a?b", "a b", "." })
	void profileNameThatLeadsElsewhereIsRefused(String name) {
		assertThat(fails(new InstanceMetadataOptions(null, null, false, false, name)))
			.hasMessage("The property instance-metadata.profile-name is not the name of an instance profile");
	}

	@Test
	void version1HasToBeAllowed() {
		InstanceMetadataOptions allowing = new InstanceMetadataOptions(null, null, true, false, null);
		assertThat(settings(InstanceMetadataOptions.defaults()).v1Allowed()).isFalse();
		assertThat(settings(allowing).v1Allowed()).isTrue();
		this.profile = new InstanceMetadataProfile(null, null, false, null);
		assertThat(settings(allowing).v1Allowed()).isTrue();
		this.profile = new InstanceMetadataProfile(null, null, true, null);
		assertThat(settings(allowing).v1Allowed()).isFalse();
	}

	@Test
	void propertyDisables() throws Exception {
		disabled(new InstanceMetadataOptions(null, null, false, true, null), "the property instance-metadata.disabled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "True", " TRUE " })
	void variableDisables(String value) throws Exception {
		this.environment.put("AWS_EC2_METADATA_DISABLED", value);
		disabled(InstanceMetadataOptions.defaults(), "the environment variable AWS_EC2_METADATA_DISABLED");
	}

	@Test
	void systemPropertyDisables() throws Exception {
		System.setProperty("aws.disableEc2Metadata", "true");
		try {
			disabled(InstanceMetadataOptions.defaults(), "the system property aws.disableEc2Metadata");
		}
		finally {
			System.clearProperty("aws.disableEc2Metadata");
		}
	}

	@Test
	void otherValueDoesNotDisable() {
		this.environment.put("AWS_EC2_METADATA_DISABLED", "false");
		assertThat(ImdsSettings.disabledBy(InstanceMetadataOptions.defaults(), this.environment::get)).isNull();
	}

	private void disabled(InstanceMetadataOptions options, String by) throws IOException {
		try (ScriptedServer server = new ScriptedServer()) {
			this.environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url());
			InstanceMetadataCredentialsSource source = new InstanceMetadataCredentialsSource(options,
					this.environment::get, () -> {
						throw new IllegalStateException("the profile is not to be read");
					}, ImdsServer.client(), () -> ImdsServer.NOW);
			CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(source::retrieve)
				.actual();
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IMDS_DISABLED);
			assertThat(failure).hasMessage("It is disabled by " + by);
			assertThat(server.asked()).isEmpty();
		}
	}

	private String uri(@Nullable String endpoint, @Nullable EndpointMode mode) {
		return settings(new InstanceMetadataOptions(endpoint, mode, false, false, null)).uri("/latest").toString();
	}

	private ImdsSettings settings(InstanceMetadataOptions options) {
		return ImdsSettings.of(options, this.environment::get, this.profile);
	}

	private CredentialsException fails(InstanceMetadataOptions options) {
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> settings(options))
			.actual();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		return failure;
	}

}
