package io.awscredentials.console;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} of the page in
 * servlet applications. It is there where the endpoint is.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(ConsoleEvents.class)
@ConditionalOnAvailableEndpoint(endpoint = CredentialsEndpoint.class, exposure = EndpointExposure.WEB)
class ServletConsoleManagementContextConfiguration {

	// Not for those who ask for the handler mapping of the application by its type.
	@Bean(defaultCandidate = false)
	ServletConsoleHandlerMapping awsCredentialsConsoleHandlerMapping(CredentialsEndpoint endpoint,
			CredentialsProviders providers, ConsoleEvents events, EndpointAccessResolver access,
			WebEndpointProperties properties, ObjectProvider<PathMapper> pathMappers) {
		ServletConsole console = new ServletConsole(endpoint, providers, events,
				() -> access.accessFor(ConsolePath.ENDPOINT, Access.READ_ONLY) == Access.UNRESTRICTED);
		ServletConsoleHandlerMapping mapping = new ServletConsoleHandlerMapping(
				ConsolePath.handlers(console, providers));
		mapping.setPathPrefixes(ConsolePath.prefix(properties, pathMappers));
		return mapping;
	}

}
