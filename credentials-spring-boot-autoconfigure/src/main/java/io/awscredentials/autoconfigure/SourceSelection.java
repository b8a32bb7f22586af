package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;

/**
 * Which kinds of sources a definition uses: the one answer by which conditions, providers
 * and the start go.
 *
 * @param definition the definition
 * @param kinds the kinds that its chain lists, else those that are configured, in order;
 * none where the default chain applies, or the credentials of another provider
 * @param chained whether a chain lists them
 * @param supplier what gives the connection details whose keys are used in place of all
 * sources, or {@code null}
 */
record SourceSelection(ProviderDefinition definition, List<SourceKind> kinds, boolean chained,
		@Nullable String supplier) {

	/**
	 * Select the kinds of a definition.
	 * @param definition the definition
	 * @param beans tells whether there is a bean of a name: a source that the application
	 * defines counts as configured for the default provider
	 * @return the selection
	 * @throws io.awscredentials.CredentialsException if the definition lists an unknown
	 * kind
	 */
	static SourceSelection of(ProviderDefinition definition, Predicate<String> beans) {
		List<String> chain = definition.chain();
		List<SourceKind> kinds = new ArrayList<>();
		for (String id : chain) {
			SourceKind kind = SourceKind.of(id);
			if (kind == null) {
				throw definition.invalid("chain", "lists the unknown kind '" + id + "'",
						"Use kinds out of: " + SourceKind.ids());
			}
			kinds.add(kind);
		}
		if (chain.isEmpty()) {
			for (SourceKind kind : SourceKind.links()) {
				boolean bean = definition.isDefault() && !kind.inDefaultChain() && beans.test(kind.beanName());
				if (bean || definition.configures(kind)) {
					kinds.add(kind);
				}
			}
		}
		return new SourceSelection(definition, List.copyOf(kinds), !chain.isEmpty(), null);
	}

	/**
	 * Select connection details in place of what the definition says.
	 * @param definition the definition
	 * @param supplier what gives the details
	 * @return the selection
	 */
	static SourceSelection supplied(ProviderDefinition definition, String supplier) {
		return new SourceSelection(definition, List.of(), false, supplier);
	}

	/**
	 * Return whether nothing says where the credentials start from.
	 * @return whether the default chain applies
	 */
	boolean isDefaultChain() {
		return this.supplier == null && this.kinds.isEmpty() && this.definition.properties().source() == null;
	}

	/**
	 * Return whether nothing at all is said about the credentials.
	 * @return whether they are those of the default chain as they are
	 */
	boolean isUndescribed() {
		return isDefaultChain() && !this.definition.configures(SourceKind.SESSION_TOKEN)
				&& !this.definition.configures(SourceKind.ASSUME_ROLE);
	}

	/**
	 * Return whether the definition uses a kind of ours, and why.
	 * @param kind the kind
	 * @return whether it does
	 */
	ConditionOutcome outcome(SourceKind kind) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSourceKind.class, kind.id());
		if (this.supplier != null) {
			return ConditionOutcome.noMatch(message.because("connection details of " + this.supplier + " win"));
		}
		String group = this.definition.property(kind.id());
		String chain = this.definition.property("chain");
		boolean listed = this.kinds.contains(kind);
		if (this.chained && !listed && !kind.isWrapper()) {
			return ConditionOutcome.noMatch(message.because("'" + chain + "' does not list it"));
		}
		if (this.definition.configures(kind)) {
			return ConditionOutcome.match(message.because("properties were found in '" + group + "'"));
		}
		if (!kind.inDefaultChain()) {
			return ConditionOutcome.noMatch(message.because("there are no properties in '" + group + "'"));
		}
		if (listed) {
			return ConditionOutcome.match(message.because("'" + chain + "' lists it"));
		}
		String other = other();
		return (other != null) ? ConditionOutcome.noMatch(message.because(other + " is configured, and it is not"))
				: ConditionOutcome.match(message.because("nothing is configured, so the default chain applies"));
	}

	private @Nullable String other() {
		if (this.kinds.isEmpty()) {
			return (isDefaultChain()) ? null : "'" + this.definition.property("source") + "'";
		}
		SourceKind kind = this.kinds.get(0);
		return (this.definition.configures(kind)) ? "'" + this.definition.property(kind.id()) + "'"
				: "bean '" + kind.beanName() + "'";
	}

}
