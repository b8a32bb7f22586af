package io.awscredentials.autoconfigure;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ConnectProperties.Kafka;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.connect.kafka.IamLoginCallbackHandler;
import io.awscredentials.connect.kafka.KafkaLoginRegistry;
import io.awscredentials.connect.kafka.KafkaLogins;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration of brokers of MSK that clients of Kafka open with tokens.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AwsCredentialsSigningAutoConfiguration.class,
		beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBooleanProperty("aws.credentials.connect.kafka.enabled")
@ConditionalOnBean({ IamTokens.class, ProviderDefinitions.class })
@Import(ConnectTokensConfiguration.class)
public final class AwsCredentialsKafkaAutoConfiguration {

	AwsCredentialsKafkaAutoConfiguration() {
	}

	/**
	 * Where Spring for Apache Kafka is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KafkaProperties.class)
	@ImportRuntimeHints(HandlerHints.class)
	static class KafkaConfiguration {

		@Bean
		KafkaLoginRegistry awsCredentialsKafkaLogins(ConnectTokens tokens, Connections connections) {
			return new KafkaLoginRegistry((provider) -> tokens.get(provider), connections);
		}

		@Bean
		static KafkaClients awsCredentialsKafkaClients(ObjectProvider<KafkaLogins> logins,
				ObjectProvider<ConnectProperties> properties, ObjectProvider<ProviderDefinitions> definitions,
				ObjectProvider<ConnectTokens> tokens) {
			return new KafkaClients(() -> {
				Kafka kafka = properties.getObject().kafka();
				String provider = tokens.getObject().checked("connect.kafka.provider", kafka.provider());
				return new KafkaClients.Settings(logins.getObject(), definitions.getObject().top(), provider,
						ConnectTokens.text(kafka.region()));
			});
		}

	}

	/**
	 * Where Spring for Apache Kafka is not.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.kafka.autoconfigure.KafkaProperties")
	static class MissingConfiguration {

		MissingConfiguration() {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Kafka",
					"Property 'aws.credentials.connect.kafka.enabled' is set, but Spring for Apache Kafka is not there")
				.withAdvice("Add the dependency 'spring-boot-starter-kafka', or remove the property");
		}

	}

	/**
	 * Kafka makes the handler from the name of its class.
	 */
	static class HandlerHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerType(IamLoginCallbackHandler.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		}

	}

}
