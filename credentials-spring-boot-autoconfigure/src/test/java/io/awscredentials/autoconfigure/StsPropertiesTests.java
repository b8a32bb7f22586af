package io.awscredentials.autoconfigure;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StsProperties}.
 */
class StsPropertiesTests {

	@Test
	void groupsBindInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		BindableRuntimeHintsRegistrar.forTypes(ProviderProperties.class).registerHints(hints);
		assertThat(Arrays.stream(StsProperties.class.getDeclaredClasses()).filter(Class::isRecord)).hasSize(5)
			.allMatch((type) -> RuntimeHintsPredicates.reflection().onType(type).test(hints));
	}

	@Test
	void secretsAreNotPrinted() {
		assertThat(new StsProperties.Mfa(null, "GEZDGNBV", null).toString()).doesNotContain("GEZDGNBV");
		assertThat(new StsProperties.AssumeRole(null, null, "tenant-1", null, null, null, null, null, null, null)
			.toString()).doesNotContain("tenant-1");
	}

}
