package io.awscredentials.region;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DefaultEndpointResolver}. The tables are those of the endpoint tests
 * of AWS's SDKs, with the partitions that have none there.
 */
class DefaultEndpointResolverTests {

	private final DefaultEndpointResolver resolver = new DefaultEndpointResolver();

	@ParameterizedTest
	@CsvSource({ "us-east-1,sts.us-east-1.amazonaws.com", "eu-west-1,sts.eu-west-1.amazonaws.com",
			"mx-south-9,sts.mx-south-9.amazonaws.com", "aws-global,sts.us-east-1.amazonaws.com",
			"cn-north-1,sts.cn-north-1.amazonaws.com.cn", "us-gov-west-1,sts.us-gov-west-1.amazonaws.com",
			"us-iso-east-1,sts.us-iso-east-1.c2s.ic.gov", "us-isob-east-1,sts.us-isob-east-1.sc2s.sgov.gov",
			"eu-isoe-west-1,sts.eu-isoe-west-1.cloud.adc-e.uk", "us-isof-east-1,sts.us-isof-east-1.csp.hci.ic.gov",
			"eusc-de-east-1,sts.eusc-de-east-1.amazonaws.eu" })
	void regional(String region, String sts) {
		assertThat(resolve(AwsService.STS, region, false, false)).isEqualTo(sts);
		assertThat(resolve(AwsService.SSO, region, false, false)).isEqualTo("portal.sso" + sts.substring(3));
		assertThat(resolve(AwsService.SSO_OIDC, region, false, false)).isEqualTo("oidc" + sts.substring(3));
	}

	@ParameterizedTest
	@CsvSource({ "eu-central-1,false,false,rolesanywhere.eu-central-1.amazonaws.com",
			"eu-central-1,false,true,rolesanywhere.eu-central-1.api.aws",
			"us-east-1,true,false,rolesanywhere-fips.us-east-1.amazonaws.com",
			"us-gov-west-1,true,false,rolesanywhere-fips.us-gov-west-1.amazonaws.com",
			"us-gov-west-1,true,true,rolesanywhere-fips.us-gov-west-1.api.aws",
			"cn-north-1,false,false,rolesanywhere.cn-north-1.amazonaws.com.cn",
			"eusc-de-east-1,false,true,rolesanywhere.eusc-de-east-1.api.amazonwebservices.eu" })
	void rolesAnywhere(String region, boolean fips, boolean dualStack, String host) {
		assertThat(resolve(AwsService.ROLESANYWHERE, region, fips, dualStack)).isEqualTo(host);
	}

	@ParameterizedTest
	@CsvSource({ "us-east-1,sts-fips.us-east-1.amazonaws.com", "us-west-2,sts-fips.us-west-2.amazonaws.com",
			"cn-north-1,sts-fips.cn-north-1.amazonaws.com.cn", "us-gov-east-1,sts.us-gov-east-1.amazonaws.com",
			"us-gov-west-1,sts.us-gov-west-1.amazonaws.com", "us-iso-east-1,sts-fips.us-iso-east-1.c2s.ic.gov",
			"us-isob-east-1,sts-fips.us-isob-east-1.sc2s.sgov.gov" })
	void fips(String region, String sts) {
		assertThat(resolve(AwsService.STS, region, true, false)).isEqualTo(sts);
		assertThat(resolve(AwsService.SSO, region, true, false)).isEqualTo("portal.sso" + sts.substring(3));
		assertThat(resolve(AwsService.SSO_OIDC, region, true, false)).isEqualTo("oidc" + sts.substring(3));
	}

	@ParameterizedTest
	@CsvSource({ "us-east-1,sts.us-east-1.api.aws", "cn-north-1,sts.cn-north-1.api.amazonwebservices.com.cn",
			"us-gov-east-1,sts.us-gov-east-1.api.aws", "us-isob-east-1,sts.us-isob-east-1.api.aws.scloud" })
	void dualStack(String region, String sts) {
		assertThat(resolve(AwsService.STS, region, false, true)).isEqualTo(sts);
		assertThat(resolve(AwsService.SSO, region, false, true)).isEqualTo("portal.sso" + sts.substring(3));
		assertThat(resolve(AwsService.SSO_OIDC, region, false, true)).isEqualTo("oidc" + sts.substring(3));
	}

	@ParameterizedTest
	@CsvSource({ "us-east-1,sts-fips.us-east-1.api.aws", "us-east-2,sts-fips.us-east-2.api.aws",
			"cn-north-1,sts-fips.cn-north-1.api.amazonwebservices.com.cn",
			"us-gov-east-1,sts-fips.us-gov-east-1.api.aws" })
	void fipsAndDualStack(String region, String sts) {
		assertThat(resolve(AwsService.STS, region, true, true)).isEqualTo(sts);
		assertThat(resolve(AwsService.SSO, region, true, true)).isEqualTo("portal.sso" + sts.substring(3));
		assertThat(resolve(AwsService.SSO_OIDC, region, true, true)).isEqualTo("oidc" + sts.substring(3));
	}

	@ParameterizedTest
	@CsvSource({ "us-east-1,false,false,us-east-1.signin.aws.amazon.com",
			"us-east-2,false,false,us-east-2.signin.aws.amazon.com",
			"cn-north-1,false,false,cn-north-1.signin.amazonaws.cn",
			"us-gov-west-1,false,false,us-gov-west-1.signin.amazonaws-us-gov.com",
			"us-iso-east-1,false,false,us-iso-east-1.signin.c2shome.ic.gov",
			"us-isob-east-1,false,false,us-isob-east-1.signin.sc2shome.sgov.gov",
			"us-isof-south-1,false,false,us-isof-south-1.signin.csphome.hci.ic.gov",
			"eu-isoe-west-1,false,false,eu-isoe-west-1.signin.csphome.adc-e.uk",
			"eusc-de-east-1,false,false,eusc-de-east-1.signin.amazonaws-eusc.eu",
			"us-gov-west-1,true,false,signin-fips.amazonaws-us-gov.com",
			"us-gov-east-1,true,false,us-gov-east-1.signin-fips.amazonaws-us-gov.com",
			"us-east-1,true,false,signin-fips.us-east-1.amazonaws.com", "us-east-1,false,true,signin.us-east-1.api.aws",
			"cn-north-1,false,true,signin.cn-north-1.api.amazonwebservices.com.cn",
			"us-gov-west-1,false,true,signin.us-gov-west-1.api.aws",
			"us-gov-west-1,true,true,signin-fips.us-gov-west-1.api.aws" })
	void signIn(String region, boolean fips, boolean dualStack, String host) {
		assertThat(resolve(AwsService.SIGNIN, region, fips, dualStack)).isEqualTo(host);
	}

	@ParameterizedTest
	@EnumSource(AwsService.class)
	void resolveWhenPartitionHasNoFipsOrDualStackSaysSo(AwsService service) {
		Partition bare = new Partition("aws-moon", "moon.example", "api.moon.example", false, false, "moon-1",
				Pattern.compile("moon-\\d+"), List.of());
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(
					() -> DefaultEndpointResolver.resolve(new EndpointRequest(service, "moon-1", true, false), bare))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
			.withMessageContainingAll("aws-moon", "moon-1", "FIPS");
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(
					() -> DefaultEndpointResolver.resolve(new EndpointRequest(service, "moon-1", false, true), bare))
			.withMessageContainingAll("aws-moon", "moon-1", "dual-stack");
	}

	@Test
	void signInInPartitionToComeEndsAsServicesDo() {
		Partition moon = new Partition("aws-moon", "moon.example", "api.moon.example", true, true, "moon-1",
				Pattern.compile("moon-\\d+"), List.of());
		EndpointRequest request = new EndpointRequest(AwsService.SIGNIN, "moon-1", false, false);
		assertThat(DefaultEndpointResolver.resolve(request, moon)).hasToString("https://moon-1.signin.moon.example");
	}

	private String resolve(AwsService service, String region, boolean fips, boolean dualStack) {
		String uri = this.resolver.resolve(new EndpointRequest(service, region, fips, dualStack)).toString();
		assertThat(uri).startsWith("https://");
		return uri.substring("https://".length());
	}

}
