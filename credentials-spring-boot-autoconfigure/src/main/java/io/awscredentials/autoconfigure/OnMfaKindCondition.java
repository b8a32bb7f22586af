package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.awscredentials.autoconfigure.StsProperties.Mfa;
import io.awscredentials.autoconfigure.StsProperties.MfaKind;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches the ready providers of MFA codes that are picked at the top, or in a named
 * description.
 */
class OnMfaKindCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		List<MfaKind> kinds = List
			.of(metadata.getAnnotations().get(ConditionalOnMfaKind.class).getEnumArray("value", MfaKind.class));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMfaKind.class, kinds.toArray());
		for (ProviderDefinition definition : EarlyDefinitions
			.get(Objects.requireNonNull(context.getBeanFactory()), context.getEnvironment())
			.definitions()
			.all()) {
			Mfa mfa = definition.properties().mfa();
			if (mfa != null && mfa.provider() != null && kinds.contains(mfa.provider())) {
				return ConditionOutcome
					.match(message.because("'" + definition.property("mfa.provider") + "' picks one"));
			}
		}
		return ConditionOutcome.noMatch(message.because("no 'mfa.provider' picks one"));
	}

}
