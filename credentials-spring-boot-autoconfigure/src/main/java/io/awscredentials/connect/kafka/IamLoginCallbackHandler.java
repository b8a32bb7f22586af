package io.awscredentials.connect.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;

import io.awscredentials.CredentialsException;
import io.awscredentials.connect.IamToken;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Logs a client of Kafka in with tokens of MSK, by the mechanism {@code OAUTHBEARER}.
 * Kafka makes the object, from {@code sasl.login.callback.handler.class}, and asks for
 * another token before one ends. The options {@code provider} and {@code region} of the
 * login module in {@code sasl.jaas.config} are the name of a provider and the region.
 *
 * @since 0.1.0
 */
public final class IamLoginCallbackHandler implements AuthenticateCallbackHandler {

	private @Nullable KafkaLogin login;

	/**
	 * Create a new instance, as Kafka does.
	 */
	public IamLoginCallbackHandler() {
	}

	@Override
	public void configure(Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasConfigEntries) {
		if (!OAuthBearerLoginModule.OAUTHBEARER_MECHANISM.equals(saslMechanism) || jaasConfigEntries.size() != 1) {
			throw new IllegalArgumentException("The mechanism must be OAUTHBEARER, with one login module");
		}
		Object servers = configs.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
		this.login = KafkaLoginRegistry.find(jaasConfigEntries.get(0).getOptions(),
				(servers instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of());
	}

	@Override
	public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
		for (Callback callback : callbacks) {
			if (callback instanceof OAuthBearerTokenCallback wanted) {
				handle(wanted);
			}
			else if (!(callback instanceof SaslExtensionsCallback)) {
				throw new UnsupportedCallbackException(callback);
			}
		}
	}

	private void handle(OAuthBearerTokenCallback callback) {
		if (this.login == null) {
			throw new IllegalStateException("The handler is not configured");
		}
		try {
			callback.token(new Token(this.login.token()));
		}
		catch (CredentialsException ex) {
			// What is thrown would be hidden behind 'an internal error'.
			callback.error(ex.code().name(), ex.getMessage() + ". " + ex.advice(), null);
		}
	}

	@Override
	public void close() {
		// The login is that of other clients too.
	}

	/**
	 * A token as Kafka wants it. Is not shown.
	 */
	private record Token(IamToken token) implements OAuthBearerToken {

		@Override
		public String value() {
			return this.token.value();
		}

		@Override
		public Set<String> scope() {
			return Set.of();
		}

		@Override
		public long lifetimeMs() {
			return this.token.expiration().toEpochMilli();
		}

		@Override
		public String principalName() {
			return "kafka-cluster";
		}

		@Override
		public @Nullable Long startTimeMs() {
			return null;
		}

	}

}
