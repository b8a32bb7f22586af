package io.awscredentials.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches the kinds of sources that the default provider uses: those that are configured,
 * those that the chain lists, or those of the default chain where nothing is configured.
 */
class OnSourceKindCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		SourceKind kind = metadata.getAnnotations()
			.get(ConditionalOnSourceKind.class)
			.getEnum("value", SourceKind.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSourceKind.class, kind.id());
		Environment environment = context.getEnvironment();
		List<String> chain = PropertyGroups.chain(environment, PropertyGroups.PREFIX);
		boolean listed = chain.stream().map(SourceKind::of).anyMatch((listedKind) -> listedKind == kind);
		if (!chain.isEmpty() && !listed) {
			return ConditionOutcome.noMatch(message.because("'aws.credentials.chain' does not list it"));
		}
		if (kind.group() != null) {
			String group = PropertyGroups.PREFIX + "." + kind.group();
			if (PropertyGroups.present(environment, group, kind.settings())) {
				return ConditionOutcome.match(message.because("properties were found in '" + group + "'"));
			}
			if (!kind.inDefaultChain()) {
				return ConditionOutcome.noMatch(message.because("there are no properties in '" + group + "'"));
			}
		}
		if (listed) {
			return ConditionOutcome.match(message.because("'aws.credentials.chain' lists it"));
		}
		return configured(context)
			.map((what) -> ConditionOutcome.noMatch(message.because(what + " is configured, and it is not")))
			.orElseGet(() -> ConditionOutcome
				.match(message.because("nothing is configured, so the default chain applies")));
	}

	/**
	 * Return what is configured for the default provider: a group of properties, or a
	 * source that the application defines.
	 */
	private Optional<String> configured(ConditionContext context) {
		Environment environment = context.getEnvironment();
		if (environment.containsProperty(PropertyGroups.PREFIX + ".source")) {
			return Optional.of("'aws.credentials.source'");
		}
		Optional<String> group = Arrays.stream(SourceKind.values())
			.filter((kind) -> kind.group() != null
					&& PropertyGroups.present(environment, PropertyGroups.PREFIX + "." + kind.group(), kind.settings()))
			.findFirst()
			.map((kind) -> "'" + PropertyGroups.PREFIX + "." + kind.group() + "'");
		var beanFactory = Objects.requireNonNull(context.getBeanFactory());
		return group.or(() -> Arrays.stream(SourceKind.values())
			.filter((kind) -> !kind.inDefaultChain() && beanFactory.containsBeanDefinition(kind.beanName()))
			.findFirst()
			.map((kind) -> "bean '" + kind.beanName() + "'"));
	}

}
