package io.awscredentials.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awscredentials.test.KeyStore.Principal;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The credentials endpoint of a container agent.
 */
final class ContainerService implements Service {

	// Longer than anyone's test, for credentials whose end is not told.
	private static final Duration UNTOLD = Duration.ofDays(365);

	private final ContainerCredentials settings;

	private final KeyStore keys;

	ContainerService(ContainerCredentials settings, KeyStore keys) {
		this.settings = settings;
		this.keys = keys;
	}

	@Override
	public @Nullable Call route(HttpRequest request) {
		if (!request.path().equals(this.settings.path())) {
			return null;
		}
		return new Call("container", "GetContainerCredentials", Protocol.CONTAINER,
				(issuing) -> credentials(request, issuing));
	}

	private HttpAnswer credentials(HttpRequest request, Issuing issuing) {
		if (!"GET".equals(request.method())) {
			throw new ServiceException(405, "InvalidRequest", "Only GET is answered here");
		}
		String expected = this.settings.authorizationToken();
		if (expected != null && !expected.equals(request.header("Authorization"))) {
			throw new ServiceException(401, "AccessDeniedException", (request.header("Authorization") == null)
					? "Authorization token is missing" : "Authorization token is not valid");
		}
		Duration lifetime = this.settings.lifetime();
		TestCredentials credentials = this.keys.issue(
				Principal.assumedRole(this.settings.roleArn(), "AROATESTCONTAINERROL", "container"),
				issuing.lifetime((lifetime != null) ? lifetime : UNTOLD));
		Map<String, String> document = new LinkedHashMap<>();
		document.put("RoleArn", this.settings.roleArn());
		document.put("AccessKeyId", credentials.accessKeyId());
		document.put("SecretAccessKey", credentials.secretAccessKey());
		document.put("Token", String.valueOf(credentials.sessionToken()));
		if (lifetime != null) {
			document.put("Expiration", String.valueOf(credentials.expiration()));
		}
		if (this.settings.isAccountIdTold()) {
			document.put("AccountId", credentials.accountId());
		}
		return HttpAnswer.of(200, "application/json", Json.write(document));
	}

}
