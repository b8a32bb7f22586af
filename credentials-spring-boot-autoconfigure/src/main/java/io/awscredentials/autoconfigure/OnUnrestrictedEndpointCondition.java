package io.awscredentials.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the endpoint takes MFA codes, or may do so in the application that is being
 * processed ahead of time: which access it gives is decided when that is run.
 */
class OnUnrestrictedEndpointCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Access to the endpoint");
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return ConditionOutcome.match(message.because("it is decided at run time"));
		}
		Access access = new PropertiesEndpointAccessResolver(context.getEnvironment())
			.accessFor(EndpointId.of("awscredentials"), Access.READ_ONLY);
		return new ConditionOutcome(access == Access.UNRESTRICTED, message.because("it is " + access));
	}

}
