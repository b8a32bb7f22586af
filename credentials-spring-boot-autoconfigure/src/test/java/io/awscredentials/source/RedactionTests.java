package io.awscredentials.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	@ParameterizedTest
	@ValueSource(strings = { "EC2 cannot assume the role integration-test. Please see the documentation.",
			"User: arn:aws:sts::123456789012:assumed-role/a-very-long-name-of-a-Role-1/i-0123456789abcdef0 denied",
			"Request ID: 9d6b9e2c-1f4c-4c57-8a0d-3f2f3e9e7a10", "my-long-lower-case-role-name-2 is not there" })
	void sentencesStayReadable(String text) {
		assertThat(Redaction.of(text, null)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
			"eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ", "0123456789abcdef0123456789abcdef" })
	void whatLooksLikeAKeyIsMasked(String secret) {
		assertThat(Redaction.of("key='" + secret + "', refused", null)).isEqualTo("key='****', refused");
	}

	@Test
	void whatWasSentIsMasked() {
		assertThat(Redaction.of("the token open sesame is wrong", "open sesame")).isEqualTo("the token **** is wrong");
	}

	@Test
	void lineBreaksAndControlCharactersGo() {
		assertThat(Redaction.of(" a\r\nb\u001b[31m\tc\u0000 ", null)).isEqualTo("a b [31m c");
	}

	@Test
	void invisibleCharactersOfANameAreReplaced() {
		assertThat(Redaction.onOneLine("a\nb\r\u001b[31m\u202ec\u2028d\u0085e f\u00e9"))
			.isEqualTo("a?b??[31m?c?d?e f\u00e9");
		assertThat(Redaction.of("a\u202eb\u200bc", null)).isEqualTo("a b c");
	}

	@ParameterizedTest
	@CsvSource({ "https://bob:s3cret@example.com/a.jar,https://****@example.com/a.jar",
			"https://example.com/a.jar?token=s3cret,https://example.com/a.jar?****",
			"ftp://s3cret@example.com,ftp://****@example.com", "/opt/a@b/c.jar,/opt/a@b/c.jar",
			"jar:https://bob:s3cret@example.com/a.jar!/,jar:https://****@example.com/a.jar!/",
			"https://bob:s3/cr?e#t@example.com/a.jar,https://****@example.com/a.jar",
			"https://bob:s3@cret@example.com/a.jar,https://****@example.com/a.jar", "file:/opt/c.jar,file:/opt/c.jar",
			"file:///opt/a@b/c.jar,file:///opt/a@b/c.jar", "jar:file:///opt/a@b/c.jar!/,jar:file:///opt/a@b/c.jar!/",
			"classpath:a.jar#s3cret,classpath:a.jar#****" })
	void locationHasNoUserAndNoQuery(String location, String shown) {
		assertThat(Redaction.location(location)).isEqualTo(shown);
	}

	@Test
	void longTextIsCut() {
		assertThat(Redaction.of("word ".repeat(1000), null)).hasSizeLessThan(310).endsWith("...");
	}

}
