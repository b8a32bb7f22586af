package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ProviderProperties.Plugin;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.plugin.PluginCredentialsSource;
import io.awscredentials.source.plugin.PluginOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The source that asks a plugin.
 */
@Configuration(proxyBeanMethods = false)
class PluginSourceConfiguration implements SourceFactory, DisposableBean {

	private final InstantSource clock;

	private final List<PluginCredentialsSource> created = new CopyOnWriteArrayList<>();

	PluginSourceConfiguration(CredentialsInfrastructure credentialsInfrastructure) {
		this.clock = credentialsInfrastructure.clock();
	}

	@Override
	public SourceKind kind() {
		return SourceKind.PLUGIN;
	}

	@Override
	public PluginCredentialsSource create(Description description) {
		Plugin properties = description.group(description.properties().plugin(), kind());
		PluginOptions options = PluginOptions.of(jar(description, properties))
			.withClassName(ifSet(description, "plugin.class-name", properties.className()))
			.withReload(Boolean.TRUE.equals(properties.reload()))
			.withTrustedOwners(description.trustedOwners("plugin.trusted-owners", properties.trustedOwners()));
		try {
			options = options.withSha256(ifSet(description, "plugin.sha256", properties.sha256()));
		}
		catch (CredentialsException ex) {
			throw description.invalid("plugin.sha256", "can't be used: " + ex.getMessage(), ex.advice());
		}
		PluginCredentialsSource source = new PluginCredentialsSource(options, this.clock);
		this.created.add(source);
		return source;
	}

	private static Path jar(Description description, Plugin properties) {
		String location = description.required("plugin.location", properties.location());
		try {
			return ApplicationResourceLoader.get().getResource(location).getFile().toPath();
		}
		catch (IOException | RuntimeException ex) {
			throw description.invalid("plugin.location",
					"is '" + Redaction.location(location) + "', which is not a file",
					"Use a path, or a URL that begins with 'file:'");
		}
	}

	/**
	 * Empty is not unset: a checksum whose placeholder has no value must not go
	 * unnoticed.
	 */
	private static @Nullable String ifSet(Description description, String key, @Nullable String value) {
		return (value != null) ? description.required(key, value) : null;
	}

	@Bean
	@Conditional(OnSourceKindCondition.class)
	@ConditionalOnMissingBean(name = "pluginCredentialsSource")
	PluginCredentialsSource pluginCredentialsSource(Descriptions credentialsDescriptions) {
		return create(credentialsDescriptions.top());
	}

	@Override
	public void destroy() {
		this.created.forEach(PluginCredentialsSource::close);
	}

}
