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

}
