package io.awscredentials.source.sso;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.FuzzTargets.Target;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;

/**
 * The cache files of people's sign-ins, and what IAM Identity Center answers.
 */
public final class SsoFuzz {

	private static volatile byte[] answer = new byte[0];

	private static final URI SERVER = start();

	private static final CredentialsHttpClient HTTP = CredentialsHttpClient
		.builder(HttpOptions.service().withMaxAttempts(1))
		.build();

	private SsoFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target ssoToken = (input) -> SsoToken.of(JsonFields.parse(input)).toString();
		Target loginToken = (input) -> LoginToken.of(JsonFields.parse(input)).toString();
		Target key = Target.text(EcPrivateKeyPem::parse);
		return Map.of("sso-token", refusing(ssoToken), "login-token", refusing(loginToken), "login-key", refusing(key),
				"sso-portal", SsoFuzz::portal, "oidc-registration", SsoFuzz::registration, "oidc-device",
				SsoFuzz::device);
	}

	private static Target refusing(Target target) {
		return target.refusing(InvalidJsonException.class).refusing(IllegalArgumentException.class);
	}

	private static void portal(byte[] input) {
		answer = input;
		new PortalClient(HTTP, () -> SERVER).credentials("123456789012", "role", "token");
	}

	private static void registration(byte[] input) {
		answer = input;
		oidc().register();
	}

	private static void device(byte[] input) {
		answer = input;
		oidc().authorize(new SsoToken.Registration("id", "secret", Instant.MAX));
	}

	private static OidcClient oidc() {
		SsoSessionOptions options = new SsoSessionOptions("dev", "https://example.com/start", "eu-west-1", "/none",
				true, null);
		return new OidcClient(HTTP, () -> SERVER, InstantSource.system(), options, new TokenFailures("Sso", "sign-in",
				"aws sso login", (problem) -> CredentialsErrorCode.SSO_TOKEN_INVALID));
	}

	private static URI start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/", (exchange) -> {
				exchange.getRequestBody().readAllBytes();
				byte[] body = answer;
				exchange.sendResponseHeaders(200, (body.length > 0) ? body.length : -1);
				try (OutputStream out = exchange.getResponseBody()) {
					out.write(body);
				}
			});
			server.start();
			return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
