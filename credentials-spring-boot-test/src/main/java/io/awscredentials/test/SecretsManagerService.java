package io.awscredentials.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * As much of Secrets Manager as reads a secret.
 */
final class SecretsManagerService implements Service {

	private static final String ARN_START = "arn:aws:secretsmanager:" + AwsTestServer.REGION + ":"
			+ AwsTestServer.ACCOUNT_ID + ":secret:";

	private static final String ARN_END = "-TeStId";

	private final Map<String, String> secrets = new ConcurrentHashMap<>();

	private final Authenticator authenticator;

	SecretsManagerService(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	void put(String name, String value) {
		this.secrets.put(name, value);
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		return AwsJson.route(request, "secretsmanager", "secretsmanager", this.authenticator, (action, body) -> {
			if (!"GetSecretValue".equals(action)) {
				throw AwsJson.unknown(action);
			}
			return getSecretValue(body);
		});
	}

	private Map<String, Object> getSecretValue(Map<String, @Nullable Object> body) {
		String id = Json.text(body, "SecretId");
		if (id == null) {
			throw new ServiceException(400, "InvalidParameterException", "SecretId is missing");
		}
		String name = (id.startsWith(ARN_START) && id.endsWith(ARN_END))
				? id.substring(ARN_START.length(), id.length() - ARN_END.length()) : id;
		String value = this.secrets.get(name);
		if (value == null) {
			throw new ServiceException(400, "ResourceNotFoundException",
					"Secrets Manager can't find the specified secret.");
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("ARN", ARN_START + name + ARN_END);
		answer.put("Name", name);
		answer.put("VersionId", UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8)).toString());
		answer.put("SecretString", value);
		answer.put("VersionStages", List.of("AWSCURRENT"));
		answer.put("CreatedDate", AwsJson.CREATED);
		return answer;
	}

}
