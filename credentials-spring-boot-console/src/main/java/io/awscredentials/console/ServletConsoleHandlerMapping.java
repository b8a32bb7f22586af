package io.awscredentials.console;

import java.util.List;

import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps requests of the page in servlet applications, and nothing else.
 */
final class ServletConsoleHandlerMapping extends RequestMappingHandlerMapping {

	private final List<Object> handlers;

	ServletConsoleHandlerMapping(List<Object> handlers) {
		this.handlers = handlers;
		setOrder(ConsolePath.ORDER);
	}

	@Override
	protected void initHandlerMethods() {
		this.handlers.forEach(this::detectHandlerMethods);
	}

}
