package io.awscredentials.test.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.awscredentials.test.TestCredentials;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens that are presigned URLs, as RDS, ElastiCache, MemoryDB and MSK do.
 *
 * @param keys finds the credentials of an access key ID, {@code AwsTestServer::find} for
 * example, and gives {@code null} for those that are not accepted
 * @param clock the clock of the service
 * @since 0.1.0
 */
public record IamTokenVerifier(Function<String, @Nullable TestCredentials> keys, InstantSource clock) {

	private static final Duration LONGEST = Duration.ofMinutes(15);

	private static final Duration AHEAD = Duration.ofMinutes(5);

	/**
	 * Verify a token.
	 * @param token the URL without its scheme
	 * @param service the name it must be signed for, {@code "elasticache"} for example
	 * @param host the host it must be signed for, with a port where there is one
	 * @param parameters what it must say, and nothing else
	 * @return whose it is
	 * @throws IllegalArgumentException if it is refused; the message says why
	 */
	public TestCredentials verify(String token, String service, String host, Map<String, String> parameters) {
		int query = token.indexOf("/?");
		check(query > 0, "it is no presigned URL");
		check(token.substring(0, query).equals(host),
				"it is for host '" + token.substring(0, query) + "', and not for '" + host + "'");
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("Host", List.of(host));
		HttpRequest request = new HttpRequest("GET", "/", token.substring(query + 2), headers, new byte[0]);
		SignedRequest signed = SignedRequest.parse(request);
		if (signed == null) {
			throw refused("it is not signed");
		}
		Map<String, String> said = request.queryParameters()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().startsWith("X-Amz-"))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		check(said.equals(parameters), "it says " + new TreeMap<>(said) + ", and not " + new TreeMap<>(parameters));
		check(service.equals(signed.service()), "it is for service '" + signed.service() + "'");
		checkTime(signed);
		return checkSignature(signed);
	}

	private void checkTime(SignedRequest signed) {
		Duration validity = signed.validity();
		check(validity != null && validity.compareTo(LONGEST) <= 0, "its life is not at the most 15 minutes");
		Instant now = this.clock.instant();
		check(now.isBefore(signed.signedAt().plus(validity)), "it has expired");
		check(!signed.signedAt().isAfter(now.plus(AHEAD)), "it is not valid yet");
	}

	private TestCredentials checkSignature(SignedRequest signed) {
		TestCredentials credentials = this.keys.apply(signed.accessKeyId());
		if (credentials == null) {
			throw refused("its access key ID is not known or not accepted any more");
		}
		String token = credentials.sessionToken();
		check((token != null) ? token.equals(signed.sessionToken()) : signed.sessionToken() == null,
				"its session token is not that of its access key ID");
		check(signed.signedHeaders().equals(List.of("host")), "other headers than the host are signed");
		check(signed.isSignedWith(credentials.secretAccessKey()), "its signature is wrong");
		return credentials;
	}

	private static void check(boolean condition, String problem) {
		if (!condition) {
			throw refused(problem);
		}
	}

	private static IllegalArgumentException refused(String problem) {
		return new IllegalArgumentException("The token is refused: " + problem);
	}

}
