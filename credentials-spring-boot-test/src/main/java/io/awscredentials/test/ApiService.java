package io.awscredentials.test;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that are signed for services which check nothing but the signature:
 * API Gateway, OpenSearch, function URLs and the like.
 */
final class ApiService implements Service {

	private final Authenticator authenticator;

	private final Map<String, Api> apis = new ConcurrentSkipListMap<>();

	ApiService(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	void add(String service, String path, String json) {
		this.apis.put(path, new Api(service, json));
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		for (Map.Entry<String, Api> entry : this.apis.entrySet()) {
			String path = entry.getKey();
			if (request.path().equals(path) || request.path().startsWith(path + "/")) {
				Api api = entry.getValue();
				return new Call(api.service(), request.method() + " " + path, Protocol.REST_JSON, (issuing) -> {
					this.authenticator.authenticate(request, api.service(), Protocol.REST_JSON);
					return HttpAnswer.of(200, "application/json", api.json());
				});
			}
		}
		return null;
	}

	/**
	 * What is behind a path.
	 *
	 * @param service the service requests must be signed for
	 * @param json what it answers
	 */
	private record Api(String service, String json) {
	}

}
