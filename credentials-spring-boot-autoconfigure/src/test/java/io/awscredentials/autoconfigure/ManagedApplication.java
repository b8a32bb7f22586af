package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * A running web application whose actuator is asked over HTTP.
 */
final class ManagedApplication implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final String base;

	private ManagedApplication(ConfigurableApplicationContext context, String base) {
		this.context = context;
		this.base = base;
	}

	static ManagedApplication start(Class<?> configuration, String... properties) {
		return start(configuration, List.of(), properties);
	}

	static ManagedApplication start(Class<?> configuration, List<PropertySource<?>> sources, String... properties) {
		SpringApplication application = new SpringApplication(configuration);
		application.addInitializers((context) -> sources
			.forEach((source) -> context.getEnvironment().getPropertySources().addLast(source)));
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--management.endpoints.web.exposure.include=*", "--management.endpoint.health.show-details=always"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		return new ManagedApplication(context, "http://localhost:" + port + "/actuator");
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	JsonNode get(String path) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(send(request(path).GET()).body());
	}

	HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path).POST(BodyPublishers.noBody());
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
