package io.awscredentials.autoconfigure;

import io.awscredentials.autoconfigure.StsProperties.MfaKind;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches the ready providers of MFA codes that are picked at the top, or in a named
 * description.
 */
class OnMfaKindCondition extends SpringBootCondition {

	static final String PROPERTY = "mfa.provider";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MfaKind kind = metadata.getAnnotations().get(ConditionalOnMfaKind.class).getEnum("value", MfaKind.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMfaKind.class, kind);
		Environment environment = context.getEnvironment();
		for (String prefix : PropertyGroups.prefixes(environment)) {
			String property = prefix + "." + PROPERTY;
			if (PropertyGroups.present(environment, property) && Binder.get(environment)
				.bind(PropertyGroups.name(property), Bindable.of(MfaKind.class))
				.orElse(null) == kind) {
				return ConditionOutcome.match(message.because("'" + property + "' picks it"));
			}
		}
		return ConditionOutcome.noMatch(message.because("no '" + PROPERTY + "' picks it"));
	}

}
