package io.awscredentials.source.token;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpCall;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.RegularFile;

/**
 * A token of the service account of a pod, which the pod asks for with the token it has.
 *
 * @param serviceAccount the folder in which Kubernetes puts that token and the
 * certificate of its API server
 */
record KubernetesToken(String audience, EnvironmentVariables environment, CredentialsHttpClient http,
		Path serviceAccount) implements PlatformToken {

	static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

	private static final int MAX_SIZE = 1024 * 1024;

	private static final TokenRequest REQUEST = new TokenRequest("Kubernetes",
			"Let the service account of the pod 'create' the resource 'serviceaccounts/token' of itself, or project a "
					+ "token into a file and set 'web-identity.token-file'");

	@Override
	public String get() {
		String token = read("token").strip();
		String[] subject = subject(token);
		String body = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{\"audiences\":[\""
				+ escape(this.audience) + "\"],\"expirationSeconds\":3600}}";
		URI uri = URI.create(server() + "/api/v1/namespaces/" + TokenRequest.encode(subject[2]) + "/serviceaccounts/"
				+ TokenRequest.encode(subject[3]) + "/token");
		HttpCall call = HttpCall.post(uri, "application/json", body.getBytes(StandardCharsets.UTF_8))
			.withHeader("Authorization", "Bearer " + token)
			.withTls(trustOfCluster());
		JsonFields status = REQUEST.fields(this.http, call).object("status");
		return REQUEST.found((status != null) ? status.text("token") : null);
	}

	private String server() {
		String host = REQUEST.variable(this.environment, "KUBERNETES_SERVICE_HOST");
		String port = REQUEST.variable(this.environment, "KUBERNETES_SERVICE_PORT");
		String address = "https://" + ((host.contains(":")) ? "[" + host + "]" : host) + ":" + port;
		return REQUEST.uri(address, "KUBERNETES_SERVICE_HOST").toString();
	}

	/** Of the form {@code system:serviceaccount:namespace:name}. */
	private static String[] subject(String token) {
		String[] parts = token.split("\\.", -1);
		try {
			JsonFields claims = JsonFields.parse(Base64.getUrlDecoder().decode((parts.length == 3) ? parts[1] : ""));
			String subject = claims.text("sub");
			String[] words = (subject != null) ? subject.split(":", -1) : new String[0];
			if (words.length == 4) {
				return words;
			}
		}
		catch (InvalidJsonException | IllegalArgumentException ex) {
			// Told below: neither may be shown.
		}
		throw REQUEST.failure("gave the pod a token that is not one of a service account");
	}

	private SSLContext trustOfCluster() {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			int count = 0;
			for (Certificate certificate : CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(read("ca.crt").getBytes(StandardCharsets.UTF_8)))) {
				store.setCertificateEntry("ca" + count++, certificate);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(store);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw REQUEST.failure("gave the pod a certificate of its server that can't be read, " + file("ca.crt"));
		}
	}

	private String read(String name) {
		try {
			return new String(RegularFile.read(file(name), MAX_SIZE), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw REQUEST
				.failure("gave the pod no " + file(name) + " that can be read, " + ex.getClass().getSimpleName());
		}
	}

	private Path file(String name) {
		return this.serviceAccount.resolve(name);
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

	@Override
	public String toString() {
		return "Kubernetes";
	}

}
