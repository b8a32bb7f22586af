package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Imports the configurations of those kinds of sources that a description uses. The
 * others are not even read, so that kinds that nobody uses cost nothing at the start; the
 * condition report tells about them what their conditions would have said.
 */
final class SourceConfigurationsSelector implements ImportSelector {

	/** The kinds that a profile may turn out to ask for. */
	private static final Set<SourceKind> PROFILE_LEADS_TO = EnumSet.of(SourceKind.SSO, SourceKind.LOGIN,
			SourceKind.CONTAINER, SourceKind.INSTANCE_METADATA);

	private final Environment environment;

	private final @Nullable ConditionEvaluationReport report;

	SourceConfigurationsSelector(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.report = (beanFactory instanceof ConfigurableListableBeanFactory listable)
				? ConditionEvaluationReport.get(listable) : null;
	}

	@Override
	public String[] selectImports(AnnotationMetadata metadata) {
		List<String> imports = new ArrayList<>();
		List<ConfiguredKinds> descriptions = ConfiguredKinds.all(this.environment);
		boolean profile = anyUses(descriptions, SourceKind.PROFILE);
		for (SourceKind kind : SourceKind.values()) {
			String configuration = kind.configuration();
			if (configuration == null) {
				continue;
			}
			if (anyUses(descriptions, kind) || (profile && PROFILE_LEADS_TO.contains(kind))) {
				imports.add(configuration);
			}
			else {
				report(configuration, kind.beanName(), new OnSourceKindCondition(),
						descriptions.get(0).outcome(kind, null));
			}
		}
		for (WrapperKind kind : WrapperKind.values()) {
			if (anyHas(descriptions, kind.group())) {
				imports.add(kind.configuration());
			}
			else {
				report(kind.configuration(), kind.beanName(), new OnWrapperCondition(),
						OnWrapperCondition.outcome(kind, this.environment));
			}
		}
		if (anyHas(descriptions, OnMfaKindCondition.PROPERTY)) {
			imports.add(getClass().getPackageName() + ".MfaConfiguration");
		}
		if (descriptions.size() > 1) {
			imports.add(getClass().getPackageName() + ".NamedProvidersConfiguration");
		}
		if (PropertyGroups.present(this.environment, RuntimeRoleProperties.PREFIX)) {
			imports.add(getClass().getPackageName() + ".RuntimeRoleConfiguration");
		}
		return imports.toArray(new String[0]);
	}

	private static boolean anyUses(List<ConfiguredKinds> descriptions, SourceKind kind) {
		for (ConfiguredKinds description : descriptions) {
			if (description.use(kind)) {
				return true;
			}
		}
		return false;
	}

	private boolean anyHas(List<ConfiguredKinds> descriptions, String key) {
		for (ConfiguredKinds description : descriptions) {
			if (PropertyGroups.present(this.environment, description.prefix() + "." + key)) {
				return true;
			}
		}
		return false;
	}

	private void report(String configuration, String beanName, Condition condition, ConditionOutcome outcome) {
		if (this.report != null) {
			this.report.recordConditionEvaluation(configuration + "#" + beanName, condition, outcome);
		}
	}

}
