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

	STATIC("static", "staticCredentialsSource", false),

	SYSTEM_PROPERTIES(null, "systemPropertiesCredentialsSource", true),

	ENVIRONMENT(null, "environmentCredentialsSource", true),

	WEB_IDENTITY("web-identity", "webIdentityCredentialsSource", true),

	PROFILE("profile", "profileCredentialsSource", true, "reload"),

	PROCESS("process", "processCredentialsSource", false),

	PLUGIN("plugin", "pluginCredentialsSource", false),

	SSO("sso", "ssoCredentialsSource", false, "endpoint", "oidc-endpoint", "cache-directory", "login"),

	LOGIN("login", "loginCredentialsSource", false, "endpoint", "cache-directory"),

	CONTAINER("container", "containerCredentialsSource", true),

	INSTANCE_METADATA("instance-metadata", "instanceMetadataCredentialsSource", true),

	CUSTOM(null, "customCredentialsSource", false);

	private final @Nullable String group;

	private final String beanName;

	private final boolean inDefaultChain;

	private final Set<String> settings;

	SourceKind(@Nullable String group, String beanName, boolean inDefaultChain, String... settings) {
		this.group = group;
		this.beanName = beanName;
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
	 * Return whether this kind is asked where nothing is configured.
	 * @return whether this kind is in the default chain
	 */
	boolean inDefaultChain() {
		return this.inDefaultChain;
	}

	static @Nullable SourceKind of(String id) {
		String relaxed = id.strip().replace("-", "").replace("_", "");
		return Arrays.stream(values())
			.filter((kind) -> kind.id().replace("-", "").equalsIgnoreCase(relaxed))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the kinds that are asked where nothing is configured. A profile that
	 * somebody asks for by name goes ahead of the web identity that EKS gives every pod,
	 * as in AWS's SDK for Rust.
	 * @param profileNamed whether the environment asks for a profile by name
	 * @return the kinds, in order
	 */
	static List<SourceKind> defaultChain(boolean profileNamed) {
		List<SourceKind> chain = new ArrayList<>(Arrays.stream(values()).filter(SourceKind::inDefaultChain).toList());
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
