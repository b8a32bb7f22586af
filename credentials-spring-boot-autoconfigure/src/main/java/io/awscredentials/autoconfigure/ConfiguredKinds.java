package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.core.env.Environment;

/**
 * The kinds of sources that a description asks for, as far as its properties tell before
 * they are bound.
 *
 * @param prefix the prefix of the description's properties
 * @param chain the kinds that its chain lists, without those that are unknown
 * @param chained whether there is a chain
 * @param present the kinds that have properties
 * @param source whether it starts from the credentials of another description
 */
record ConfiguredKinds(String prefix, Set<SourceKind> chain, boolean chained, Set<SourceKind> present, boolean source) {

	static ConfiguredKinds of(Environment environment, String prefix) {
		Set<SourceKind> present = EnumSet.noneOf(SourceKind.class);
		for (SourceKind kind : SourceKind.values()) {
			if (kind.group() != null
					&& PropertyGroups.present(environment, prefix + "." + kind.group(), kind.settings())) {
				present.add(kind);
			}
		}
		Set<SourceKind> chain = EnumSet.noneOf(SourceKind.class);
		List<String> ids = PropertyGroups.chain(environment, prefix);
		for (String id : ids) {
			SourceKind kind = SourceKind.of(id);
			if (kind != null) {
				chain.add(kind);
			}
		}
		return new ConfiguredKinds(prefix, chain, !ids.isEmpty(), present,
				PropertyGroups.present(environment, prefix + ".source"));
	}

	/**
	 * Return whether the description uses a kind, unless a bean of the application's
	 * takes the place of the default chain.
	 * @param kind the kind
	 * @return whether it does
	 */
	boolean use(SourceKind kind) {
		return outcome(kind, null).isMatch();
	}

	/**
	 * Return whether the description uses a kind, and why.
	 * @param kind the kind
	 * @param bean the name of a source that the application defines, or {@code null}
	 * @return whether it does
	 */
	ConditionOutcome outcome(SourceKind kind, @Nullable String bean) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("AWS credentials source", kind.id());
		boolean listed = this.chain.contains(kind);
		if (this.chained && !listed) {
			return ConditionOutcome.noMatch(message.because("'" + this.prefix + ".chain' does not list it"));
		}
		if (this.present.contains(kind)) {
			return ConditionOutcome.match(message.because("properties were found in '" + group(kind) + "'"));
		}
		if (kind.group() != null && !kind.inDefaultChain()) {
			return ConditionOutcome.noMatch(message.because("there are no properties in '" + group(kind) + "'"));
		}
		if (listed) {
			return ConditionOutcome.match(message.because("'" + this.prefix + ".chain' lists it"));
		}
		String other = other(bean);
		return (other != null) ? ConditionOutcome.noMatch(message.because(other + " is configured, and it is not"))
				: ConditionOutcome.match(message.because("nothing is configured, so the default chain applies"));
	}

	private @Nullable String other(@Nullable String bean) {
		if (this.source) {
			return "'" + this.prefix + ".source'";
		}
		if (!this.present.isEmpty()) {
			return "'" + group(this.present.iterator().next()) + "'";
		}
		return (bean != null) ? "bean '" + bean + "'" : null;
	}

	private String group(SourceKind kind) {
		return this.prefix + "." + kind.group();
	}

	/**
	 * Return those of all descriptions.
	 * @param environment the environment
	 * @return the kinds of the default provider, and of the named ones
	 */
	static List<ConfiguredKinds> all(Environment environment) {
		List<ConfiguredKinds> all = new ArrayList<>();
		for (String prefix : PropertyGroups.prefixes(environment)) {
			all.add(of(environment, prefix));
		}
		return all;
	}

}
