package io.awscredentials.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShownText}.
 */
class ShownTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "EC2 cannot assume the role integration-test. Please see the documentation.",
			"User: arn:aws:sts::123456789012:assumed-role/a-very-long-name-of-a-Role-1/i-0123456789abcdef0 denied",
			"Request ID: 9d6b9e2c-1f4c-4c57-8a0d-3f2f3e9e7a10", "my-long-lower-case-role-name-2 is not there" })
	void sentencesStayReadable(String text) {
		assertThat(ShownText.of(text, null)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
			"eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ", "0123456789abcdef0123456789abcdef" })
	void whatLooksLikeAKeyIsMasked(String secret) {
		assertThat(ShownText.of("key='" + secret + "', refused", null)).isEqualTo("key='****', refused");
	}

	@Test
	void whatWasSentIsMasked() {
		assertThat(ShownText.of("the token open sesame is wrong", "open sesame")).isEqualTo("the token **** is wrong");
	}

	@Test
	void lineBreaksAndControlCharactersGo() {
		assertThat(ShownText.of(" a\r\nb\u001b[31m\tc\u0000 ", null)).isEqualTo("a b [31m c");
	}

	@Test
	void longTextIsCut() {
		assertThat(ShownText.of("word ".repeat(1000), null)).hasSizeLessThan(310).endsWith("...");
	}

}
