package io.awscredentials.source.vault;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.source.Uris;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Vault that is reached by its address and with a token.
 */
public final class VaultServer implements VaultReader {

	private static final Log logger = LogFactory.getLog(VaultServer.class);

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	/** The node that answered has not heard yet of what another one knows. */
	private static final int NOT_REPLICATED = 412;

	private final URI uri;

	private final VaultToken token;

	private final @Nullable String namespace;

	private final CredentialsHttpClient client;

	/**
	 * Create a new instance.
	 * @param uri the address, with a host
	 * @param token finds the token
	 * @param namespace the namespace, or {@code null}
	 * @param client sends the requests
	 */
	public VaultServer(URI uri, VaultToken token, @Nullable String namespace, CredentialsHttpClient client) {
		this.uri = uri;
		this.token = token;
		this.namespace = namespace;
		this.client = client;
		if (!"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
			logger.warn("The token of Vault and the credentials go to " + uri
					+ " and back without TLS: whoever is on the way can read them");
		}
	}

	/**
	 * Return whether an address is one of this machine, where Vault Agent listens.
	 * @param uri the address
	 * @return whether it is
	 */
	public static boolean isLoopback(URI uri) {
		return LOOPBACK.contains(uri.getHost());
	}

	@Override
	public HttpAnswer read(List<String> path, Map<String, String> parameters) {
		return this.client.exchange(HttpTask.of(VaultCredentialsSource.NAME, () -> call(path, parameters))
			.retryingOn((answer) -> answer.status() == NOT_REPLICATED));
	}

	private HttpCall call(List<String> path, Map<String, String> parameters) {
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		parameters.forEach((name, value) -> query.add(name + "=" + Uris.encode(value)));
		String encoded = path.stream().map(Uris::encode).collect(Collectors.joining("/", "/v1/", ""));
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Accept", "application/json");
		headers.put("X-Vault-Request", "true");
		String token = this.token.read();
		if (token != null) {
			headers.put("X-Vault-Token", token);
		}
		if (this.namespace != null) {
			headers.put("X-Vault-Namespace", this.namespace);
		}
		return HttpCall.get(Uris.append(this.uri, encoded + query)).withHeaders(headers);
	}

	@Override
	public String toString() {
		return this.uri + ((this.namespace != null) ? " (namespace " + this.namespace + ")" : "");
	}

}
