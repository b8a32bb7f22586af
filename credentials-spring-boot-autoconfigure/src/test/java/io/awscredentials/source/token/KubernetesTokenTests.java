package io.awscredentials.source.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.WebIdentityCredentialsSource;
import io.awscredentials.source.sts.WebIdentityOptions;
import io.awscredentials.test.AwsTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link KubernetesToken}, against a server whose certificate only the folder
 * of the pod tells to trust.
 */
class KubernetesTokenTests {

	private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJl";

	private static final char[] PASSWORD = "changeit".toCharArray();

	@TempDir
	private Path folder;

	private HttpsServer server;

	private KubernetesToken token;

	private volatile int status = 201;

	private volatile String path;

	private volatile String authorization;

	private volatile String body;

	@BeforeEach
	void start() throws Exception {
		KeyStore keys = keys();
		byte[] certificate = keys.getCertificate("server").getEncoded();
		Files.writeString(this.folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n"
				+ Base64.getMimeEncoder().encodeToString(certificate) + "\n-----END CERTIFICATE-----\n");
		Files.writeString(this.folder.resolve("token"), podToken("system:serviceaccount:shop:orders"));
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
		this.server.createContext("/", (exchange) -> {
			this.path = exchange.getRequestURI().getPath();
			this.authorization = exchange.getRequestHeaders().getFirst("Authorization");
			this.body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			byte[] answer = ("{\"kind\":\"TokenRequest\",\"status\":{\"token\":\"" + TOKEN + "\"}}")
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		this.server.start();
		Map<String, String> environment = Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT",
				Integer.toString(this.server.getAddress().getPort()));
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.container().withMaxAttempts(1)).build();
		this.token = new KubernetesToken("sts.amazonaws.com", environment::get, http, this.folder);
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private KeyStore keys() throws Exception {
		Path file = this.folder.resolve("keys.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "server", "-keyalg", "EC",
				"-dname", "CN=kubernetes", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass",
				new String(PASSWORD), "-keystore", file.toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		return keys;
	}

	private static SSLContext tls(KeyStore keys) throws Exception {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	private static String podToken(String subject) {
		String claims = "{\"aud\":[\"kubernetes\"],\"sub\":\"" + subject + "\"}";
		return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
				+ ".c2lnbmF0dXJl";
	}

	@Test
	void serviceAccountAsksForATokenOfItsOwn() throws IOException {
		assertThat(this.token.get()).isEqualTo(TOKEN);
		assertThat(this.path).isEqualTo("/api/v1/namespaces/shop/serviceaccounts/orders/token");
		assertThat(this.authorization).isEqualTo("Bearer " + Files.readString(this.folder.resolve("token")));
		assertThat(this.body).isEqualTo("{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
				+ "\"spec\":{\"audiences\":[\"sts.amazonaws.com\"],\"expirationSeconds\":3600}}");
	}

	@Test
	void tokenIsExchangedForTheRole() {
		try (AwsTestServer aws = AwsTestServer.start()) {
			String role = "arn:aws:iam::210987654321:role/orders";
			aws.role(role);
			aws.webIdentityToken(TOKEN);
			EndpointSettings endpoint = new EndpointSettings(Map.of(AwsService.STS, aws.uri().toString()), null, null);
			StsConnection sts = StsConnection.of("us-east-1");
			WebIdentityCredentialsSource source = new WebIdentityCredentialsSource(
					new WebIdentityOptions(role, null, null, null, null, List.of()), this.token::get, "orders",
					(name) -> null,
					new StsConnection(sts.client(),
							new Endpoints(endpoint, (name) -> null, new DefaultEndpointResolver()), sts.profile(),
							sts.region(), sts.clock()));
			assertThat(source.retrieve().accountId()).isEqualTo("210987654321");
		}
	}

	@Test
	void refusalSaysWhatToAllow() {
		this.status = 403;
		CredentialsException failure = failure();
		assertThat(failure).hasMessageContaining("Kubernetes refused a token").hasMessageContaining("status 403");
		assertThat(failure.advice()).contains("serviceaccounts/token");
	}

	@Test
	void serverThatTheFolderDoesNotVouchForGetsNoToken() throws Exception {
		Files.delete(this.folder.resolve("keys.p12"));
		byte[] other = keys().getCertificate("server").getEncoded();
		Files.writeString(this.folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\n"
				+ Base64.getMimeEncoder().encodeToString(other) + "\n-----END CERTIFICATE-----\n");
		assertThat(failure()).hasMessageContaining("TLS failed");
		assertThat(this.authorization).isNull();
	}

	@Test
	void tokenThatIsNoneOfAServiceAccountIsNotShown() throws IOException {
		Files.writeString(this.folder.resolve("token"), podToken("somebody"));
		assertThat(failure()).hasMessage("Kubernetes gave the pod a token that is not one of a service account");
		Files.writeString(this.folder.resolve("token"), "rubbish");
		assertThat(failure()).hasMessage("Kubernetes gave the pod a token that is not one of a service account");
	}

	@Test
	void missingFileIsNamed() throws IOException {
		Files.delete(this.folder.resolve("token"));
		assertThat(failure()).hasMessageContaining("gave the pod no " + this.folder.resolve("token"));
	}

	private CredentialsException failure() {
		return catchThrowableOfType(CredentialsException.class, this.token::get);
	}

}
