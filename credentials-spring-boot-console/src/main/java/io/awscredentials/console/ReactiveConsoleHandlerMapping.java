package io.awscredentials.console;

import java.util.List;

import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps requests of the page in reactive applications, and nothing else.
 */
final class ReactiveConsoleHandlerMapping extends RequestMappingHandlerMapping {

	private final List<Object> handlers;

	ReactiveConsoleHandlerMapping(List<Object> handlers) {
		this.handlers = handlers;
		setOrder(ConsolePath.ORDER);
	}

	@Override
	protected void initHandlerMethods() {
		this.handlers.forEach(this::detectHandlerMethods);
	}

}
