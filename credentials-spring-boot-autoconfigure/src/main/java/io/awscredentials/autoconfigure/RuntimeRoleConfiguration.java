package io.awscredentials.autoconfigure;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * What there is only where roles that are known only at run time are configured: without
 * a property, they have the defaults.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RuntimeRoleProperties.class)
class RuntimeRoleConfiguration {

	RuntimeRoleConfiguration(RuntimeRoleProperties properties) {
		properties.check();
	}

}
