package io.awscredentials.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.awscredentials.test.Key.Kind;
import io.awscredentials.test.Service.Issuing;
import io.awscredentials.test.http.Json;

/**
 * Issues the tokens by which a caller shows others who it is.
 */
final class StsIdentityTokens {

	static final String NAMESPACE = "https://sts.amazonaws.com/";

	private static final Duration USUAL_DURATION = Duration.ofMinutes(5);

	/** AWS does not tell its limit. */
	private static final int MAX_PAYLOAD = 4096;

	private final OutboundFederation federation;

	private final StsRoles roles;

	private final InstantSource clock;

	StsIdentityTokens(OutboundFederation federation, StsRoles roles, InstantSource clock) {
		this.federation = federation;
		this.roles = roles;
		this.clock = clock;
	}

	String getWebIdentityToken(Key caller, String region, StsParameters parameters, Issuing issuing) {
		List<String> audience = parameters.list("Audience", 10, 1000);
		String algorithm = parameters.required("SigningAlgorithm", 5, 5);
		if (!algorithm.equals("RS256") && !algorithm.equals("ES384")) {
			throw new ServiceException(400, "ValidationError", "1 validation error detected: Value '" + algorithm
					+ "' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: "
					+ "[RS256, ES384]");
		}
		Duration duration = parameters.duration(USUAL_DURATION, 60, 3600);
		Map<String, String> tags = parameters.tags();
		String accountId = caller.credentials().accountId();
		if (!this.federation.isEnabled(accountId)) {
			throw new ServiceException(403, "OutboundWebIdentityFederationDisabledException",
					"Outbound web identity federation is disabled for your account");
		}
		Instant now = this.clock.instant();
		Instant expiration = now.plus(issuing.lifetime(duration)).truncatedTo(ChronoUnit.SECONDS);
		Instant sessionEnd = caller.credentials().expiration();
		if (sessionEnd != null && now.plus(duration).isAfter(sessionEnd)) {
			throw new ServiceException(403, "SessionDurationEscalationException",
					"The requested token duration would extend the session beyond its original expiration time.");
		}
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("aud", (audience.size() == 1) ? audience.get(0) : audience);
		claims.put("sub", subject(caller));
		claims.put(NAMESPACE, awsClaims(caller, region, tags));
		claims.put("iss", this.federation.issuer(accountId).toString());
		claims.put("exp", expiration.getEpochSecond());
		claims.put("iat", now.getEpochSecond());
		claims.put("jti", UUID.randomUUID().toString());
		String payload = Json.write(claims);
		if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD) {
			throw new ServiceException(400, "JWTPayloadSizeExceededException",
					"The requested token payload size exceeds the maximum allowed size.");
		}
		return Xml.text("WebIdentityToken", this.federation.keys(accountId).sign(algorithm, payload))
				+ Xml.text("Expiration", expiration.toString());
	}

	/** The role, not its session, whatever the session is called. */
	private String subject(Key caller) {
		return (caller.kind() == Kind.ROLE) ? this.roles.arn(caller.arn()) : caller.arn();
	}

	private static Map<String, Object> awsClaims(Key caller, String region, Map<String, String> tags) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("aws_account", caller.credentials().accountId());
		claims.put("source_region", region);
		Instant sessionEnd = caller.credentials().expiration();
		if (sessionEnd != null) {
			claims.put("original_session_exp", sessionEnd.toString());
		}
		if (!tags.isEmpty()) {
			claims.put("request_tags", tags);
		}
		return claims;
	}

}
