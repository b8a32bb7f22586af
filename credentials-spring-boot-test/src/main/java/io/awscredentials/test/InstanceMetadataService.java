package io.awscredentials.test;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service: tokens, and the credentials of the instance's role.
 */
final class InstanceMetadataService implements Service {

	private static final String TTL_HEADER = "x-aws-ec2-metadata-token-ttl-seconds";

	private static final String META_DATA = "/latest/meta-data/";

	private static final String LEGACY = META_DATA + "iam/security-credentials";

	private static final String EXTENDED = META_DATA + "iam/security-credentials-extended";

	private final InstanceMetadata settings;

	private final KeyStore keys;

	private final InstantSource clock;

	private final Map<String, Token> tokens = new ConcurrentHashMap<>();

	InstanceMetadataService(InstanceMetadata settings, KeyStore keys, InstantSource clock) {
		this.settings = settings;
		this.keys = keys;
		this.clock = clock;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		String path = request.path();
		if (path.equals("/latest/api/token")) {
			return call("GetMetadataToken", (issuing) -> token(request));
		}
		if (path.startsWith(EXTENDED)) {
			return credentialsCall(request, EXTENDED, true);
		}
		if (path.startsWith(LEGACY)) {
			return credentialsCall(request, LEGACY, false);
		}
		return path.startsWith("/latest/") ? call("GetMetadata", (issuing) -> metadata(request)) : null;
	}

	private Call credentialsCall(HttpRequest request, String base, boolean extended) {
		String name = request.path().substring(base.length()).replaceFirst("^/", "");
		String action = (name.isEmpty() ? "ListMetadataRoles" : "GetMetadataCredentials");
		return call(action, (issuing) -> {
			requireToken(request);
			String roleName = this.settings.roleName();
			if (roleName == null || (extended && !this.settings.isExtended())) {
				throw notFound();
			}
			if (name.isEmpty()) {
				return HttpAnswer.of(200, "text/plain", roleName);
			}
			if (!name.equals(roleName)) {
				throw notFound();
			}
			return credentials(roleName, extended, issuing);
		});
	}

	private HttpAnswer token(HttpRequest request) {
		if (!"PUT".equals(request.method())) {
			throw new ServiceException(405, "Not Allowed", "Method Not Allowed");
		}
		if (request.header("X-Forwarded-For") != null) {
			throw new ServiceException(403, "Forbidden", "Forbidden");
		}
		int ttl = ttl(request.header(TTL_HEADER));
		String token = this.keys.randomText(40);
		this.tokens.put(token, new Token(this.clock.instant().plusSeconds(ttl), this.settings.tokenGeneration()));
		return HttpAnswer.of(200, "text/plain", token).withHeader(TTL_HEADER, Integer.toString(ttl));
	}

	private static int ttl(@Nullable String header) {
		try {
			int ttl = Integer.parseInt(String.valueOf(header));
			if (ttl >= 1 && ttl <= 21_600) {
				return ttl;
			}
		}
		catch (NumberFormatException ex) {
			// Answered below like one that is out of range.
		}
		throw new ServiceException(400, "Bad Request", "Bad Request");
	}

	private void requireToken(HttpRequest request) {
		String header = request.header("x-aws-ec2-metadata-token");
		if (header == null) {
			if (this.settings.isV1Allowed()) {
				return;
			}
			throw new ServiceException(401, "Unauthorized", "Unauthorized");
		}
		Token token = this.tokens.get(header);
		if (token == null || token.generation() != this.settings.tokenGeneration()
				|| !this.clock.instant().isBefore(token.expiration())) {
			throw new ServiceException(401, "Unauthorized", "Unauthorized");
		}
	}

	private HttpAnswer credentials(String roleName, boolean extended, Issuing issuing) {
		Map<String, String> document = new LinkedHashMap<>();
		String failure = this.settings.failureCode();
		document.put("Code", (failure != null) ? failure : "Success");
		document.put("LastUpdated", this.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
		if (failure != null) {
			document.put("Message", this.settings.failureMessage());
		}
		else {
			TestCredentials credentials = this.keys.issue(principal(roleName),
					issuing.lifetime(this.settings.lifetime()));
			document.put("Type", "AWS-HMAC");
			document.put("AccessKeyId", credentials.accessKeyId());
			document.put("SecretAccessKey", credentials.secretAccessKey());
			document.put("Token", String.valueOf(credentials.sessionToken()));
			document.put("Expiration", String.valueOf(credentials.expiration()));
			if (extended) {
				document.put("AccountId", credentials.accountId());
			}
		}
		return HttpAnswer.of(200, "text/plain", Json.write(document));
	}

	private Principal principal(String roleName) {
		return Principal.assumedRole("arn:aws:iam::" + this.settings.accountId() + ":role/" + roleName,
				"AROATESTINSTANCEROLE", "i-0123456789abcdef0");
	}

	private HttpAnswer metadata(HttpRequest request) {
		requireToken(request);
		return switch (request.path()) {
			case META_DATA + "placement/region" -> HttpAnswer.of(200, "text/plain", AwsTestServer.REGION);
			case META_DATA + "placement/availability-zone" ->
				HttpAnswer.of(200, "text/plain", AwsTestServer.REGION + "a");
			default -> throw notFound();
		};
	}

	private static Call call(String action, Operation operation) {
		return new Call("instance-metadata", action, Protocol.METADATA, operation);
	}

	private static ServiceException notFound() {
		return new ServiceException(404, "Not Found", "Not Found");
	}

	private record Token(Instant expiration, int generation) {

	}

}
