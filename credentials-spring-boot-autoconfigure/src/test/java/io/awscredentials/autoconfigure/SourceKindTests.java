package io.awscredentials.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import io.awscredentials.CredentialsSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourceKind}.
 */
class SourceKindTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
	void configurationDefinesTheBean(SourceKind kind) {
		Method method = Arrays.stream(ReflectionUtils.getDeclaredMethods(SourceConfiguration.class))
			.filter((candidate) -> candidate.getName().equals(kind.beanName()))
			.findFirst()
			.orElseThrow();
		assertThat(method.isAnnotationPresent(Bean.class)).isTrue();
		assertThat(method.getAnnotation(ConditionalOnSourceKind.class).value()).isEqualTo(kind);
		assertThat(method.getAnnotation(ConditionalOnMissingBean.class).name()).containsExactly(kind.beanName());
		// Spring looks at the signatures of all methods: any other type would be loaded
		// by applications that have no source of the kind.
		assertThat(method.getReturnType()).isEqualTo(CredentialsSource.class);
	}

	@Test
	void groupHasTheNameOfTheKind() {
		Set<SourceKind> grouped = EnumSet
			.complementOf(EnumSet.of(SourceKind.SYSTEM_PROPERTIES, SourceKind.ENVIRONMENT, SourceKind.CUSTOM));
		assertThat(SourceKind.values())
			.allSatisfy((kind) -> assertThat(kind.hasGroup()).as(kind.id()).isEqualTo(grouped.contains(kind)));
	}

}
