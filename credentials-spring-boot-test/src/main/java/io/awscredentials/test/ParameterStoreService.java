package io.awscredentials.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * As much of Systems Manager as reads parameters.
 */
final class ParameterStoreService implements Service {

	private final Map<String, String> parameters = Collections.synchronizedMap(new TreeMap<>());

	private final Authenticator authenticator;

	ParameterStoreService(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	void put(String name, String value) {
		this.parameters.put(name, value);
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		return AwsJson.route(request, "ssm", "AmazonSSM", this.authenticator, (action, body) -> switch (action) {
			case "GetParametersByPath" -> getParametersByPath(body);
			case "GetParameter" -> getParameter(body);
			default -> throw AwsJson.unknown(action);
		});
	}

	private Map<String, Object> getParametersByPath(Map<String, @Nullable Object> body) {
		String path = Json.text(body, "Path");
		if (path == null || !path.startsWith("/")) {
			throw new ServiceException(400, "ValidationException",
					"The parameter path must be prefixed with \"/\" and can't be empty");
		}
		String start = path.endsWith("/") ? path : path + "/";
		boolean recursive = Boolean.TRUE.equals(body.get("Recursive"));
		List<Map<String, Object>> found;
		synchronized (this.parameters) {
			found = this.parameters.entrySet()
				.stream()
				.filter((parameter) -> parameter.getKey().startsWith(start))
				.filter((parameter) -> recursive || parameter.getKey().indexOf('/', start.length()) < 0)
				.map((parameter) -> describe(parameter.getKey(), parameter.getValue()))
				.toList();
		}
		return Map.of("Parameters", found);
	}

	private Map<String, Object> getParameter(Map<String, @Nullable Object> body) {
		String name = String.valueOf(body.get("Name"));
		String value = this.parameters.get(name);
		if (value == null) {
			throw new ServiceException(400, "ParameterNotFound", "");
		}
		return Map.of("Parameter", describe(name, value));
	}

	private static Map<String, Object> describe(String name, String value) {
		Map<String, Object> parameter = new LinkedHashMap<>();
		parameter.put("Name", name);
		parameter.put("Type", "String");
		parameter.put("Value", value);
		parameter.put("Version", 1);
		parameter.put("LastModifiedDate", AwsJson.CREATED);
		parameter.put("ARN", "arn:aws:ssm:" + AwsTestServer.REGION + ":" + AwsTestServer.ACCOUNT_ID + ":parameter"
				+ (name.startsWith("/") ? name : "/" + name));
		parameter.put("DataType", "text");
		return parameter;
	}

}
