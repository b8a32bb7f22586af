package io.awscredentials;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EnvironmentVariables}.
 */
class EnvironmentVariablesTests {

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = { "value,value", " value\t,value",
			"two words,two words", "'\u2003value',value", "'',", "' ',", "'\t',", "'\u2003'," })
	void getTextTrimsAndTakesBlankAsUnset(String value, @Nullable String text) {
		EnvironmentVariables environment = Map.of("NAME", value)::get;
		assertThat(environment.getText("NAME")).isEqualTo(text);
		assertThat(environment.get("NAME")).isEqualTo(value);
	}

	@Test
	void getTextWhenUnsetIsNull() {
		EnvironmentVariables environment = Map.<String, String>of()::get;
		assertThat(environment.getText("NAME")).isNull();
	}

	@Test
	void systemIsTheEnvironmentOfTheProcess() {
		System.getenv().forEach((name, value) -> assertThat(EnvironmentVariables.system().get(name)).isEqualTo(value));
		assertThat(EnvironmentVariables.system().get("AWS_NO_SUCH_VARIABLE_1234")).isNull();
	}

}
