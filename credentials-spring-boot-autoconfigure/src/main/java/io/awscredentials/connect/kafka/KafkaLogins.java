package io.awscredentials.connect.kafka;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What clients of Kafka need to log in with tokens, for those that Spring Boot does not
 * make. <pre>
 * Map&lt;String, Object&gt; properties = kafkaProperties.buildProducerProperties();
 * properties.putAll(logins.clientProperties("archive", "eu-west-1"));
 * </pre>
 *
 * @since 0.1.0
 */
public interface KafkaLogins {

	/**
	 * Return the properties that have a client of Kafka log in with tokens over TLS.
	 * @param provider the name of the provider whose credentials sign the tokens, or
	 * {@code null} for the default one
	 * @param region the region, or {@code null} if the bootstrap servers tell it, or the
	 * default one counts
	 * @return the properties
	 */
	Map<String, String> clientProperties(@Nullable String provider, @Nullable String region);

}
