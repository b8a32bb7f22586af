package io.awscredentials.console;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.autoconfigure.AwsCredentialsEndpointAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the page that shows the credentials of a service. This is the
 * part that listens from the start; the page itself belongs to the context of the
 * actuator, which may have a server of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsEndpointAutoConfiguration.class,
		beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBooleanProperty(ConsoleProperties.ENABLED)
@ConditionalOnBean(CredentialsEndpoint.class)
public final class AwsCredentialsConsoleAutoConfiguration {

	AwsCredentialsConsoleAutoConfiguration() {
	}

	@Bean
	ConsoleEvents awsCredentialsConsoleEvents() {
		return new ConsoleEvents();
	}

}
