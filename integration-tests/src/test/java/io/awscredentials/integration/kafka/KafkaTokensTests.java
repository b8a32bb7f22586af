package io.awscredentials.integration.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsKafkaAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSigningAutoConfiguration;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.kafka.KafkaLogins;
import io.awscredentials.integration.kafka.TokenValidator.Listener;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import io.awscredentials.test.gate.GateCertificate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a broker that is opened with tokens: two listeners stand for two clusters, of
 * which each knows other keys.
 */
class KafkaTokensTests {

	private static final AwsTestServer aws = AwsTestServer.start();

	private static final AwsTestServer archiveAws = AwsTestServer.start();

	private static final Listener orders = TokenValidator.listener("orders", "us-east-1", aws::find);

	private static final Listener archive = TokenValidator.listener("archive", "eu-west-1", archiveAws::find);

	private static final int ordersPort = freePort();

	private static final int archivePort = freePort();

	private static GateCertificate certificate;

	private static EmbeddedKafkaKraftBroker broker;

	@BeforeAll
	static void startBroker(@TempDir Path folder) {
		certificate = GateCertificate.create(folder);
		Map<String, String> properties = new HashMap<>();
		properties.put("listeners", "EXTERNAL://localhost:0,CONTROLLER://localhost:0,ORDERS://localhost:" + ordersPort
				+ ",ARCHIVE://localhost:" + archivePort);
		properties.put("listener.security.protocol.map",
				"EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,ORDERS:SASL_SSL,ARCHIVE:SASL_SSL");
		properties.put("sasl.enabled.mechanisms", "OAUTHBEARER");
		for (String name : List.of("orders", "archive")) {
			String listener = "listener.name." + name + ".";
			properties.put(listener + "ssl.keystore.location", certificate.keyStore().toString());
			properties.put(listener + "ssl.keystore.type", "PKCS12");
			properties.put(listener + "ssl.keystore.password", certificate.password());
			properties.put(listener + "ssl.key.password", certificate.password());
			properties.put(listener + "oauthbearer.sasl.jaas.config",
					"org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required listener=\"" + name
							+ "\" unsecuredLoginStringClaim_sub=\"broker\";");
			properties.put(listener + "oauthbearer.sasl.server.callback.handler.class", TokenValidator.class.getName());
			properties.put(listener + "oauthbearer.connections.max.reauth.ms", "2000");
		}
		broker = new EmbeddedKafkaKraftBroker(1, 1);
		broker.brokerProperties(properties);
		broker.brokerListProperty("kafka.servers.of.tests");
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		if (broker != null) {
			broker.destroy();
		}
		aws.close();
		archiveAws.close();
	}

	@Test
	void clientsLiveOnThroughRenewedTokens() {
		// Each retrieval brings other keys that live for a few seconds.
		CredentialsSource source = () -> {
			TestCredentials user = aws.addUser();
			return new Credentials(user.accessKeyId(), user.secretAccessKey(), null, Instant.now().plusSeconds(6),
					null);
		};
		runner("aws.credentials.refresh.expiry-window=1s", "aws.credentials.refresh.prefetch=3s",
				"spring.kafka.properties.sasl.login.refresh.min.period.seconds=0",
				"spring.kafka.properties.sasl.login.refresh.buffer.seconds=0", "spring.kafka.consumer.group-id=tests",
				"spring.kafka.consumer.auto-offset-reset=earliest")
			.withBean("customCredentialsSource", CredentialsSource.class, () -> source)
			.withBean(NewTopics.class, () -> new NewTopics(TopicBuilder.name("renewed").partitions(1).build()))
			.run((context) -> {
				orders.accessKeyIds().clear();
				List<String> sent = new ArrayList<>();
				List<String> received = new ArrayList<>();
				Clients clients = context.getBean(Clients.class);
				try (Consumer<Object, Object> consumer = clients.consumers().createConsumer()) {
					consumer.subscribe(List.of("renewed"));
					Instant limit = Instant.now().plusSeconds(90);
					while ((orders.accessKeyIds().size() < 4 || received.size() < sent.size())
							&& Instant.now().isBefore(limit)) {
						sent.add("order " + sent.size());
						clients.template().send("renewed", sent.get(sent.size() - 1)).get();
						consumer.poll(Duration.ofMillis(300))
							.forEach((message) -> received.add(String.valueOf(message.value())));
					}
				}
				assertThat(orders.accessKeyIds()).hasSizeGreaterThanOrEqualTo(4);
				assertThat(received).isEqualTo(sent);
				assertThat(orders.refusals()).isEmpty();
				assertThat(context.getBean(Connections.class).statuses()).singleElement().satisfies((status) -> {
					assertThat(status.what()).isEqualTo("kafka");
					assertThat(status.host()).isEqualTo("localhost:" + ordersPort);
					assertThat(status.provider()).isEqualTo("default");
					assertThat(status.lastToken()).isNotNull();
					assertThat(status.lastFailure()).isNull();
				});
			});
	}

	@Test
	void clustersHaveProvidersOfTheirOwn() {
		TestCredentials user = archiveAws.addUser();
		withKeys(runner("aws.credentials.named.archive.static.access-key-id=" + user.accessKeyId(),
				"aws.credentials.named.archive.static.secret-access-key=" + user.secretAccessKey()))
			.run((context) -> {
				context.getBean(Clients.class).template().send("orders", "1").get();
				Map<String, Object> properties = context.getBean(KafkaProperties.class).buildProducerProperties();
				properties.put("bootstrap.servers", "localhost:" + archivePort);
				properties.putAll(context.getBean(KafkaLogins.class).clientProperties("archive", "eu-west-1"));
				try (Producer<Object, Object> producer = new DefaultKafkaProducerFactory<>(properties)
					.createProducer()) {
					producer.send(new ProducerRecord<>("archived", "1")).get();
				}
				assertThat(archive.accessKeyIds()).containsExactly(user.accessKeyId());
				assertThat(orders.accessKeyIds()).doesNotContain(user.accessKeyId());
				assertThat(context.getBean(Connections.class).statuses()).hasSize(2);
			});
	}

	@Test
	void tokenOfAnotherClusterIsRefused() {
		withKeys(runner("spring.kafka.bootstrap-servers=localhost:" + archivePort,
				"aws.credentials.connect.kafka.region=eu-west-1"))
			.run((context) -> assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> {
				context.getBean(Clients.class).template().send("orders", "1").get();
			}).havingRootCause().isInstanceOf(SaslAuthenticationException.class));
		assertThat(archive.refusals()).anyMatch((refusal) -> refusal.contains("access key ID is not known"));
	}

	private static ApplicationContextRunner withKeys(ApplicationContextRunner runner) {
		TestCredentials user = aws.addUser();
		return runner.withPropertyValues("aws.credentials.static.access-key-id=" + user.accessKeyId(),
				"aws.credentials.static.secret-access-key=" + user.secretAccessKey());
	}

	private static ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsKafkaAutoConfiguration.class,
					SslAutoConfiguration.class, KafkaAutoConfiguration.class))
			.withBean(Clients.class)
			.withPropertyValues("aws.credentials.connect.kafka.enabled=true",
					"aws.credentials.region=" + AwsTestServer.REGION,
					"spring.kafka.bootstrap-servers=localhost:" + ordersPort,
					"spring.kafka.ssl.trust-store-location=" + certificate.keyStore().toUri(),
					"spring.kafka.ssl.trust-store-password=" + certificate.password(),
					"spring.kafka.ssl.trust-store-type=PKCS12")
			.withPropertyValues(properties);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The clients of Spring Boot.
	 */
	record Clients(KafkaTemplate<Object, Object> template, ConsumerFactory<Object, Object> consumers) {

	}

}
