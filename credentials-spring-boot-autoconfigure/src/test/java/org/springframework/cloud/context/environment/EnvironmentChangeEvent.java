package org.springframework.cloud.context.environment;

import java.util.Set;

import org.springframework.context.ApplicationEvent;

/**
 * Stands in for the event of Spring Cloud, which is no dependency of ours.
 */
@SuppressWarnings("serial")
public class EnvironmentChangeEvent extends ApplicationEvent {

	private final Set<String> keys;

	/**
	 * Create a new instance.
	 * @param keys the keys of the properties that changed
	 */
	public EnvironmentChangeEvent(Set<String> keys) {
		super(keys);
		this.keys = keys;
	}

	/**
	 * Return the keys of the properties that changed.
	 * @return the keys
	 */
	public Set<String> getKeys() {
		return this.keys;
	}

}
