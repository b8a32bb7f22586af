package io.awscredentials.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourceKind} and {@link WrapperKind}.
 */
class SourceKindTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
	void configurationDefinesTheBean(SourceKind kind) throws ClassNotFoundException {
		assertThat(kind.configuration()).isNotNull();
		Class<?> configuration = Class.forName(kind.configuration());
		assertThat(configuration).isAssignableTo(SourceFactory.class);
		assertDefines(configuration, kind.beanName());
	}

	@ParameterizedTest
	@EnumSource
	void configurationDefinesTheBean(WrapperKind kind) throws ClassNotFoundException {
		Class<?> configuration = Class.forName(kind.configuration());
		assertThat(configuration).isAssignableTo(SourceWrapper.class);
		assertDefines(configuration, kind.beanName());
	}

	private static void assertDefines(Class<?> configuration, String beanName) {
		assertThat(ReflectionUtils.getDeclaredMethods(configuration)).anySatisfy(
				(method) -> assertThat(method.isAnnotationPresent(Bean.class) && method.getName().equals(beanName))
					.isTrue());
	}

}
