package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The configuration as far as a binder knows it.
 */
final class BootstrapEnvironment extends AbstractEnvironment {

	private BootstrapEnvironment(MutablePropertySources sources) {
		super(sources);
	}

	static ConfigurableEnvironment of(Binder binder) {
		MutablePropertySources sources = new MutablePropertySources();
		for (ConfigurationPropertySource source : sources(binder)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
				sources.addLast(underlying);
			}
		}
		ConfigurableEnvironment environment = new BootstrapEnvironment(sources);
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	/**
	 * Return the sources of a binder, which tells them to those who take part in binding.
	 */
	private static List<ConfigurationPropertySource> sources(Binder binder) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		binder.bind(PropertyGroups.PREFIX, Bindable.of(Object.class), new BindHandler() {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				context.getSources().forEach(sources::add);
				return null;
			}

		});
		return sources;
	}

}
