package io.awscredentials.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where an identity token is configured.
 */
class OnIdentityTokenCondition extends SpringBootCondition {

	private static final String GROUP = PropertyGroups.PREFIX + "." + IdentityTokenProperties.GROUP;

	private static final ConfigurationPropertyName NAME = ConfigurationPropertyName.of(GROUP);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Identity tokens");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(NAME) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match(message.found("a property").items(GROUP));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind("any property").items(GROUP));
	}

}
