package io.awscredentials.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What an application needs whose environment Spring Cloud refreshes.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = ChangedProperties.EVENT)
class SpringCloudConfiguration {

	@Bean
	ChangedProperties awsCredentialsChangedProperties() {
		return new ChangedProperties();
	}

}
