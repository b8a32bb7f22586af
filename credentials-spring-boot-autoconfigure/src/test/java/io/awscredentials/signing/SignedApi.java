package io.awscredentials.signing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;

import org.springframework.web.client.RestClient;

/**
 * An API on the loopback interface that checks signatures, and credentials for it.
 */
final class SignedApi implements AutoCloseable, CredentialsProvider {

	static final String PATH = "/orders";

	final AwsTestServer server;

	final AtomicReference<Credentials> credentials;

	final Map<String, CredentialsProvider> providers = new HashMap<>();

	int invalidated;

	SignedApi(InstantSource clock) {
		this.server = AwsTestServer.start(0, clock).api("execute-api", PATH, "{\"orders\":[]}");
		this.credentials = new AtomicReference<>(credentials(this.server.addUser()));
		this.providers.put("default", this);
	}

	static Credentials credentials(TestCredentials keys) {
		return new Credentials(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expiration(),
				keys.accountId());
	}

	AwsSigning signing(InstantSource clock) {
		return new AwsSigning(this, this.providers, () -> "eu-west-1", clock, Map.of());
	}

	RequestSigning signing() {
		return signing(InstantSource.system()).of("execute-api").hosts(host());
	}

	RestClient client(RequestSigning signing) {
		return RestClient.builder().baseUrl(this.server.uri()).apply(signing).build();
	}

	String host() {
		return this.server.uri().getAuthority();
	}

	@Override
	public Credentials resolveCredentials() {
		return this.credentials.get();
	}

	@Override
	public void invalidate(Credentials rejected) {
		this.invalidated++;
		this.credentials.set(credentials(this.server.addUser()));
	}

	@Override
	public void close() {
		this.server.close();
	}

}
