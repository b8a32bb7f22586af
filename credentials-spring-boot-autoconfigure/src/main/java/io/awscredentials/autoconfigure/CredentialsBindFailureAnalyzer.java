package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * Explains which property has a value of the wrong type, and does not show the value as
 * Spring Boot's own analyzers do: it may be a secret in the place of its group. Numbers,
 * times and choices are left to those.
 */
class CredentialsBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PropertyGroups.PREFIX);

	private static final Set<Class<?>> HARMLESS = Set.of(Duration.class, DataSize.class, Boolean.class, Integer.class,
			Double.class);

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Class<?> type = cause.getTarget().getType().toClass();
		if (!(PREFIX.equals(cause.getName()) || PREFIX.isAncestorOf(cause.getName())) || type.isEnum()
				|| HARMLESS.contains(type)) {
			return null;
		}
		ConfigurationProperty property = cause.getProperty();
		String origin = (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		return new FailureAnalysis(
				"Property '" + cause.getName() + "'" + origin + " has a value that can't be used for it.",
				"Set the properties below it, or a value of its type; the value is not shown, since it may be secret",
				cause);
	}

}
