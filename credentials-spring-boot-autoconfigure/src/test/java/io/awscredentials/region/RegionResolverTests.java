package io.awscredentials.region;

import java.util.HashMap;
import java.util.Map;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RegionResolver}.
 */
class RegionResolverTests {

	private final Map<String, String> variables = new HashMap<>();

	private final RegionResolver resolver = new RegionResolver(this.variables::get);

	@Test
	void resolveGoesThroughTheOrder() {
		this.variables.put("AWS_REGION", "eu-west-1");
		this.variables.put("AWS_DEFAULT_REGION", "eu-west-2");
		assertThat(resolve("eu-central-1", "eu-west-3")).isEqualTo("eu-central-1");
		assertThat(resolve(" ", "eu-west-3")).isEqualTo("eu-west-1");
		this.variables.put("AWS_REGION", " ");
		assertThat(resolve(null, "eu-west-3")).isEqualTo("eu-west-2");
		this.variables.clear();
		assertThat(resolve(null, " eu-west-3 ")).isEqualTo("eu-west-3");
		assertThat(resolve(null, " ")).isNull();
		assertThat(resolve(null, null)).isNull();
	}

	@Test
	void resolveAsksProfileOnlyIfNothingElseNamesARegion() {
		this.variables.put("AWS_DEFAULT_REGION", "eu-west-2");
		assertThat(this.resolver.resolve(null, () -> {
			throw new AssertionError("asked");
		})).isEqualTo("eu-west-2");
	}

	@Test
	void resolveWhenGlobalPseudoRegionReturnsARegionToSignFor() {
		assertThat(resolve("aws-global", null)).isEqualTo("us-east-1");
	}

	@Test
	void resolveWhenInvalidNamesWhereItComesFrom() {
		String invalid = "us-east-1.evil.com/";
		assertThatFails(invalid, null).withMessageContainingAll("property 'region'", invalid);
		this.variables.put("AWS_DEFAULT_REGION", invalid);
		assertThatFails(null, null).withMessageContaining("AWS_DEFAULT_REGION");
		this.variables.put("AWS_REGION", invalid);
		assertThatFails(null, null).withMessageContaining("AWS_REGION");
		this.variables.clear();
		assertThatFails(null, invalid).withMessageContaining("profile");
	}

	@ParameterizedTest
	@CsvSource({ "aws,us-east-1", "aws-cn,cn-north-1", "aws-us-gov,us-gov-west-1", "aws-iso,us-iso-east-1",
			"aws-iso-b,us-isob-east-1", "aws-iso-e,eu-isoe-west-1", "aws-iso-f,us-isof-south-1",
			"aws-eusc,eusc-de-east-1" })
	void fallbackIsInThePartitionOfTheArnAndSaysSo(String partition, String region) {
		String arn = "arn:" + partition + ":iam::123456789012:role/a";
		RegionFallback fallback = RegionResolver.fallback(arn);
		assertThat(fallback.region()).isEqualTo(region);
		assertThat(fallback.explanation()).contains(region, arn, "aws.credentials.region");
		assertThat(Partition.forRegion(region).id()).isEqualTo(partition);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "arn:aws-moon:iam::123456789012:role/a", "GAHT12345678" })
	void fallbackWhenPartitionCanNotBeToldFails(@Nullable String arn) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> RegionResolver.fallback(arn))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.STS_REGION);
				assertThat(ex.advice()).contains("aws.credentials.region");
			});
	}

	private ThrowableAssertAlternative<CredentialsException> assertThatFails(@Nullable String property,
			@Nullable String profile) {
		return assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> resolve(property, profile))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
	}

	private @Nullable String resolve(@Nullable String property, @Nullable String profile) {
		return this.resolver.resolve(property, () -> profile);
	}

}
