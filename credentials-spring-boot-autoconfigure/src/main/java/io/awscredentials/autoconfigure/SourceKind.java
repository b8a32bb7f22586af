package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The kinds of sources: those that a chain may list, in the order in which they are asked
 * where no chain is configured, and then those that wrap what the others give, from the
 * inside out.
 */
enum SourceKind {

	STATIC,

	SYSTEM_PROPERTIES,

	ENVIRONMENT,

	WEB_IDENTITY,

	ROLES_ANYWHERE,

	PROFILE,

	PROCESS,

	PLUGIN,

	SSO,

	LOGIN,

	CONTAINER,

	INSTANCE_METADATA,

	VAULT,

	/** The application's own. */
	CUSTOM,

	SESSION_TOKEN,

	ASSUME_ROLE;

	private static final List<SourceKind> LINKS = List.copyOf(EnumSet.range(STATIC, CUSTOM));

	private static final Set<SourceKind> DEFAULT_CHAIN = Set.of(SYSTEM_PROPERTIES, ENVIRONMENT, WEB_IDENTITY, PROFILE,
			CONTAINER, INSTANCE_METADATA);

	/**
	 * Return the identifier of this kind, as a chain lists it; also the name of the group
	 * of properties that configures it, if it has one.
	 * @return the identifier
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the name of the bean that is the default provider's source of this kind.
	 * @return the bean name
	 */
	String beanName() {
		StringBuilder words = new StringBuilder();
		for (String word : id().split("-")) {
			words.append((words.isEmpty()) ? word : StringUtils.capitalize(word));
		}
		return words + "CredentialsSource";
	}

	/**
	 * Return whether a group of properties configures this kind.
	 * @return whether there is such a group
	 */
	boolean hasGroup() {
		return this != SYSTEM_PROPERTIES && this != ENVIRONMENT && this != CUSTOM;
	}

	/**
	 * Return the group of properties of this kind.
	 * @param properties the properties of a definition, as they were bound
	 * @return the group, or {@code null} if none of its properties is set
	 */
	@Nullable Object group(ProviderProperties properties) {
		return switch (this) {
			case STATIC -> properties.staticKeys();
			case WEB_IDENTITY -> properties.webIdentity();
			case ROLES_ANYWHERE -> properties.rolesAnywhere();
			case PROFILE -> properties.profile();
			case PROCESS -> properties.process();
			case PLUGIN -> properties.plugin();
			case SSO -> properties.sso();
			case LOGIN -> properties.login();
			case CONTAINER -> properties.container();
			case INSTANCE_METADATA -> properties.instanceMetadata();
			case VAULT -> properties.vault();
			case SESSION_TOKEN -> properties.sessionToken();
			case ASSUME_ROLE -> properties.assumeRole();
			case SYSTEM_PROPERTIES, ENVIRONMENT, CUSTOM -> null;
		};
	}

	/**
	 * Return whether this kind wraps what others give, and is never part of a chain.
	 * @return whether it is a wrapper
	 */
	boolean isWrapper() {
		return this == SESSION_TOKEN || this == ASSUME_ROLE;
	}

	/**
	 * Return whether this kind is asked where nothing is configured.
	 * @return whether this kind is in the default chain
	 */
	boolean inDefaultChain() {
		return DEFAULT_CHAIN.contains(this);
	}

	/**
	 * Return the kinds that a chain may list.
	 * @return the kinds, in order
	 */
	static List<SourceKind> links() {
		return LINKS;
	}

	static @Nullable SourceKind of(String id) {
		String relaxed = id.strip().replace("-", "").replace("_", "");
		for (SourceKind kind : links()) {
			if (kind.name().replace("_", "").equalsIgnoreCase(relaxed)) {
				return kind;
			}
		}
		return null;
	}

	/**
	 * Return the kinds that are asked where nothing is configured. A profile that
	 * somebody asks for by name goes ahead of the web identity that EKS gives every pod,
	 * as in AWS's SDK for Rust.
	 * @param profileNamed whether the environment asks for a profile by name
	 * @return the kinds, in order
	 */
	static List<SourceKind> defaultChain(boolean profileNamed) {
		List<SourceKind> chain = new ArrayList<>(links());
		chain.removeIf((kind) -> !kind.inDefaultChain());
		if (profileNamed) {
			chain.remove(PROFILE);
			chain.add(chain.indexOf(WEB_IDENTITY), PROFILE);
		}
		return chain;
	}

	static String ids() {
		return links().stream().map(SourceKind::id).collect(Collectors.joining(", "));
	}

}
