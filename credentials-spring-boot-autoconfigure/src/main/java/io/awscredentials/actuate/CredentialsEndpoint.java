package io.awscredentials.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.awscredentials.actuate.CredentialsDescriptor.ProviderDescriptor;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
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

	private static final long REFRESH_TIMEOUT_SECONDS = 60;

	private final CredentialsProviders providers;

	/**
	 * Create a new instance.
	 * @param providers the providers to show
	 */
	public CredentialsEndpoint(CredentialsProviders providers) {
		this.providers = providers;
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
		return new CredentialsDescriptor(descriptors);
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
	 * @return its description after the refresh, which tells also of its failure, or
	 * {@code null} if there is none of that name
	 */
	@WriteOperation
	public @Nullable ProviderDescriptor refresh(@Selector String name) {
		RefreshingCredentialsProvider provider = this.providers.get(name);
		if (provider == null) {
			return null;
		}
		try {
			provider.refresh().get(REFRESH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// The description tells.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return ProviderDescriptor.of(provider.status());
	}

}
