package io.awscredentials.region;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Region}.
 */
class RegionTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "us-east-1.evil.com/", "us-east-1.evil", "us-east-1/", "us-east-1#",
			"us-east-1@x", "us-east-1:443", "US-EAST-1", "us_east_1", "-us-east-1", "us-east-1-", "us-east-1\n",
			"us-e\u0430st-1", "a234567890123456789012345678901234567890123456789012345678901234" })
	void requireValidWhenNoHostLabelFails(String id) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> Region.requireValid(id, "AWS_REGION"))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
				assertThat(ex.getMessage()).contains("AWS_REGION").doesNotContain("\n");
			});
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> new EndpointRequest(AwsService.STS, id, false, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fips-us-east-1", "us-east-1-fips" })
	void requireValidWhenOldFipsNameSaysWhatToDo(String id) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> Region.requireValid(id, "AWS_REGION"))
			.satisfies((ex) -> assertThat(ex.advice()).contains("use-fips"));
	}

	@Test
	void requireValidReturnsRegionsToCome() {
		assertThat(Region.requireValid("xy-moon-42", "AWS_REGION")).isEqualTo("xy-moon-42");
	}

}
