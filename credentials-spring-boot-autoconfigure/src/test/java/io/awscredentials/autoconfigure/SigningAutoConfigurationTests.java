package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.awscredentials.connect.IamTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.signing.AwsSigning;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AwsCredentialsSigningAutoConfiguration}.
 */
class SigningAutoConfigurationTests {

	private static final String ROLE = "arn:aws:iam::123456789012:role/orders";

	private final AwsTestServer aws = AwsTestServer.start().api("execute-api", "/orders", "{\"orders\":[]}");

	private final TestCredentials user = this.aws.addUser();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class))
		.withPropertyValues("aws.credentials.region=eu-west-1",
				"aws.credentials.static.access-key-id=" + this.user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + this.user.secretAccessKey());

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void serviceIsSignedByCode() {
		this.contextRunner.run((context) -> assertThat(RestClient.builder()
			.baseUrl(this.aws.uri())
			.apply(context.getBean(AwsSigning.class).of("execute-api").hosts("127.0.0.1"))
			.build()
			.get()
			.uri("/orders")
			.retrieve()
			.body(String.class)).isEqualTo("{\"orders\":[]}"));
	}

	@Test
	void firstRequestIsSignedWithTheTimeThatTheSourcesHaveLearnt() {
		this.aws.skew(Duration.ofHours(5));
		this.aws.role(ROLE);
		this.contextRunner
			.withPropertyValues("aws.credentials.sts.endpoint=" + this.aws.uri(),
					"aws.credentials.assume-role.role-arn=" + ROLE)
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				this.aws.clearRequests();
				assertThat(RestClient.builder()
					.baseUrl(this.aws.uri())
					.apply(context.getBean(AwsSigning.class).of("execute-api").hosts("127.0.0.1"))
					.build()
					.get()
					.uri("/orders")
					.retrieve()
					.body(String.class)).isEqualTo("{\"orders\":[]}");
				assertThat(this.aws.requests()).hasSize(1);
			});
	}

	@Test
	void httpServiceGroupIsSignedByProperty() {
		this.contextRunner.withUserConfiguration(Group.class)
			.withPropertyValues("aws.credentials.signing.orders.service=execute-api",
					"aws.credentials.signing.orders.hosts=127.0.0.1")
			.run((context) -> {
				assertThat(context.getBean(Orders.class).all(new DefaultUriBuilderFactory(this.aws.uri().toString())))
					.isEqualTo("{\"orders\":[]}");
			});
	}

	@Test
	void interceptorAndFilterAreInjectedByQualifierOnly() {
		this.contextRunner.withUserConfiguration(Injected.class)
			.withPropertyValues("aws.credentials.signing.orders.service=execute-api")
			.run((context) -> {
				assertThat(context.getBean(Injected.class).interceptor).isNotNull();
				assertThat(context.getBean(Injected.class).filter).isNotNull();
				assertThat(context.getBean(Injected.class).unqualified).isNull();
			});
	}

	@Test
	void wordForPayloadAndNamedProviderAreBound() {
		TestCredentials other = this.aws.addUser();
		this.contextRunner.withPropertyValues("aws.credentials.signing.orders.service=execute-api",
				"aws.credentials.signing.orders.hosts=127.0.0.1", "aws.credentials.signing.orders.payload=unsigned",
				"aws.credentials.signing.orders.provider=archive", "aws.credentials.signing.orders.region=us-west-2",
				"aws.credentials.named.archive.static.access-key-id=" + other.accessKeyId(),
				"aws.credentials.named.archive.static.secret-access-key=" + other.secretAccessKey())
			.run((context) -> {
				assertThat(RestClient.builder()
					.baseUrl(this.aws.uri())
					.apply(context.getBean(AwsSigning.class).named("orders"))
					.build()
					.post()
					.uri("/orders")
					.body(Map.of().toString())
					.retrieve()
					.body(String.class)).isNotEmpty();
				assertThat(this.aws.requests().get(0).header("Authorization")).contains(other.accessKeyId() + "/")
					.contains("/us-west-2/execute-api/");
				assertThat(this.aws.requests().get(0).header("X-Amz-Content-Sha256")).isEqualTo("UNSIGNED-PAYLOAD");
			});
	}

	@Test
	void tokensAreMadeWithTheCredentials() {
		this.contextRunner.run((context) -> assertThat(
				context.getBean(IamTokens.class).rds("x.abc.eu-west-1.rds.amazonaws.com", 5432, "a").value())
			.contains(this.user.accessKeyId() + "%2F")
			.contains("%2Feu-west-1%2Frds-db%2F"));
	}

	@Test
	void unknownProviderStopsTheStart() {
		this.contextRunner.withPropertyValues("aws.credentials.signing.orders.provider=none")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining("'none'"));
	}

	@Test
	void nothingIsThereWithoutCredentials() {
		this.contextRunner.withPropertyValues("aws.credentials.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AwsSigning.class));
	}

	@Test
	void signingIsThereWithAProviderOfTheApplications() {
		this.contextRunner.withBean("mine", CredentialsProvider.class, () -> () -> {
			throw new IllegalStateException();
		}).run((context) -> assertThat(context).hasSingleBean(AwsSigning.class));
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
	static class Injected {

		@Autowired
		@Qualifier("orders")
		ClientHttpRequestInterceptor interceptor;

		@Autowired(required = false)
		@Nullable ClientHttpRequestInterceptor unqualified;

		@Autowired
		@Qualifier("orders")
		ExchangeFilterFunction filter;

	}

}
