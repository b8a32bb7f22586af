package io.awscredentials.autoconfigure;

import io.awscredentials.autoconfigure.StsProperties.MfaKind;
import io.awscredentials.mfa.ConsoleMfaTokenProvider;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.mfa.TotpMfaTokenProvider;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The ready providers of MFA codes, where a description picks one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMfaKind({ MfaKind.CONSOLE, MfaKind.PENDING, MfaKind.TOTP })
class MfaConfiguration {

	@Bean
	@ConditionalOnMfaKind(MfaKind.CONSOLE)
	@ConditionalOnMissingBean(name = "consoleMfaTokenProvider")
	ConsoleMfaTokenProvider consoleMfaTokenProvider(ProviderDefinitions definitions) {
		return MfaTokenProviders.console(definitions.top());
	}

	@Bean
	@ConditionalOnMfaKind(MfaKind.PENDING)
	@ConditionalOnMissingBean(name = "pendingMfaTokenProvider")
	PendingMfaTokenProvider pendingMfaTokenProvider(AwsClients clients) {
		return MfaTokenProviders.pending(clients.clock());
	}

	@Bean
	@ConditionalOnProperty(name = "aws.credentials.mfa.provider", havingValue = "totp")
	@ConditionalOnMissingBean(name = "totpMfaTokenProvider")
	TotpMfaTokenProvider totpMfaTokenProvider(ProviderDefinitions definitions, AwsClients clients) {
		return MfaTokenProviders.totp(definitions.top(), clients.clockSkew());
	}

}
