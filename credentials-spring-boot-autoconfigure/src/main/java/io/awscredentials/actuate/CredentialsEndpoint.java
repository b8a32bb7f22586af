package io.awscredentials.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.awscredentials.actuate.CredentialsDescriptor.ConnectionDescriptor;
import io.awscredentials.actuate.CredentialsDescriptor.IdentityTokenDescriptor;
import io.awscredentials.actuate.CredentialsDescriptor.ProviderDescriptor;
import io.awscredentials.connect.Connections;
import io.awscredentials.identity.RefreshingIdentityTokenProvider;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the credentials of an application, without their
 * secrets, and refreshes them. Reading it reads state and never the network.
 */
@Endpoint(id = "awscredentials", defaultAccess = Access.READ_ONLY)
public final class CredentialsEndpoint {

	// Below the 30 seconds that a graceful shutdown waits for requests.
	static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(25);

	private final CredentialsProviders providers;

	private final MfaAnswers answers;

	private final Supplier<Duration> clockSkew;

	private final Supplier<Collection<String>> changedProperties;

	private final Connections connections;

	private final Collection<RefreshingIdentityTokenProvider> identityTokens;

	/**
	 * Create a new instance.
	 * @param providers the providers to show
	 * @param answers takes MFA codes
	 * @param clockSkew tells how far the clocks of AWS are ahead of this machine's, zero
	 * for a few seconds
	 * @param changedProperties tells the properties that count after a restart
	 * @param connections what is opened with tokens
	 * @param identityTokens what gives identity tokens
	 */
	public CredentialsEndpoint(CredentialsProviders providers, MfaAnswers answers, Supplier<Duration> clockSkew,
			Supplier<Collection<String>> changedProperties, Connections connections,
			Collection<RefreshingIdentityTokenProvider> identityTokens) {
		this.providers = providers;
		this.answers = answers;
		this.clockSkew = clockSkew;
		this.changedProperties = changedProperties;
		this.connections = connections;
		this.identityTokens = List.copyOf(identityTokens);
	}

	/**
	 * Describe all providers.
	 * @return their descriptions
	 */
	@ReadOperation
	public CredentialsDescriptor credentials() {
		Map<String, ProviderDescriptor> descriptors = new LinkedHashMap<>();
		this.providers.all()
			.forEach((provider) -> descriptors.put(provider.name(), ProviderDescriptor.of(provider.status())));
		Duration skew = this.clockSkew.get();
		return new CredentialsDescriptor(descriptors, (skew.isZero()) ? null : skew.toSeconds(),
				this.changedProperties.get(),
				this.connections.statuses().stream().map(ConnectionDescriptor::of).toList(), identityTokens());
	}

	private Map<String, IdentityTokenDescriptor> identityTokens() {
		Map<String, IdentityTokenDescriptor> descriptors = new LinkedHashMap<>();
		this.identityTokens.forEach((token) -> descriptors.put(token.name(), IdentityTokenDescriptor.of(token)));
		return descriptors;
	}

	/**
	 * Describe one provider.
	 * @param name its name
	 * @return its description, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable ProviderDescriptor provider(@Selector String name) {
		RefreshingCredentialsProvider provider = this.providers.get(name);
		return (provider != null) ? ProviderDescriptor.of(provider.status()) : null;
	}

	/**
	 * Refresh the credentials of a provider now and wait for the outcome.
	 * @param name its name
	 * @param tokenCode the MFA code that answers its pending challenge, or {@code null}
	 * @return its description after the refresh, which tells also of its failure, or
	 * {@code null} if there is none of that name
	 * @throws InvalidEndpointRequestException if there is a code, but no challenge, or
	 * the code is none
	 */
	@WriteOperation
	public @Nullable ProviderDescriptor refresh(@Selector String name, @Nullable String tokenCode) {
		if (this.providers.get(name) == null) {
			return null;
		}
		try {
			start(name, tokenCode).get(REFRESH_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// The description tells.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return provider(name);
	}

	/**
	 * Start to refresh the credentials of a provider.
	 * @param name its name
	 * @param tokenCode the MFA code that answers its pending challenge, or {@code null}
	 * @return a future that completes once the refresh has ended, well or not
	 */
	CompletableFuture<?> start(String name, @Nullable String tokenCode) {
		if (tokenCode == null) {
			return this.providers.refresh(name);
		}
		if (!isCode(tokenCode)) {
			throw new InvalidEndpointRequestException("An MFA code has six digits", "'tokenCode' must be six digits");
		}
		CompletableFuture<?> answered = this.answers.answer(name, tokenCode);
		if (answered == null) {
			throw new InvalidEndpointRequestException("Provider '" + name + "' waits for no MFA code",
					"No MFA challenge is pending");
		}
		return answered;
	}

	private static boolean isCode(String text) {
		boolean digits = true;
		for (int i = 0; i < text.length(); i++) {
			digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
		}
		return digits && text.length() == 6;
	}

}
