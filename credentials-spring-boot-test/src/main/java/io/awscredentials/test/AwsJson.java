package io.awscredentials.test;

import java.util.Map;
import java.util.UUID;

import io.awscredentials.test.Service.Call;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The JSON protocol, version 1.1, as it is the same for all services that speak it.
 */
final class AwsJson {

	/**
	 * The beginning of 2026, at which all there is was created.
	 */
	static final long CREATED = 1_767_225_600;

	private AwsJson() {
	}

	static @Nullable Call route(HttpRequest request, String service, String targetPrefix, Authenticator authenticator,
			Action action) {
		String target = request.header("X-Amz-Target");
		if (!"POST".equals(request.method()) || target == null || !target.startsWith(targetPrefix + ".")) {
			return null;
		}
		String name = target.substring(targetPrefix.length() + 1);
		return new Call(service, name, Protocol.JSON, (issuing) -> {
			authenticator.authenticate(request, service, Protocol.JSON);
			return HttpAnswer.of(200, "application/x-amz-json-1.1", Json.write(action.answer(name, body(request))))
				.withHeader("x-amzn-RequestId", UUID.randomUUID().toString());
		});
	}

	static ServiceException unknown(String action) {
		return new ServiceException(400, "UnknownOperationException", "The test server has no action " + action);
	}

	private static Map<String, @Nullable Object> body(HttpRequest request) {
		try {
			return Json.readObject(request.text());
		}
		catch (IllegalArgumentException ex) {
			throw new ServiceException(400, "SerializationException", "The body must be a JSON object");
		}
	}

	/**
	 * Answers the actions of a service.
	 */
	@FunctionalInterface
	interface Action {

		Map<String, Object> answer(String name, Map<String, @Nullable Object> body);

	}

}
