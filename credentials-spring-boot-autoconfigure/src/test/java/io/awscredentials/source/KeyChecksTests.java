package io.awscredentials.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyChecks}.
 */
class KeyChecksTests {

	@ParameterizedTest
	@ValueSource(strings = { "ab\u00a0cd", "ab cd", "ab\tcd", "ab\u2007cd", "ab\u200bcd", "ab\ufeffcd", "ab\u0000cd",
			"ab\ncd" })
	void problemNamesPlaceAndCharacterAndNothingElse(String text) {
		assertThat(KeyChecks.problem(text)).isEqualTo(
				"has a blank or an invisible character at position 3 (U+%04X), which no key has", (int) text.charAt(2));
	}

	@Test
	void problemOfWhatKeysAreMadeOfIsNone() {
		assertThat(KeyChecks.problem("wJalrXUtnFEMI/K7MDENG+bPxRfiCY=_-é")).isNull();
		assertThat(KeyChecks.problem(null)).isNull();
	}

}
