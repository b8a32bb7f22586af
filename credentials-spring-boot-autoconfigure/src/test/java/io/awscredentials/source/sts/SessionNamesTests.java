package io.awscredentials.source.sts;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionNames}.
 */
class SessionNamesTests {

	@Test
	void createUsesTheApplicationAndARandomPart() {
		assertThat(SessionNames.create("orders")).matches("orders-[0-9a-f]{8}")
			.isNotEqualTo(SessionNames.create("orders"));
	}

	@Test
	void createWithoutApplicationHasAName() {
		assertThat(SessionNames.create(null)).startsWith("credentials-spring-boot-");
		assertThat(SessionNames.create(" ")).startsWith("credentials-spring-boot-");
	}

	@Test
	void createReplacesAndCutsWhatStsDoesNotAccept() {
		assertThat(SessionNames.create("My Größe/Service" + "x".repeat(80))).hasSize(64)
			.startsWith("My-Gr--e-Servicexx")
			.matches("[\\w+=,.@-]{2,64}");
	}

	@Test
	void isValidGoesByLengthAndCharacters() {
		assertThat(SessionNames.isValid("a")).isFalse();
		assertThat(SessionNames.isValid("ab")).isTrue();
		assertThat(SessionNames.isValid("x".repeat(64))).isTrue();
		assertThat(SessionNames.isValid("x".repeat(65))).isFalse();
		assertThat(SessionNames.isValid("a b")).isFalse();
	}

	@Test
	void allowedCharactersAreThoseOfSts() {
		for (char c = 0; c < 256; c++) {
			assertThat(SessionNames.isValid("name" + c)).as("%04x", (int) c)
				.isEqualTo(String.valueOf(c).matches("[a-zA-Z0-9_+=,.@-]"));
		}
	}

}
