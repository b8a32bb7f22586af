package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.autoconfigure.StsProperties.AssumeRole;
import io.awscredentials.autoconfigure.StsProperties.MfaDevice;
import io.awscredentials.autoconfigure.StsProperties.SessionToken;
import io.awscredentials.autoconfigure.StsProperties.WebIdentity;
import io.awscredentials.source.sts.SessionNames;
import io.awscredentials.source.sts.SessionTokenOptions;
import io.awscredentials.source.sts.WebIdentityOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of calls of STS from a definition, within the limits that STS
 * sets: what it would refuse at run time is told at startup, by the name of the property.
 *
 * @param definition the definition
 * @param aws whether STS is that of AWS
 */
record StsOptionsReader(ProviderDefinition definition, boolean aws) {

	AssumeRoleOptions assumeRole(AssumeRole properties, @Nullable String application) {
		String sessionName = textOrNull(properties.sessionName());
		AssumeRoleOptions options = AssumeRoleOptions
			.of(this.definition.required("assume-role.role-arn", properties.roleArn()))
			.withSessionName((sessionName != null) ? sessionName : SessionNames.create(application))
			.withExternalId(textOrNull(properties.externalId()))
			.withDuration(properties.duration())
			.withPolicy(textOrNull(properties.policy()))
			.withPolicyArns(Objects.requireNonNullElse(properties.policyArns(), List.of()))
			.withTags(Objects.requireNonNullElse(properties.tags(), Map.of()))
			.withTransitiveTagKeys(Objects.requireNonNullElse(properties.transitiveTagKeys(), List.of()))
			.withSourceIdentity(textOrNull(properties.sourceIdentity()))
			.withMfaSerialNumber(serialNumber("assume-role.mfa", properties.mfa()));
		new StsLimits("assume-role.", this.aws, this.definition::invalid).check(options);
		return options;
	}

	SessionTokenOptions sessionToken(@Nullable SessionToken properties) {
		Duration duration = (properties != null) ? properties.duration() : null;
		String serialNumber = serialNumber("session-token.mfa", (properties != null) ? properties.mfa() : null);
		StsLimits limits = new StsLimits("session-token.", this.aws, this.definition::invalid);
		limits.duration("duration", duration, StsLimits.MAX_SESSION_DURATION);
		limits.serialNumber("mfa.serial-number", serialNumber);
		return new SessionTokenOptions(duration, serialNumber);
	}

	WebIdentityOptions webIdentity(WebIdentity properties) {
		String roleArn = textOrNull(properties.roleArn());
		Path tokenFile = properties.tokenFile();
		WebIdentityOptions options = new WebIdentityOptions(roleArn,
				(tokenFile == null || tokenFile.toString().isBlank()) ? null : tokenFile,
				textOrNull(properties.sessionName()), properties.duration(), textOrNull(properties.policy()),
				Objects.requireNonNullElse(properties.policyArns(), List.of()));
		StsLimits limits = new StsLimits("web-identity.", this.aws, this.definition::invalid);
		if (roleArn != null) {
			limits.roleArn("role-arn", roleArn);
		}
		limits.session(options.sessionName(), options.duration(), options.policy(), options.policyArns());
		return options;
	}

	private @Nullable String serialNumber(String key, @Nullable MfaDevice device) {
		String serialNumber = (device != null) ? device.serialNumber() : null;
		if (device != null && device.tokenProvider() != null) {
			this.definition.required(key + ".serial-number", serialNumber);
		}
		return textOrNull(serialNumber);
	}

	private static @Nullable String textOrNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

}
