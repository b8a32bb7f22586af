package io.awscredentials.source.sts;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Tokens}.
 */
class TokensTests {

	@Test
	void readTakesEachCharacterThatCanBeSeen() {
		StringBuilder token = new StringBuilder();
		for (char c = '!'; c <= '~'; c++) {
			token.append(c);
		}
		assertThat(read(token.toString())).isEqualTo(token.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "token\n", "token\r\n", "token\r" })
	void readCutsOneLineBreakOff(String token) {
		assertThat(read(token)).isEqualTo("token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "to ken", " token", "token\n\n", "to\nken", "token\u007f", "tok\u00ebn", "tok\u0000en" })
	void readRefusesOtherCharacters(String token) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> read(token))
			.withMessageContaining("The token has a line break")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.WEB_IDENTITY_TOKEN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void readRefusesNothing(String token) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> read(token))
			.withMessageContaining("The token is empty");
	}

	private static String read(String token) {
		return Tokens.read("WebIdentity", () -> token, "The token");
	}

}
