package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.MfaTokenProvider;
import io.awscredentials.autoconfigure.StsProperties.Mfa;
import io.awscredentials.autoconfigure.StsProperties.MfaDevice;
import io.awscredentials.autoconfigure.StsProperties.MfaKind;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.internal.MfaAnswers;
import io.awscredentials.mfa.AskingMfaTokenProvider;
import io.awscredentials.mfa.ConsoleMfaTokenProvider;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.mfa.TotpMfaTokenProvider;
import io.awscredentials.source.sts.MfaAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Finds who gives the MFA codes of a definition, and takes the codes that persons give.
 */
final class MfaTokenProviders implements MfaAnswers, AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final Duration CODE = Duration.ofSeconds(30);

	/** A device shows a code for half a minute, and AWS takes it a little longer. */
	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final ProviderDefinitions definitions;

	private final Map<String, Supplier<MfaTokenProvider>> beans;

	private final Supplier<@Nullable MfaTokenProvider> primary;

	private final PendingMfaTokenProvider pending;

	private final ClockSkew clock;

	private final Function<String, CompletableFuture<?>> refresh;

	private final Map<MfaTokenProvider, AskingMfaTokenProvider> asking = new ConcurrentHashMap<>();

	/** Has as much patience as the bean, which is made for the top. */
	private final Supplier<ConsoleMfaTokenProvider> console;

	/** Of those with the same seed the first: a code is good once, whoever uses it. */
	private final Map<MfaTokenProvider, MfaTokenProvider> totp = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param definitions the definitions of all providers
	 * @param beans makes the beans that give codes, by name; called while the sources are
	 * made that need them, or by whoever asks for the first role that is known only at
	 * run time, never by a retrieval
	 * @param primary makes the one that is preferred to the others, if any
	 * @param pending takes the codes that persons give
	 * @param clock the time as AWS sees it
	 * @param refresh starts the refresh of a provider by its name
	 */
	MfaTokenProviders(ProviderDefinitions definitions, Map<String, Supplier<MfaTokenProvider>> beans,
			Supplier<@Nullable MfaTokenProvider> primary, PendingMfaTokenProvider pending, ClockSkew clock,
			Function<String, CompletableFuture<?>> refresh) {
		this.definitions = definitions;
		this.beans = beans;
		this.primary = primary;
		this.pending = pending;
		this.clock = clock;
		this.refresh = refresh;
		this.console = SingletonSupplier.of(() -> console(definitions.top()));
		pending.refreshWith(refresh);
	}

	static ConsoleMfaTokenProvider console(ProviderDefinition definition) {
		return new ConsoleMfaTokenProvider(timeout(definition));
	}

	static PendingMfaTokenProvider pending(InstantSource clock) {
		return new PendingMfaTokenProvider(clock, MAX_AGE);
	}

	private static Duration timeout(ProviderDefinition definition) {
		Duration timeout = definition
			.inherited((properties) -> (properties.mfa() != null) ? properties.mfa().timeout() : null);
		if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
			throw definition.invalid("mfa.timeout", "is not positive", "Correct the value");
		}
		return Objects.requireNonNullElse(timeout, TIMEOUT);
	}

	static TotpMfaTokenProvider totp(ProviderDefinition definition, ClockSkew clock) {
		String secret = definition
			.inherited((properties) -> (properties.mfa() != null) ? properties.mfa().totpSecret() : null);
		if (secret == null || secret.isBlank()) {
			throw definition.invalid("mfa.totp-secret", "is not set, but 'mfa.provider' is 'totp'",
					"Set it to the seed that AWS showed when the device was added");
		}
		try {
			return new TotpMfaTokenProvider(secret, clock::now, wait(definition));
		}
		catch (IllegalArgumentException ex) {
			throw definition.invalid("mfa.totp-secret", "can't be used: " + ex.getMessage(),
					"Set it to the seed that AWS showed when the device was added");
		}
	}

	/**
	 * Return how long a retrieval may wait for a code that is computed: there has to be
	 * time left to use it before the retrieval is given up. A person is waited for with
	 * no retrieval under way.
	 */
	private static Duration wait(ProviderDefinition definition) {
		Duration timeout = timeout(definition);
		Duration most = definition.refreshPolicy().giveUp().minus(CODE);
		return (most.isNegative()) ? Duration.ZERO : (timeout.compareTo(most) < 0) ? timeout : most;
	}

	/**
	 * Find who gives the codes of a device.
	 * @param definition the definition
	 * @param key the key of the device, {@code "assume-role.mfa"} for example
	 * @param device the device, or {@code null} if there is none
	 * @return who gives the codes, or {@code null} if there is no device
	 * @throws CredentialsException if nobody does
	 */
	@Nullable MfaAuthentication require(ProviderDefinition definition, String key, @Nullable MfaDevice device) {
		if (device == null || device.serialNumber() == null || device.serialNumber().isBlank()) {
			return null;
		}
		MfaAuthentication found = find(definition, key, device.tokenProvider());
		if (found == null) {
			throw new CredentialsException(CredentialsErrorCode.MFA_PROVIDER_MISSING, "Configuration",
					"Property '" + definition.property(key + ".serial-number")
							+ "' names an MFA device, and there is no MfaTokenProvider");
		}
		return found;
	}

	/**
	 * Find who gives the codes of a device that is known later only: named by a profile,
	 * or by the options of a role.
	 * @param definition the definition
	 * @return gives who does, or {@code null} if nobody does; fails if that is not clear,
	 * or who does needs the very credentials that the codes are for
	 */
	Supplier<@Nullable MfaAuthentication> find(ProviderDefinition definition) {
		try {
			MfaAuthentication found = find(definition, null, null);
			return () -> found;
		}
		catch (CredentialsException ex) {
			return () -> {
				throw ex.copy();
			};
		}
		catch (RuntimeException ex) {
			return () -> {
				throw new CredentialsException(CredentialsErrorCode.MFA_PROVIDER_MISSING, "Configuration",
						"The MfaTokenProvider bean of provider '" + definition.name() + "' could not be made", ex)
					.withAdvice("Look at the cause; the bean can't start from the credentials it gives codes for");
			};
		}
	}

	private @Nullable MfaAuthentication find(ProviderDefinition definition, @Nullable String key,
			@Nullable String beanName) {
		MfaTokenProvider provider = (key != null && beanName != null && !beanName.isBlank())
				? bean(definition, key, beanName.strip()) : provider(definition, key);
		return (provider != null) ? new MfaAuthentication(definition.name(), withoutBlocking(provider)) : null;
	}

	private @Nullable MfaTokenProvider provider(ProviderDefinition definition, @Nullable String key) {
		MfaKind kind = kind(definition);
		if (kind == null) {
			return bean(definition, key);
		}
		Supplier<MfaTokenProvider> bean = this.beans.get(kind.beanName());
		MfaTokenProvider provider = (bean != null) ? bean.get() : null;
		Mfa own = definition.properties().mfa();
		if (kind == MfaKind.TOTP
				&& (provider == null || (!definition.isDefault() && own != null && own.totpSecret() != null))) {
			MfaTokenProvider totp = totp(definition, this.clock);
			return (totp.equals(provider)) ? provider : this.totp.computeIfAbsent(totp, Function.identity());
		}
		return (provider != null) ? provider : ready(kind);
	}

	/**
	 * Return the one that a bean would be, if the application had not been processed
	 * ahead of time without it.
	 */
	private MfaTokenProvider ready(MfaKind kind) {
		return (kind == MfaKind.PENDING) ? this.pending : this.console.get();
	}

	private static @Nullable MfaKind kind(ProviderDefinition definition) {
		return definition.inherited((properties) -> (properties.mfa() != null) ? properties.mfa().provider() : null);
	}

	private MfaTokenProvider bean(ProviderDefinition definition, String key, String name) {
		Supplier<MfaTokenProvider> bean = this.beans.get(name);
		if (bean == null) {
			throw definition.invalid(key + ".token-provider", "names the bean '" + name + "', which is not there",
					"Use one of the MfaTokenProvider beans: " + String.join(", ", this.beans.keySet()));
		}
		return bean.get();
	}

	private @Nullable MfaTokenProvider bean(ProviderDefinition definition, @Nullable String key) {
		Map<String, Supplier<MfaTokenProvider>> candidates = new LinkedHashMap<>(this.beans);
		// Those of other definitions, which do not pass them on.
		Arrays.stream(MfaKind.values()).filter(this::isPicked).map(MfaKind::beanName).forEach(candidates::remove);
		if (candidates.size() < 2) {
			return (candidates.isEmpty()) ? null : candidates.values().iterator().next().get();
		}
		String names = String.join(", ", candidates.keySet());
		MfaTokenProvider primary = this.primary.get();
		if (primary == null && key == null) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, "Configuration",
					"There are several MfaTokenProvider beans: " + names)
				.withAdvice("Mark one of them as primary, or set '" + definition.property("mfa.provider") + "'");
		}
		if (primary == null) {
			throw definition.invalid(key + ".token-provider",
					"is not set, and there are several MfaTokenProvider beans", "Name one of them: " + names);
		}
		return primary;
	}

	private boolean isPicked(MfaKind kind) {
		return this.definitions.names().stream().anyMatch((name) -> kind(this.definitions.get(name)) == kind);
	}

	private MfaTokenProvider withoutBlocking(MfaTokenProvider provider) {
		if (provider == this.pending || !provider.interactive()) {
			return provider;
		}
		return this.asking.computeIfAbsent(provider, (asked) -> new AskingMfaTokenProvider(asked, this.pending));
	}

	@Override
	public @Nullable CompletableFuture<?> answer(String provider, String tokenCode) {
		for (String name = provider; name != null; name = this.definitions.get(name).properties().source()) {
			if (this.pending.challenges().containsKey(name)) {
				CompletableFuture<?> answered = this.pending.submit(name, tokenCode);
				return (name.equals(provider)) ? answered
						: answered.thenCompose((ended) -> this.refresh.apply(provider));
			}
		}
		return null;
	}

	/**
	 * Return whether a person is being asked for a code.
	 * @param provider the name of the provider the code is for
	 * @return a future that completes once the answer has been used, exceptionally if
	 * there is none; or {@code null} if nobody is being asked
	 */
	@Nullable CompletableFuture<?> asking(String provider) {
		return this.asking.values()
			.stream()
			.map((asking) -> asking.asking(provider))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public void close() {
		this.asking.values().forEach(AskingMfaTokenProvider::close);
	}

}
