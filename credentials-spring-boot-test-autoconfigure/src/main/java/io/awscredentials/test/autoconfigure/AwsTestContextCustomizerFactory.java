package io.awscredentials.test.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Customizes the applications of classes with {@link AwsTest}.
 */
class AwsTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configuration) {
		return (TestContextAnnotationUtils.hasAnnotation(testClass, AwsTest.class))
				? new AwsTestContextCustomizer(AwsTestEnvironment.get(testClass)) : null;
	}

}
