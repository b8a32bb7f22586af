package io.awscredentials.refresh;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * The refreshing providers of an application: those that are configured, by name, and
 * those of roles that are known only at run time. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CredentialsProviders {

	private static final String DEFAULT = "default";

	private final Map<String, RefreshingCredentialsProvider> providers;

	private final @Nullable Supplier<? extends Roles> supplier;

	private volatile @Nullable Roles roles;

	/**
	 * Create a new instance without roles that are known only at run time.
	 * @param providers the providers, in the order in which they are shown
	 */
	public CredentialsProviders(Collection<RefreshingCredentialsProvider> providers) {
		this(providers, null);
	}

	/**
	 * Create a new instance.
	 * @param providers the providers, in the order in which they are shown
	 * @param roles gives the roles that are known only at run time when the first one is
	 * asked for, or {@code null} for none
	 */
	public CredentialsProviders(Collection<RefreshingCredentialsProvider> providers,
			@Nullable Supplier<? extends Roles> roles) {
		Map<String, RefreshingCredentialsProvider> byName = new LinkedHashMap<>();
		for (RefreshingCredentialsProvider provider : providers) {
			byName.put(provider.name(), provider);
		}
		this.providers = Collections.unmodifiableMap(byName);
		this.supplier = roles;
	}

	/**
	 * Return a configured provider.
	 * @param name its name
	 * @return the provider, or {@code null} if there is none of that name
	 */
	public @Nullable RefreshingCredentialsProvider get(String name) {
		return this.providers.get(name);
	}

	/**
	 * Return all configured providers.
	 * @return the providers
	 */
	public List<RefreshingCredentialsProvider> all() {
		return List.copyOf(this.providers.values());
	}

	/**
	 * Return the provider of a role that is known only at run time, which is assumed with
	 * the credentials of the default provider. See
	 * {@link #assumeRole(String, AssumeRoleOptions)}.
	 * @param options the role
	 * @return the provider
	 * @throws CredentialsException if the options can't be used
	 */
	public RefreshingCredentialsProvider assumeRole(AssumeRoleOptions options) {
		return assumeRole(DEFAULT, options);
	}

	/**
	 * Return the provider of a role that is known only at run time, which is assumed with
	 * the credentials of a configured provider, and has its region, endpoints and
	 * settings. Equal options have the same provider. The call is cheap and asks nobody:
	 * make it for each use. The credentials are retrieved when they are first asked for,
	 * and refreshed in the background as long as somebody asks for them from time to
	 * time. It does no harm to keep the provider: one that was forgotten, since nobody
	 * used it or for want of room, goes on with its next use. It is named after the ARN
	 * of its role, and ends with the application.
	 * <p>
	 * If the credentials that it starts from are themselves those of a role, STS limits
	 * the new ones to an hour and refuses a longer duration.
	 * @param source the name of the provider that it starts from
	 * @param options the role
	 * @return the provider
	 * @throws CredentialsException if there is no such source, or the options can't be
	 * used
	 */
	public RefreshingCredentialsProvider assumeRole(String source, AssumeRoleOptions options) {
		if (this.supplier == null) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "AssumeRole",
					"These providers were created without roles that are known only at run time")
				.withAdvice("Give the constructor of CredentialsProviders some");
		}
		Roles roles = this.roles;
		if (roles == null) {
			roles = this.supplier.get();
			this.roles = roles;
		}
		return roles.get(source, options);
	}

	/**
	 * Return how many roles that are known only at run time have a provider now. Those
	 * that were forgotten do not count.
	 * @return the number
	 */
	public long runtimeRoles() {
		Roles roles = this.roles;
		return (roles != null) ? roles.size() : 0;
	}

	/**
	 * Return the status of roles that are known only at run time and have a provider now.
	 * @param search a part of their ARN, empty for any
	 * @param limit how many to return at most
	 * @return the status of each, in the order of their ARNs
	 */
	public List<RefreshStatus> runtimeRoles(String search, int limit) {
		Roles roles = this.roles;
		return (roles != null) ? roles.all()
			.stream()
			.filter((provider) -> provider.name().contains(search))
			.sorted(Comparator.comparing(RefreshingCredentialsProvider::name))
			.limit(limit)
			.map(RefreshingCredentialsProvider::status)
			.toList() : List.of();
	}

	/**
	 * Return how many times credentials of roles that are known only at run time were
	 * served although a refresh of them had failed.
	 * @return the number of times, of all roles together
	 */
	public long runtimeRolesServedStale() {
		Roles roles = this.roles;
		return (roles != null) ? roles.servedStale() : 0;
	}

	/**
	 * Refresh the provider of a name now: the configured one, or those of a role that is
	 * known only at run time which wait for an MFA code.
	 * @param name the name
	 * @return a future that completes once that has ended, well or not
	 */
	public CompletableFuture<?> refresh(String name) {
		RefreshingCredentialsProvider configured = get(name);
		if (configured != null) {
			return configured.refresh();
		}
		Roles roles = this.roles;
		Collection<RefreshingCredentialsProvider> candidates = (roles != null) ? roles.all() : Set.of();
		return CompletableFuture.allOf(candidates.stream()
			.filter((provider) -> provider.name().equals(name) && provider.status().mfa() != null)
			.map(RefreshingCredentialsProvider::refresh)
			.toArray(CompletableFuture[]::new));
	}

	/**
	 * The providers of roles that are known only at run time.
	 */
	public interface Roles {

		/**
		 * Return the provider of a role.
		 * @param source the name of the provider whose credentials the role is assumed
		 * with
		 * @param options the role
		 * @return the provider
		 * @throws CredentialsException if there is no such source, or the options can't
		 * be used
		 */
		RefreshingCredentialsProvider get(String source, AssumeRoleOptions options);

		/**
		 * Return the providers that are remembered.
		 * @return a copy
		 */
		Collection<RefreshingCredentialsProvider> all();

		/**
		 * Return how many providers are remembered.
		 * @return the number
		 */
		long size();

		/**
		 * Return how many times credentials were served although a refresh of them had
		 * failed.
		 * @return the number of times, of all roles
		 */
		long servedStale();

	}

}
