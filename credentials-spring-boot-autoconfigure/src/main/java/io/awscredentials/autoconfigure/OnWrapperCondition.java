package io.awscredentials.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;

/**
 * Matches the kinds of wrapping sources that the default provider uses: those that are
 * configured.
 */
class OnWrapperCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		WrapperKind kind = WrapperKind.ofBean(((MethodMetadata) metadata).getMethodName());
		return outcome(kind, context.getEnvironment());
	}

	static ConditionOutcome outcome(WrapperKind kind, Environment environment) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("AWS credentials source", kind.group());
		String group = PropertyGroups.PREFIX + "." + kind.group();
		return (PropertyGroups.present(environment, group))
				? ConditionOutcome.match(message.because("properties were found in '" + group + "'"))
				: ConditionOutcome.noMatch(message.because("there are no properties in '" + group + "'"));
	}

}
