package io.awscredentials.autoconfigure;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.CredentialsException;
import io.awscredentials.autoconfigure.ProviderProperties.Process;
import io.awscredentials.source.process.CommandLine;
import io.awscredentials.source.process.ProcessCredentialsSource;
import io.awscredentials.source.process.ProcessOptions;
import io.awscredentials.source.process.ProcessTrust;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The source that runs an external process.
 */
@Configuration(proxyBeanMethods = false)
class ProcessSourceConfiguration implements SourceFactory {

	private final InstantSource clock;

	ProcessSourceConfiguration(CredentialsInfrastructure credentialsInfrastructure) {
		this.clock = credentialsInfrastructure.clock();
	}

	@Override
	public SourceKind kind() {
		return SourceKind.PROCESS;
	}

	@Override
	public ProcessCredentialsSource create(Description description) {
		Process properties = description.group(description.properties().process(), kind());
		ProcessOptions defaults = ProcessOptions.of(command(description, properties));
		try {
			return new ProcessCredentialsSource(new ProcessOptions(defaults.command(),
					Objects.requireNonNullElse(properties.timeout(), defaults.timeout()),
					Objects.requireNonNullElse(properties.duration(), defaults.duration()),
					(properties.maxOutput() != null) ? Math.toIntExact(properties.maxOutput().toBytes())
							: defaults.maxOutput(),
					Objects.requireNonNullElse(properties.environment(), Map.of()), properties.workingDirectory(),
					ProcessTrust.defaults()
						.withOwners(description.trustedOwners("process.trusted-owners", properties.trustedOwners()))),
					this.clock);
		}
		catch (CredentialsException ex) {
			throw description.invalid("process", "can't be used: " + ex.getMessage(), ex.advice());
		}
		catch (ArithmeticException ex) {
			throw description.invalid("process.max-output", "is 2 GB or more", "Use a size that fits into memory");
		}
	}

	/**
	 * A list is taken as it is; a single value is split into words, as the AWS CLI does
	 * with {@code credential_process}.
	 */
	private static List<String> command(Description description, Process properties) {
		List<String> command = Objects.requireNonNullElse(properties.command(), List.of());
		if (!description.isScalar("process.command")) {
			description.required("process.command", (command.isEmpty()) ? null : command.get(0));
			return command;
		}
		String line = description.required("process.command", String.join(",", command));
		try {
			return CommandLine.split(line);
		}
		catch (CredentialsException ex) {
			throw description.invalid("process.command", "can't be split into words: " + ex.getMessage(), ex.advice());
		}
	}

	@Bean
	@Conditional(OnSourceKindCondition.class)
	@ConditionalOnMissingBean(name = "processCredentialsSource")
	ProcessCredentialsSource processCredentialsSource(Descriptions credentialsDescriptions) {
		return create(credentialsDescriptions.top());
	}

}
