package io.awscredentials.autoconfigure;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Tells that properties of ours were changed while the application runs, by the refresh
 * of Spring Cloud, which count after a restart only.
 */
final class ChangedProperties implements GenericApplicationListener {

	/** The event of Spring Cloud, which is no dependency of ours. */
	static final String EVENT = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

	private static final Log logger = LogFactory.getLog(ChangedProperties.class);

	private final Set<String> keys = new ConcurrentSkipListSet<>();

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return eventType.toClass().getName().equals(EVENT);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		List<String> changed = keys(event).stream()
			.map(String::valueOf)
			.filter(ChangedProperties::isOurs)
			.sorted()
			.toList();
		if (!changed.isEmpty()) {
			this.keys.addAll(changed);
			logger.warn("Changed properties count after a restart of the application: " + String.join(", ", changed));
		}
	}

	private static Collection<?> keys(ApplicationEvent event) {
		try {
			Method keys = event.getClass().getMethod("getKeys");
			return (keys.invoke(event) instanceof Collection<?> collection) ? collection : List.of();
		}
		catch (ReflectiveOperationException ex) {
			return List.of();
		}
	}

	private static boolean isOurs(String key) {
		return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").startsWith("awscredentials");
	}

	/**
	 * Return the keys of all properties that were changed since the start.
	 * @return the keys, sorted
	 */
	Collection<String> keys() {
		return List.copyOf(this.keys);
	}

}
