package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of sources that a chain may list, in the order in which they are asked where
 * no chain is configured.
 */
enum SourceKind {

	STATIC("static", "staticCredentialsSource", "BasicSourceConfigurations$StaticSource", false),

	SYSTEM_PROPERTIES(null, "systemPropertiesCredentialsSource", "BasicSourceConfigurations$SystemPropertiesSource",
			true),

	ENVIRONMENT(null, "environmentCredentialsSource", "BasicSourceConfigurations$EnvironmentSource", true),

	WEB_IDENTITY("web-identity", "webIdentityCredentialsSource", "StsSourceConfigurations$WebIdentitySource", true),

	PROFILE("profile", "profileCredentialsSource", "ProfileSourceConfiguration", true, "reload", "trusted-owners"),

	PROCESS("process", "processCredentialsSource", "ProcessSourceConfiguration", false),

	PLUGIN("plugin", "pluginCredentialsSource", "PluginSourceConfiguration", false),

	SSO("sso", "ssoCredentialsSource", "SignInSourceConfigurations$SsoSource", false, "endpoint", "oidc-endpoint",
			"cache-directory", "login"),

	LOGIN("login", "loginCredentialsSource", "SignInSourceConfigurations$LoginSource", false, "endpoint",
			"cache-directory"),

	CONTAINER("container", "containerCredentialsSource", "MetadataSourceConfigurations$ContainerSource", true),

	INSTANCE_METADATA("instance-metadata", "instanceMetadataCredentialsSource",
			"MetadataSourceConfigurations$InstanceMetadataSource", true),

	CUSTOM(null, "customCredentialsSource", null, false);

	private final @Nullable String group;

	private final String beanName;

	private final @Nullable String configuration;

	private final boolean inDefaultChain;

	private final Set<String> settings;

	SourceKind(@Nullable String group, String beanName, @Nullable String configuration, boolean inDefaultChain,
			String... settings) {
		this.group = group;
		this.beanName = beanName;
		this.configuration = configuration;
		this.inDefaultChain = inDefaultChain;
		this.settings = Set.of(settings);
	}

	/**
	 * Return the identifier of this kind, as a chain lists it.
	 * @return the identifier
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the name of the group of properties that configures this kind.
	 * @return the name below the prefix of the description, or {@code null} if there is
	 * no such group
	 */
	@Nullable String group() {
		return this.group;
	}

	/**
	 * Return the properties of the group that don't configure this kind: they tell how
	 * something is done, and not that it is to be done.
	 * @return their names below the group
	 */
	Set<String> settings() {
		return this.settings;
	}

	/**
	 * Return the name of the bean that is the default provider's source of this kind.
	 * @return the bean name
	 */
	String beanName() {
		return this.beanName;
	}

	/**
	 * Return the name of the configuration class of this kind. A name, since a class
	 * literal would load the classes of kinds that nobody uses.
	 * @return the class name, or {@code null} if applications define such sources
	 */
	@Nullable String configuration() {
		return (this.configuration != null) ? getClass().getPackageName() + "." + this.configuration : null;
	}

	/**
	 * Return whether this kind is asked where nothing is configured.
	 * @return whether this kind is in the default chain
	 */
	boolean inDefaultChain() {
		return this.inDefaultChain;
	}

	static @Nullable SourceKind of(String id) {
		String relaxed = id.strip().replace("-", "").replace("_", "");
		for (SourceKind kind : values()) {
			if (kind.name().replace("_", "").equalsIgnoreCase(relaxed)) {
				return kind;
			}
		}
		return null;
	}

	static SourceKind ofBean(String beanName) {
		for (SourceKind kind : values()) {
			if (kind.beanName.equals(beanName)) {
				return kind;
			}
		}
		throw new IllegalArgumentException("No kind of source has a bean '" + beanName + "'");
	}

	/**
	 * Return the kinds that are asked where nothing is configured. A profile that
	 * somebody asks for by name goes ahead of the web identity that EKS gives every pod,
	 * as in AWS's SDK for Rust.
	 * @param profileNamed whether the environment asks for a profile by name
	 * @return the kinds, in order
	 */
	static List<SourceKind> defaultChain(boolean profileNamed) {
		List<SourceKind> chain = new ArrayList<>();
		for (SourceKind kind : values()) {
			if (kind.inDefaultChain) {
				chain.add(kind);
			}
		}
		if (profileNamed) {
			chain.remove(PROFILE);
			chain.add(chain.indexOf(WEB_IDENTITY), PROFILE);
		}
		return chain;
	}

	static String ids() {
		return Arrays.stream(values()).map(SourceKind::id).collect(Collectors.joining(", "));
	}

}
