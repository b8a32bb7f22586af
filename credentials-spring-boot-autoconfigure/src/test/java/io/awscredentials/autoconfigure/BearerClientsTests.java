package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.awscredentials.CredentialsException;
import io.awscredentials.identity.IdentityTokens;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the HTTP clients that send identity tokens by property.
 */
class BearerClientsTests {

	private final AwsTestServer aws = AwsTestServer.start();

	private final TestCredentials user = this.aws.addUser();

	private final List<@Nullable String> received = new CopyOnWriteArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private HttpServer receiver;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsIdentityTokenAutoConfiguration.class))
		.withPropertyValues("aws.credentials.region=eu-west-1", "aws.credentials.sts.endpoint=" + this.aws.uri(),
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	private final ApplicationContextRunner tokenRunner = this.contextRunner.withPropertyValues(
			"aws.credentials.identity-token.orders.audience=https://orders.example.com",
			"aws.credentials.identity-token.orders.hosts=127.0.0.1");

	@BeforeEach
	void start() throws IOException {
		this.receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.receiver.createContext("/", (exchange) -> {
			this.received.add(exchange.getRequestHeaders().getFirst("Authorization"));
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("{}".getBytes());
			exchange.close();
		});
		this.receiver.start();
	}

	@AfterEach
	void close() {
		this.receiver.stop(0);
		this.aws.close();
	}

	private UriBuilderFactory base() {
		return new DefaultUriBuilderFactory("http://127.0.0.1:" + this.receiver.getAddress().getPort());
	}

	@Test
	void interceptorAndFilterOfANameSendItsToken() {
		this.tokenRunner.withUserConfiguration(Clients.class).run((context) -> {
			RestClient.builder()
				.requestInterceptor(context.getBean(Clients.class).interceptor)
				.build()
				.get()
				.uri(base().builder().build())
				.retrieve()
				.toBodilessEntity();
			assertThat(this.received)
				.containsExactly("Bearer " + context.getBean(IdentityTokens.class).get("orders").getToken().value());
			assertThat(context.getBean(Clients.class).filter).isNotNull();
		});
	}

	@Test
	void httpServiceGroupOfTheNameSendsTheToken() {
		this.tokenRunner.withUserConfiguration(Group.class).run((context) -> {
			context.getBean(Orders.class).all(base());
			assertThat(this.received)
				.containsExactly("Bearer " + context.getBean(IdentityTokens.class).get("orders").getToken().value());
		});
	}

	@Test
	void reactiveHttpServiceGroupOfTheNameSendsTheToken() {
		this.tokenRunner.withUserConfiguration(ReactiveGroup.class).run((context) -> {
			context.getBean(Orders.class).all(base());
			assertThat(this.received)
				.containsExactly("Bearer " + context.getBean(IdentityTokens.class).get("orders").getToken().value());
		});
	}

	@Test
	void groupWithoutHostsSendsNothing() {
		this.contextRunner.withUserConfiguration(Group.class)
			.withPropertyValues("aws.credentials.identity-token.orders.audience=orders")
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Orders.class).all(base()))
				.withMessageContaining("none of those to send the token to"));
		assertThat(this.received).isEmpty();
	}

	interface Orders {

		@GetExchange("/orders")
		String all(UriBuilderFactory base);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class)
	static class Group {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class, clientType = ClientType.WEB_CLIENT)
	static class ReactiveGroup {

	}

	@Configuration(proxyBeanMethods = false)
	static class Clients {

		@Autowired
		@Qualifier("orders")
		ClientHttpRequestInterceptor interceptor;

		@Autowired
		@Qualifier("orders")
		ExchangeFilterFunction filter;

	}

}
