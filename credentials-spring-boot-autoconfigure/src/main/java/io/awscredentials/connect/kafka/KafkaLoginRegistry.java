package io.awscredentials.connect.kafka;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.connect.Connections;
import io.awscredentials.connect.IamTokens;
import io.awscredentials.region.AwsHost;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of Kafka in one application log in with. Kafka makes the handlers of
 * its logins itself, from the name of a class: they find this object by a name that is in
 * the configuration of each client.
 * <p>
 * Thread-safe.
 *
 * @hidden
 */
public final class KafkaLoginRegistry implements KafkaLogins, AutoCloseable {

	static final String APPLICATION = "application";

	static final String PROVIDER = "provider";

	static final String REGION = "region";

	private static final String DEFAULT_PROVIDER = "default";

	private static final Map<String, KafkaLoginRegistry> BY_APPLICATION = new ConcurrentHashMap<>();

	private final String application = UUID.randomUUID().toString();

	private final Map<List<@Nullable String>, KafkaLogin> logins = new ConcurrentHashMap<>();

	private final Function<String, IamTokens> tokens;

	private final Connections connections;

	/**
	 * Create a new instance, which the handlers find until it is closed.
	 * @param tokens gives what makes tokens with the credentials of a provider, by the
	 * name of the provider
	 * @param connections where what happens is shown
	 */
	public KafkaLoginRegistry(Function<String, IamTokens> tokens, Connections connections) {
		this.tokens = tokens;
		this.connections = connections;
		BY_APPLICATION.put(this.application, this);
	}

	@Override
	public Map<String, String> clientProperties(@Nullable String provider, @Nullable String region) {
		return Map.of(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL", SaslConfigs.SASL_MECHANISM,
				OAuthBearerLoginModule.OAUTHBEARER_MECHANISM, SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
				IamLoginCallbackHandler.class.getName(), SaslConfigs.SASL_JAAS_CONFIG, jaasConfig(provider, region));
	}

	private String jaasConfig(@Nullable String provider, @Nullable String region) {
		StringBuilder config = new StringBuilder(OAuthBearerLoginModule.class.getName()).append(" required");
		append(config, APPLICATION, this.application);
		append(config, PROVIDER, provider);
		append(config, REGION, region);
		return config.append(';').toString();
	}

	private static void append(StringBuilder config, String option, @Nullable String value) {
		if (value != null) {
			config.append(' ').append(option).append("=\"").append(value.replaceAll("[\"\\\\]", "")).append('"');
		}
	}

	/**
	 * Return the region that the names of bootstrap servers tell.
	 * @param servers the servers, each with its port
	 * @return the region, or {@code null} if none of them is a broker of MSK
	 */
	public static @Nullable String region(Collection<String> servers) {
		return servers.stream()
			.map((server) -> AwsHost.parse(server.replaceFirst(":\\d+$", "")))
			.filter((host) -> host != null && host.service().startsWith("kafka"))
			.map((host) -> Objects.requireNonNull(host).region())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Find what a client logs in with.
	 * @param options the options of its login module
	 * @param servers its bootstrap servers
	 * @return the login
	 * @throws CredentialsException if there is no application, or no provider
	 */
	static KafkaLogin find(Map<String, ?> options, List<String> servers) {
		Object application = options.get(APPLICATION);
		KafkaLoginRegistry found = (application != null) ? BY_APPLICATION.get(application) : only();
		if (found == null) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Kafka",
					(application != null) ? "The application that this client of Kafka belongs to has ended"
							: "It is not clear which one of " + BY_APPLICATION.size()
									+ " applications this client of Kafka belongs to")
				.withAdvice("Take the properties of the client from KafkaLogins.clientProperties, with "
						+ "'aws.credentials.connect.kafka.enabled' set");
		}
		return found.login(text(options.get(PROVIDER)), text(options.get(REGION)), servers);
	}

	private static @Nullable KafkaLoginRegistry only() {
		List<KafkaLoginRegistry> all = List.copyOf(BY_APPLICATION.values());
		return (all.size() == 1) ? all.get(0) : null;
	}

	private static @Nullable String text(@Nullable Object option) {
		return (option == null || option.toString().isBlank()) ? null : option.toString();
	}

	private KafkaLogin login(@Nullable String provider, @Nullable String region, List<String> servers) {
		String name = (provider != null) ? provider : DEFAULT_PROVIDER;
		String host = String.join(",", servers);
		String known = (region != null) ? region : region(servers);
		return this.logins.computeIfAbsent(Arrays.asList(name, known, host),
				(absent) -> new KafkaLogin(() -> this.tokens.apply(name), known,
						this.connections.register("kafka", null, host, name)));
	}

	@Override
	public void close() {
		BY_APPLICATION.remove(this.application);
	}

}
