package io.awscredentials.source.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.awscredentials.Credentials;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A plugin with the two methods that plugins of AWS's SDK for Go have. Where its
 * credentials tell no expiration, it is asked every few minutes whether they have
 * expired, and gives new ones only then: they are passed on with an expiration that makes
 * the refresh engine come back.
 */
final class TwoMethodSource implements DetailedSource {

	/**
	 * The engine comes back in the second half of this time. Whoever is here before wants
	 * others than those it gave: a service refused them, or a person asked for new ones.
	 */
	static final Duration INTERVAL = Duration.ofMinutes(5);

	private final Object plugin;

	private final Method retrieve;

	private final Method isExpired;

	private final InstantSource clock;

	private volatile @Nullable Held held;

	TwoMethodSource(Object plugin, InstantSource clock) {
		this.plugin = plugin;
		this.retrieve = Objects.requireNonNull(method(plugin.getClass(), "retrieve", Credentials.class));
		this.isExpired = Objects.requireNonNull(method(plugin.getClass(), "isExpired", boolean.class));
		this.clock = clock;
	}

	/**
	 * Return which of the two methods a class lacks.
	 * @param type the class
	 * @return the signatures of the methods, none if they are there
	 */
	static List<String> missing(Class<?> type) {
		List<String> missing = new ArrayList<>();
		if (method(type, "retrieve", Credentials.class) == null) {
			missing.add("'public Credentials retrieve()'");
		}
		if (method(type, "isExpired", boolean.class) == null) {
			missing.add("'public boolean isExpired()'");
		}
		return missing;
	}

	private static @Nullable Method method(Class<?> type, String name, Class<?> returned) {
		try {
			Method method = type.getMethod(name);
			// It may be inherited from a class that is not public.
			return (method.getReturnType() == returned && method.trySetAccessible()) ? method : null;
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	@Override
	@SuppressWarnings("NullAway") // null is refused where all plugins are judged
	public RetrievedCredentials retrieveDetailed() {
		Instant now = this.clock.instant();
		Held held = this.held;
		boolean goesOn = held != null && !now.isBefore(held.askFrom()) && !call(this.isExpired, Boolean.class);
		Credentials credentials = (goesOn) ? held.credentials() : call(this.retrieve, Credentials.class);
		if (credentials == null || credentials.expiration() != null) {
			this.held = null;
			return new RetrievedCredentials(credentials, PastExpiry.REFUSE);
		}
		this.held = new Held(credentials, now.plus(INTERVAL.dividedBy(2)));
		return new RetrievedCredentials(new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(),
				credentials.sessionToken(), now.plus(INTERVAL), credentials.accountId()), PastExpiry.REFUSE)
			.withKeeper(() -> giveUp(credentials));
	}

	private void giveUp(Credentials rejected) {
		Held held = this.held;
		if (held != null && held.credentials() == rejected) {
			this.held = null;
		}
	}

	private <T> T call(Method method, Class<T> type) {
		try {
			return type.cast(method.invoke(this.plugin));
		}
		catch (InvocationTargetException ex) {
			throw new UndeclaredThrowableException(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	@Override
	public String name() {
		return this.plugin.getClass().getSimpleName();
	}

	/**
	 * Credentials without expiration, and from when on the plugin is asked about them.
	 */
	private record Held(Credentials credentials, Instant askFrom) {
	}

}
