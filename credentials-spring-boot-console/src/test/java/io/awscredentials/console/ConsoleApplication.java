package io.awscredentials.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A running web application with the page, which is asked over HTTP.
 */
final class ConsoleApplication implements AutoCloseable {

	static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

	static final String TOKEN = "FwoGZXIvYXdzEXAMPLESESSIONTOKEN";

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private ConsoleApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start without Spring Security.
	 */
	static ConsoleApplication start(String type, String... properties) {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.add("spring.autoconfigure.exclude=" + String.join(",",
				// One server would do for reactive applications, too.
				"org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"));
		return startSecured(type, arguments.toArray(String[]::new));
	}

	static ConsoleApplication startSecured(String type, String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(Map.of("server.port", "0", "management.endpoints.web.exposure.include",
				"awscredentials", "aws.credentials.console.enabled", "true", "aws.credentials.chain", "custom"));
		application.setWebApplicationType(WebApplicationType.valueOf(type.toUpperCase(Locale.ROOT)));
		return new ConsoleApplication(
				application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	Application application() {
		return this.context.getBean(Application.class);
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send(request(path, headers).GET());
	}

	HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
	}

	JsonNode json(String path) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(get(path).body());
	}

	private HttpRequest.Builder request(String path, String... headers) {
		String port = this.context.getEnvironment().getRequiredProperty("local.management.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Vends credentials, or fails while it is told to.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		final AtomicReference<@Nullable String> failure = new AtomicReference<>();

		private final AtomicInteger vended = new AtomicInteger();

		@Bean
		CredentialsSource customCredentialsSource() {
			return this::retrieve;
		}

		private Credentials retrieve() {
			String message = this.failure.get();
			if (message != null) {
				throw new CredentialsException(CredentialsErrorCode.CONNECTION, "Custom", message);
			}
			String key = "ASIAEXAMPLE%09d".formatted(this.vended.incrementAndGet());
			return new Credentials(key, SECRET, TOKEN, Instant.now().plusSeconds(3600), "123456789012");
		}

	}

}
