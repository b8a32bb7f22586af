package io.awscredentials.source.rolesanywhere;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.awscredentials.Credentials;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.HttpCall;
import io.awscredentials.http.HttpTask;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.http.sigv4.SigV4X509Signer;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.Uris;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gets the credentials of a role for a certificate, by {@code CreateSession} of IAM Roles
 * Anywhere. Certificate and key are read anew at each retrieval.
 */
public final class RolesAnywhereCredentialsSource implements DetailedSource {

	static final String NAME = "RolesAnywhere";

	private static final Log logger = LogFactory.getLog(RolesAnywhereCredentialsSource.class);

	private final RolesAnywhereOptions options;

	private final CurrentIdentity identity;

	private final CredentialsHttpClient client;

	private final Supplier<URI> endpoint;

	private final String region;

	/**
	 * Create a new instance.
	 * @param options the parameters of the call
	 * @param material reads key and certificates
	 * @param client sends the requests
	 * @param endpoint finds the endpoint of the service in the region of the trust anchor
	 */
	public RolesAnywhereCredentialsSource(RolesAnywhereOptions options, KeyMaterialSource material,
			CredentialsHttpClient client, Supplier<URI> endpoint) {
		this.options = options;
		this.identity = new CurrentIdentity(material);
		this.client = client;
		this.endpoint = endpoint;
		this.region = RolesAnywhereOptions.region(options.trustAnchorArn());
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		X509Identity identity = this.identity.get(clock().now());
		URI endpoint = this.endpoint.get();
		RolesAnywhereFailures failures = new RolesAnywhereFailures(this.options, identity, endpoint, this.region);
		HttpAnswer answer = ask(identity, endpoint);
		if (!answer.successful()) {
			throw failures.refused(RolesAnywhereError.of(answer), clock().now());
		}
		try {
			Credentials credentials = clock().localTime(CreateSessionAnswer.read(answer.body()));
			return new RetrievedCredentials(credentials, PastExpiry.SERVE);
		}
		catch (InvalidJsonException ex) {
			throw failures.unreadable(ex);
		}
	}

	private HttpAnswer ask(X509Identity identity, URI endpoint) {
		HttpTask task = HttpTask.of(NAME, () -> call(identity, endpoint))
			.retryingOn(RolesAnywhereError::isTransient)
			.asSigned();
		HttpAnswer answer = this.client.exchange(task);
		if (learn(endpoint, answer) && !answer.successful()) {
			answer = this.client.exchange(task);
			learn(endpoint, answer);
		}
		return answer;
	}

	/**
	 * Learn the time from the answer to a request whose signature was accepted, or that
	 * was refused, maybe for its time.
	 * @param endpoint where the request went
	 * @param answer the answer
	 * @return whether the local clock turned out to be wrong
	 */
	private boolean learn(URI endpoint, HttpAnswer answer) {
		Duration before = clock().offset();
		if (answer.successful()) {
			clock().learnFromAccepted(answer.header("Date"));
		}
		else if (RolesAnywhereError.of(answer).isClock()) {
			clock().learn(answer.header("Date"));
		}
		else if ("https".equalsIgnoreCase(endpoint.getScheme())) {
			// Nobody has published how the service words this.
			clock().learnFromTrusted(answer.header("Date"));
		}
		if (clock().offset().equals(before)) {
			return false;
		}
		logger.warn(clock() + ", judged by IAM Roles Anywhere: signatures and expirations are corrected");
		return true;
	}

	private HttpCall call(X509Identity identity, URI endpoint) {
		HttpCall call = HttpCall.post(Uris.append(endpoint, "/sessions"), "application/json", this.options.json());
		Map<String, List<String>> headers = new LinkedHashMap<>();
		call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
		Map<String, String> signed = new LinkedHashMap<>();
		try {
			new SigV4X509Signer(this.region, "rolesanywhere")
				.sign(identity.privateKey(), identity.certificate(), identity.intermediates(), clock().now(),
						call.method(), call.uri(), headers, call.body())
				.forEach(signed::put);
		}
		catch (GeneralSecurityException | ProviderException ex) {
			throw X509Identity.cannotSign(ex);
		}
		return call.withHeaders(signed);
	}

	private ClockSkew clock() {
		return this.client.clockSkew();
	}

	@Override
	public @Nullable X509Certificate certificate() {
		return this.identity.certificate();
	}

	@Override
	public String name() {
		return NAME;
	}

}
