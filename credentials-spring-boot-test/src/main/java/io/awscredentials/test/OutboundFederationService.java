package io.awscredentials.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the issuers of tokens publish for those who verify them.
 */
final class OutboundFederationService implements Service {

	static final String KEY_SET = "/.well-known/jwks.json";

	private static final String CONFIGURATION = "/.well-known/openid-configuration";

	private final OutboundFederation federation;

	OutboundFederationService(OutboundFederation federation) {
		this.federation = federation;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		String path = request.path();
		if (!"GET".equals(request.method()) || !path.startsWith(OutboundFederation.PATH)) {
			return null;
		}
		if (path.endsWith(KEY_SET)) {
			return call("GetKeySet", this.federation.keys(account(path, KEY_SET)).keySet());
		}
		return (path.endsWith(CONFIGURATION))
				? call("GetOpenIdConfiguration", configuration(account(path, CONFIGURATION))) : null;
	}

	private static String account(String path, String end) {
		return path.substring(OutboundFederation.PATH.length(), path.length() - end.length());
	}

	private String configuration(String accountId) {
		Map<String, Object> configuration = new LinkedHashMap<>();
		configuration.put("claims_supported",
				List.of("sub", "iss", "aud", "exp", "iat", "jti", StsIdentityTokens.NAMESPACE));
		configuration.put("id_token_signing_alg_values_supported", List.of("RS256", "ES384"));
		configuration.put("issuer", this.federation.issuer(accountId).toString());
		configuration.put("jwks_uri", this.federation.keySet(accountId).toString());
		configuration.put("subject_types_supported", List.of("public"));
		return Json.write(configuration);
	}

	private static Call call(String action, String json) {
		return new Call("sts-tokens", action, Protocol.REST_JSON,
				(issuing) -> HttpAnswer.of(200, "application/json", json));
	}

}
