package io.awscredentials.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuntimeRoleProperties}.
 */
class RuntimeRolePropertiesTests {

	@Test
	void defaultsAreThoseOfTheMetadata() {
		assertThat(new Binder().bindOrCreate(RuntimeRoleProperties.PREFIX, RuntimeRoleProperties.class))
			.isEqualTo(RuntimeRoleProperties.defaults());
	}

}
