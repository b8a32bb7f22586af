package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.awscredentials.connect.kafka.KafkaLoginRegistry;
import io.awscredentials.connect.kafka.KafkaLogins;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Has consumers, producers, the admin client and streams log in with tokens: they all are
 * made from {@link KafkaProperties}. What is said for one of them in its own properties
 * goes before.
 */
final class KafkaClients implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(KafkaClients.class);

	private static final String PREFIX = "spring.kafka.properties.";

	private final Supplier<Settings> settings;

	/**
	 * Create a new instance.
	 * @param settings gives how clients log in
	 */
	KafkaClients(Supplier<Settings> settings) {
		this.settings = settings;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof KafkaProperties properties) {
			apply(properties, this.settings.get());
		}
		return bean;
	}

	private static void apply(KafkaProperties kafka, Settings settings) {
		String protocol = (kafka.getSecurity().getProtocol() != null) ? kafka.getSecurity().getProtocol()
				: kafka.getProperties().get("security.protocol");
		if (protocol != null && !protocol.startsWith("SASL_")) {
			throw settings.top()
				.invalid("connect.kafka.enabled", "is set, but 'spring.kafka.security.protocol' is '" + protocol + "'",
						"Remove that, or set it to SASL_SSL");
		}
		if ("SASL_PLAINTEXT".equals(protocol)) {
			logger.warn("'spring.kafka.security.protocol' is SASL_PLAINTEXT: who listens can use the tokens");
		}
		settings.clientProperties(kafka.getBootstrapServers()).forEach((name, value) -> {
			String own = kafka.getProperties().get(name);
			if (own != null && name.startsWith("sasl.") && !own.equals(value)) {
				throw settings.top()
					.invalid("connect.kafka.enabled", "is set, but so is '" + PREFIX + name + "'",
							"Remove one of the two; what only one client is to have goes below"
									+ " 'spring.kafka.producer.properties' or its like");
			}
			if (protocol == null || name.startsWith("sasl.")) {
				kafka.getProperties().put(name, value);
			}
		});
		others(settings, kafka.getConsumer().getBootstrapServers(), kafka.getConsumer().getProperties());
		others(settings, kafka.getProducer().getBootstrapServers(), kafka.getProducer().getProperties());
		others(settings, kafka.getStreams().getBootstrapServers(), kafka.getStreams().getProperties());
	}

	/** Clients may have servers of their own, in another region. */
	private static void others(Settings settings, @Nullable List<String> servers, Map<String, String> properties) {
		if (servers != null) {
			String name = "sasl.jaas.config";
			String value = settings.clientProperties(servers).get(name);
			if (value != null) {
				properties.putIfAbsent(name, value);
			}
		}
	}

	/**
	 * How clients log in.
	 *
	 * @param logins where they find their provider
	 * @param top tells where properties come from
	 * @param provider the name of the provider, or {@code null} for the default one
	 * @param region the region, or {@code null} if the servers tell it
	 */
	record Settings(KafkaLogins logins, ProviderDefinition top, @Nullable String provider, @Nullable String region) {

		Map<String, String> clientProperties(@Nullable List<String> servers) {
			String told = (servers != null) ? KafkaLoginRegistry.region(servers) : null;
			return this.logins.clientProperties(this.provider, (this.region != null) ? this.region : told);
		}

	}

}
