package io.awscredentials.test.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Tells an application of the server of its test. Equal where the server is the same, so
 * that no other class uses the application.
 *
 * @param test what the test uses
 */
record AwsTestContextCustomizer(AwsTestEnvironment test) implements ContextCustomizer {

	private static final String TEST = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		MapPropertySource properties = new MapPropertySource("awsTest", this.test.properties());
		if (sources.contains(TEST)) {
			sources.addAfter(TEST, properties);
		}
		else {
			sources.addFirst(properties);
		}
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		beans.registerSingleton("awsTestServer", this.test.server());
		if (this.test.clock() != null) {
			beans.registerSingleton("credentialsClock", this.test.clock());
		}
	}

}
