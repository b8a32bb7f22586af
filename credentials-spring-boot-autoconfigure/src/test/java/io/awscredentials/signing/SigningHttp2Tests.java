package io.awscredentials.signing;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.awscredentials.Credentials;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.SignedRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests over HTTP/2, where the host is no header.
 */
class SigningHttp2Tests {

	private static final Credentials CREDENTIALS = new Credentials("AKIAHTTP2", "secret", null, null, null);

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void start(@TempDir Path folder) throws LifecycleException {
		this.tomcat.setBaseDir(folder.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
		this.tomcat.getConnector().setEncodedSolidusHandling("passthrough");
		Context context = this.tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
		Tomcat.addServlet(context, "checking", new Checking());
		context.addServletMappingDecoded("/*", "checking");
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void requestsOverHttp2AreSigned() {
		AwsSigning signing = new AwsSigning(() -> CREDENTIALS, Map.of(), () -> "eu-west-1", InstantSource.system(),
				Map.of());
		RestClient client = RestClient.builder()
			.requestFactory(
					new JdkClientHttpRequestFactory(HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()))
			.baseUrl("http://localhost:" + this.tomcat.getConnector().getLocalPort())
			.apply(signing.of("execute-api").hosts("localhost"))
			.build();
		assertThat(client.get().uri("/orders?b=2&a=1").retrieve().body(String.class)).isEqualTo("HTTP/2.0 signed");
		assertThat(client.post()
			.uri("/orders/{name}", "Zürich / 1+1")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"id\":7}")
			.retrieve()
			.body(String.class)).isEqualTo("HTTP/2.0 signed");
	}

	/**
	 * Checks signatures.
	 */
	private static final class Checking extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			Collections.list(request.getHeaderNames())
				.forEach((name) -> headers.put(name, Collections.list(request.getHeaders(name))));
			// HTTP/2 has an authority in place of the header.
			headers.putIfAbsent("Host", List.of(request.getServerName() + ":" + request.getServerPort()));
			String query = request.getQueryString();
			SignedRequest signed = SignedRequest.parse(new HttpRequest(request.getMethod(), request.getRequestURI(),
					(query != null) ? query : "", headers, request.getInputStream().readAllBytes()));
			boolean valid = signed != null && signed.hasDeclaredBody()
					&& signed.isSignedWith(CREDENTIALS.secretAccessKey());
			response.getOutputStream()
				.write((request.getProtocol() + ((valid) ? " signed" : " refused")).getBytes(StandardCharsets.UTF_8));
		}

	}

}
