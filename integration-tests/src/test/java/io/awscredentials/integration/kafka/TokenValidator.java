package io.awscredentials.integration.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;

import io.awscredentials.test.TestCredentials;
import io.awscredentials.test.gate.IamTokenVerifier;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerExtensionsValidatorCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/**
 * Verifies tokens in the broker, as MSK does. The broker makes it, with the name of the
 * listener in its login module.
 */
public final class TokenValidator implements AuthenticateCallbackHandler {

	private static final Map<String, Listener> LISTENERS = new ConcurrentHashMap<>();

	private Listener listener;

	/**
	 * Verify the tokens of a listener.
	 */
	static Listener listener(String name, String region, Function<String, TestCredentials> keys) {
		Listener listener = new Listener(region, new IamTokenVerifier(keys, InstantSource.system()),
				ConcurrentHashMap.newKeySet(), new CopyOnWriteArrayList<>());
		LISTENERS.put(name, listener);
		return listener;
	}

	@Override
	public void configure(Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasConfigEntries) {
		this.listener = LISTENERS.get(String.valueOf(jaasConfigEntries.get(0).getOptions().get("listener")));
	}

	@Override
	public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
		for (Callback callback : callbacks) {
			if (callback instanceof OAuthBearerValidatorCallback validator) {
				this.listener.validate(validator);
			}
			else if (!(callback instanceof OAuthBearerExtensionsValidatorCallback)) {
				throw new UnsupportedCallbackException(callback);
			}
		}
	}

	@Override
	public void close() {
		// Has nothing.
	}

	/**
	 * A listener of the broker.
	 */
	record Listener(String region, IamTokenVerifier verifier, Set<String> accessKeyIds, Collection<String> refusals) {

		private void validate(OAuthBearerValidatorCallback callback) {
			String url = new String(Base64.getUrlDecoder().decode(callback.tokenValue()), StandardCharsets.UTF_8);
			try {
				String signed = url.substring("https://".length(), url.lastIndexOf("&User-Agent="));
				TestCredentials credentials = this.verifier.verify(signed, "kafka-cluster",
						"kafka." + this.region + ".amazonaws.com", Map.of("Action", "kafka-cluster:Connect"));
				this.accessKeyIds.add(credentials.accessKeyId());
				// The principal stays, or the broker ends the connection.
				callback.token(new Token(callback.tokenValue(), credentials.accountId(),
						this.verifier.clock().instant().plus(Duration.ofMinutes(15)).toEpochMilli()));
			}
			catch (IllegalArgumentException ex) {
				this.refusals.add(ex.getMessage());
				callback.error("invalid_token", null, null);
			}
		}

	}

	private record Token(String value, String principalName, long lifetimeMs) implements OAuthBearerToken {

		@Override
		public Set<String> scope() {
			return Set.of();
		}

		@Override
		public Long startTimeMs() {
			return null;
		}

	}

}
