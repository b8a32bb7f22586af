package io.awscredentials.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.kafka.KafkaLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the properties of Kafka's clients; that of a real broker is tested elsewhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaAutoConfigurationTests {

	private static final String SERVER = "b-1.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9098";

	private static final String SERVERLESS = "boot-abc123.c1.kafka-serverless.us-east-2.amazonaws.com:9098";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
				AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsKafkaAutoConfiguration.class,
				KafkaAutoConfiguration.class))
		.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.chain=static",
				"aws.credentials.static.access-key-id=AKIDEXAMPLE", "aws.credentials.static.secret-access-key=secret",
				"aws.credentials.connect.kafka.enabled=true", "spring.kafka.bootstrap-servers=" + SERVER);

	@Test
	void isOffUntilAskedFor() {
		this.runner.withPropertyValues("aws.credentials.connect.kafka.enabled=false")
			.run((context) -> assertThat(context.getBean(KafkaProperties.class).getProperties()).isEmpty());
	}

	@Test
	void allClientsLogInWithTokens() {
		this.runner.run((context) -> {
			KafkaProperties kafka = context.getBean(KafkaProperties.class);
			for (Map<String, Object> client : List.of(kafka.buildConsumerProperties(), kafka.buildProducerProperties(),
					kafka.buildStreamsProperties(), context.getBean(KafkaAdmin.class).getConfigurationProperties())) {
				assertThat(client).containsEntry("security.protocol", "SASL_SSL")
					.containsEntry("sasl.mechanism", "OAUTHBEARER")
					.containsEntry("sasl.login.callback.handler.class",
							"io.awscredentials.connect.kafka.IamLoginCallbackHandler");
				assertThat((String) client.get("sasl.jaas.config")).contains("provider=\"default\"",
						"region=\"eu-west-1\"");
			}
			AdminClient.create(nowhere(kafka.buildAdminProperties())).close();
			assertThat(context.getBean(Connections.class).statuses()).singleElement().satisfies((status) -> {
				assertThat(status.host()).isEqualTo("localhost:1");
				assertThat(status.lastToken()).isNotNull();
			});
		});
	}

	@Test
	void clientMayHaveServersInAnotherRegion() {
		this.runner.withPropertyValues("spring.kafka.consumer.bootstrap-servers=" + SERVERLESS).run((context) -> {
			KafkaProperties kafka = context.getBean(KafkaProperties.class);
			assertThat((String) kafka.buildConsumerProperties().get("sasl.jaas.config")).contains("us-east-2");
			assertThat((String) kafka.buildProducerProperties().get("sasl.jaas.config")).contains("eu-west-1");
		});
		this.runner
			.withPropertyValues("spring.kafka.consumer.bootstrap-servers=" + SERVERLESS,
					"aws.credentials.connect.kafka.region=eu-central-1")
			.run((context) -> assertThat(
					(String) context.getBean(KafkaProperties.class).buildConsumerProperties().get("sasl.jaas.config"))
				.contains("eu-central-1"));
	}

	@Test
	void clientMaySayOtherwise() {
		this.runner.withPropertyValues("spring.kafka.producer.properties.sasl.mechanism=PLAIN").run((context) -> {
			KafkaProperties kafka = context.getBean(KafkaProperties.class);
			assertThat(kafka.buildProducerProperties()).containsEntry("sasl.mechanism", "PLAIN");
			assertThat(kafka.buildConsumerProperties()).containsEntry("sasl.mechanism", "OAUTHBEARER");
		});
	}

	@Test
	void contradictionsAreRefused() {
		assertRefused("spring.kafka.properties.sasl.mechanism=PLAIN", "'spring.kafka.properties.sasl.mechanism'");
		assertRefused("spring.kafka.properties.sasl.jaas.config=x", "'spring.kafka.properties.sasl.jaas.config'");
		assertRefused("spring.kafka.security.protocol=SSL", "'spring.kafka.security.protocol'");
		assertRefused("aws.credentials.connect.kafka.provider=other", "'aws.credentials.connect.kafka.provider'");
	}

	@Test
	void plainTextIsMentioned(CapturedOutput output) {
		this.runner.withPropertyValues("spring.kafka.security.protocol=SASL_PLAINTEXT").run((context) -> {
			assertThat(context.getBean(KafkaProperties.class).buildAdminProperties()).containsEntry("security.protocol",
					"SASL_PLAINTEXT");
			assertThat(output).contains("who listens can use the tokens");
		});
	}

	@Test
	void whoHasNoCredentialsIsToldWhy() {
		this.runner
			.withPropertyValues("aws.credentials.named.none.profile.name=none",
					"aws.credentials.named.none.profile.config-file=/none",
					"aws.credentials.named.none.profile.credentials-file=/none",
					"aws.credentials.connect.kafka.provider=none")
			.run((context) -> {
				Map<String, Object> client = nowhere(context.getBean(KafkaProperties.class).buildAdminProperties());
				assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> AdminClient.create(client))
					.havingRootCause()
					.withMessageContaining("none");
				assertThat(context.getBean(Connections.class).statuses()).singleElement()
					.satisfies((status) -> assertThat(status.lastFailure()).isNotNull());
			});
	}

	@Test
	void applicationsInOneProcessKeepApartUntilTheyEnd() {
		Map<String, Object> client = new HashMap<>();
		this.runner.run((outer) -> {
			this.runner.run((inner) -> {
				client.putAll(nowhere(inner.getBean(KafkaProperties.class).buildAdminProperties()));
				AdminClient.create(client).close();
				assertThat(inner.getBean(Connections.class).statuses()).hasSize(1);
				assertThat(outer.getBean(Connections.class).statuses()).isEmpty();
				Map<String, Object> nameless = new HashMap<>(client);
				nameless.put("sasl.jaas.config",
						"org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
				assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> AdminClient.create(nameless))
					.havingRootCause()
					.withMessageContaining("not clear which one of 2 applications");
			});
			assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> AdminClient.create(client))
				.havingRootCause()
				.withMessageContaining("has ended");
			client.putAll(outer.getBean(KafkaLogins.class).clientProperties(null, "eu-west-1"));
			AdminClient.create(client).close();
			assertThat(outer.getBean(Connections.class).statuses()).hasSize(1);
		});
	}

	@Test
	void springForApacheKafkaIsNeeded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsKafkaAutoConfiguration.class))
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.connect.kafka.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.kafka"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Spring for Apache Kafka is not there"));
	}

	/** Clients look their servers up. */
	private static Map<String, Object> nowhere(Map<String, Object> client) {
		client.put("bootstrap.servers", "localhost:1");
		return client;
	}

	private void assertRefused(String property, String named) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CredentialsException.class)
				.hasMessageContaining(named));
	}

}
