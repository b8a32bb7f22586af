package com.example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.signing.AwsSigning;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

@SpringBootApplication
public class Application {

	public static void main(String[] args) {
		SpringApplication.run(Application.class, args);
	}

	@Bean
	CommandLineRunner show(CredentialsProvider credentialsProvider) {
		return (args) -> System.out.println("Injected: " + credentialsProvider.resolveCredentials());
	}

	@Bean
	CommandLineRunner call(AwsSigning signing) {
		return (args) -> {
			HttpServer service = service();
			RestClient orders = RestClient.builder()
				.baseUrl("http://localhost:" + service.getAddress().getPort())
				.apply(signing.named("orders"))
				.build();
			System.out.println("Signed: " + orders.get().uri("/orders").retrieve().body(String.class));
			service.stop(0);
		};
	}

	/** Tells how it was asked. */
	private static HttpServer service() throws IOException {
		HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		service.createContext("/orders", (exchange) -> {
			String authorization = exchange.getRequestHeaders().getFirst("Authorization");
			byte[] answer = authorization.replaceFirst("Signature=[0-9a-f]{64}$", "Signature=64 digits")
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		service.start();
		return service;
	}

}
