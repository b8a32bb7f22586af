package io.awscredentials.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountId}.
 */
class AccountIdTests {

	@Test
	void ofTwelveDigitsIsTheText() {
		assertThat(AccountId.of("012345678901")).isEqualTo("012345678901");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "12345678901", "1234567890123", " 23456789012", "12345678901x", "12345678901\n",
			"123456789012\n2026 ERROR forged",
			"\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662" })
	void ofAnythingElseIsNull(String text) {
		assertThat(AccountId.of(text)).isNull();
	}

}
