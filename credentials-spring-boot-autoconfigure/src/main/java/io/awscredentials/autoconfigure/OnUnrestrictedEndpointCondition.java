package io.awscredentials.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the endpoint takes MFA codes.
 */
class OnUnrestrictedEndpointCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Access access = new PropertiesEndpointAccessResolver(context.getEnvironment())
			.accessFor(EndpointId.of("awscredentials"), Access.READ_ONLY);
		return new ConditionOutcome(access == Access.UNRESTRICTED,
				ConditionMessage.forCondition("Access to the endpoint").because("it is " + access));
	}

}
