package io.awscredentials.region;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Endpoints}.
 */
class EndpointsTests {

	private final Map<AwsService, String> properties = new HashMap<>();

	private @Nullable Boolean useFips;

	private @Nullable Boolean useDualStack;

	private final Map<String, String> variables = new HashMap<>();

	private final Map<String, String> profile = new HashMap<>();

	private final Map<String, String> services = new HashMap<>();

	private EndpointResolver resolver = new DefaultEndpointResolver();

	@Test
	void resolveGoesThroughTheOrderOfTheSdks() {
		this.properties.put(AwsService.STS, "http://property");
		this.variables.put("AWS_ENDPOINT_URL_STS", "http://service-variable");
		this.variables.put("AWS_ENDPOINT_URL", "http://variable");
		this.services.put("sts", "http://service-profile");
		this.profile.put("endpoint_url", "http://profile");
		assertThat(sts()).hasToString("http://property");
		this.properties.put(AwsService.STS, " ");
		assertThat(sts()).hasToString("http://service-variable");
		this.variables.put("AWS_ENDPOINT_URL_STS", "");
		assertThat(sts()).hasToString("http://variable");
		this.variables.remove("AWS_ENDPOINT_URL");
		assertThat(sts()).hasToString("http://service-profile");
		this.services.put("sts", " ");
		assertThat(sts()).hasToString("http://profile");
		this.profile.clear();
		assertThat(sts()).hasToString("https://sts.us-east-2.amazonaws.com");
	}

	@ParameterizedTest
	@CsvSource({ "STS,AWS_ENDPOINT_URL_STS,sts", "SSO,AWS_ENDPOINT_URL_SSO,sso",
			"SSO_OIDC,AWS_ENDPOINT_URL_SSO_OIDC,sso_oidc", "SIGNIN,AWS_ENDPOINT_URL_SIGNIN,signin",
			"ROLESANYWHERE,AWS_ENDPOINT_URL_ROLESANYWHERE,rolesanywhere" })
	void resolveTakesWhatIsMeantForTheServiceAlone(AwsService service, String variable, String key) {
		this.variables.put(variable, "http://service-variable");
		this.services.put(key, "http://service-profile");
		for (AwsService each : AwsService.values()) {
			assertThat(resolve(each).getHost().equals("service-variable")).isEqualTo(each == service);
		}
		this.variables.clear();
		for (AwsService each : AwsService.values()) {
			assertThat(resolve(each).getHost().equals("service-profile")).isEqualTo(each == service);
		}
	}

	@Test
	void resolveWhenConfiguredOnesAreIgnoredTakesPropertyElseResolver() {
		this.variables.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE");
		this.variables.put("AWS_ENDPOINT_URL_STS", "http://service-variable");
		this.variables.put("AWS_ENDPOINT_URL", "http://variable");
		this.services.put("sts", "http://service-profile");
		this.profile.put("endpoint_url", "http://profile");
		assertThat(sts()).hasToString("https://sts.us-east-2.amazonaws.com");
		this.properties.put(AwsService.STS, "http://property");
		assertThat(sts()).hasToString("http://property");
	}

	@Test
	void resolveWhenProfileIgnoresConfiguredOnesVariableMayOverrule() {
		this.profile.put("ignore_configured_endpoint_urls", "true");
		this.profile.put("endpoint_url", "http://profile");
		assertThat(sts()).hasToString("https://sts.us-east-2.amazonaws.com");
		this.variables.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false");
		assertThat(sts()).hasToString("http://profile");
	}

	@Test
	void resolveTakesFipsAndDualStackFromPropertyThenVariableThenProfile() {
		this.profile.put("use_fips_endpoint", "true");
		this.profile.put("use_dualstack_endpoint", "true");
		assertThat(resolve(AwsService.SSO)).hasToString("https://portal.sso-fips.us-east-2.api.aws");
		this.variables.put("AWS_USE_FIPS_ENDPOINT", "false");
		assertThat(sts()).hasToString("https://sts.us-east-2.api.aws");
		this.variables.put("AWS_USE_DUALSTACK_ENDPOINT", "false");
		assertThat(sts()).hasToString("https://sts.us-east-2.amazonaws.com");
		this.useFips = true;
		assertThat(sts()).hasToString("https://sts-fips.us-east-2.amazonaws.com");
		this.useDualStack = true;
		assertThat(sts()).hasToString("https://sts-fips.us-east-2.api.aws");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" })
	void resolveWhenFlagIsMisspeltNamesIt(String variable) {
		this.variables.put(variable, "ture");
		assertThatFails("ture").withMessageContaining(variable);
	}

	@Test
	void resolveWhenEndpointIsCombinedWithFipsOrDualStackFails() {
		this.variables.put("AWS_ENDPOINT_URL", "http://variable");
		this.useFips = true;
		assertThatFails("http").withMessageContainingAll("AWS_ENDPOINT_URL", "use-fips");
		this.useFips = false;
		this.useDualStack = true;
		assertThatFails("http").withMessageContainingAll("AWS_ENDPOINT_URL", "use-dualstack");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:4566", "/path", "ftp://localhost", "http:///path", "http://", "http://a b",
			"file:/etc/passwd", "http://user:secret@localhost", "http://localhost?secret", "http://localhost#secret",
			"mailto:secret" })
	void resolveWhenEndpointIsNoAddressFailsWithoutShowingIt(String value) {
		this.properties.put(AwsService.STS, value);
		assertThatFails(value).withMessageContaining("'sts.endpoint'").withNoCause();
		this.properties.clear();
		this.variables.put("AWS_ENDPOINT_URL_STS", value);
		assertThatFails(value).withMessageContaining("AWS_ENDPOINT_URL_STS");
		this.variables.clear();
		this.services.put("sts", value);
		assertThatFails(value).withMessageContainingAll("services", "'the-profile'");
		this.services.clear();
		this.profile.put("endpoint_url", value);
		assertThatFails(value).withMessageContainingAll("endpoint_url", "'the-profile'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:4566", "HTTPS://sts.example/prefix/", "http://[::1]:4566",
			"https://vpce-1.sts.us-east-1.vpce.amazonaws.com" })
	void resolveReturnsConfiguredAddressAsItIs(String value) {
		this.properties.put(AwsService.STS, " " + value + " ");
		assertThat(sts()).hasToString(value);
	}

	@Test
	void resolveAsksResolverOfApplication() {
		this.useFips = true;
		this.resolver = (request) -> URI.create("http://" + request.service().profileKey() + "." + request.region()
				+ ".example" + ((request.fips()) ? "/fips" : ""));
		assertThat(sts()).hasToString("http://sts.us-east-2.example/fips");
	}

	@Test
	void resolveWhenResolverOfApplicationGivesNoAddressFails() {
		this.resolver = (request) -> URI.create("/nowhere");
		assertThatFails("nowhere").withMessageContaining("EndpointResolver");
	}

	@Test
	void profileEndpointsShowsNoProperties() {
		this.profile.put("aws_secret_access_key", "secret");
		assertThat(profileEndpoints()).hasToString("ProfileEndpoints[profile=the-profile]");
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatFails(String unseen) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(this::sts).satisfies((ex) -> {
			assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(ex.getMessage()).doesNotContain(unseen).doesNotContain("secret");
		});
	}

	private URI sts() {
		return resolve(AwsService.STS);
	}

	private URI resolve(AwsService service) {
		EndpointSettings settings = new EndpointSettings(this.properties, this.useFips, this.useDualStack);
		return new Endpoints(settings, this.variables::get, this.resolver).resolve(service, "us-east-2",
				profileEndpoints());
	}

	private ProfileEndpoints profileEndpoints() {
		return new ProfileEndpoints("the-profile", this.profile, this.services);
	}

}
