package io.awscredentials.actuate;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Keeps MFA codes out of the log of Spring MVC, which writes what it reads.
 */
@ControllerAdvice
public final class TokenCodeBodyAdvice extends RequestBodyAdviceAdapter {

	private static final String ENDPOINTS = "org.springframework.boot.webmvc.actuate.endpoint.web.";

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return parameter.getContainingClass().getName().startsWith(ENDPOINTS);
	}

	@Override
	public Object afterBodyRead(Object body, HttpInputMessage inputMessage, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return (body instanceof Map<?, ?> map && map.containsKey("tokenCode")) ? new MaskedBody(map) : body;
	}

	private static final class MaskedBody extends LinkedHashMap<Object, Object> {

		private MaskedBody(Map<?, ?> body) {
			super(body);
		}

		@Override
		public String toString() {
			return keySet() + " (values are not shown)";
		}

	}

}
