package io.awscredentials.autoconfigure;

import java.time.Duration;

import io.awscredentials.autoconfigure.StsProperties.MfaKind;
import io.awscredentials.mfa.ConsoleMfaTokenProvider;
import io.awscredentials.mfa.PendingMfaTokenProvider;
import io.awscredentials.mfa.TotpMfaTokenProvider;
import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Who gives MFA codes.
 */
@Configuration(proxyBeanMethods = false)
class MfaConfiguration {

	/** A device shows a code for half a minute, and AWS takes it a little longer. */
	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	@Bean
	@ConditionalOnMfaKind(MfaKind.CONSOLE)
	@ConditionalOnMissingBean(name = "consoleMfaTokenProvider")
	ConsoleMfaTokenProvider consoleMfaTokenProvider(Descriptions descriptions) {
		return new ConsoleMfaTokenProvider(MfaTokenProviders.timeout(descriptions.top()));
	}

	@Bean
	@ConditionalOnMfaKind(MfaKind.PENDING)
	@ConditionalOnMissingBean(name = "pendingMfaTokenProvider")
	PendingMfaTokenProvider pendingMfaTokenProvider(OutgoingSettings settings) {
		return pending(settings);
	}

	@Bean
	@ConditionalOnProperty(name = "aws.credentials.mfa.provider", havingValue = "totp")
	@ConditionalOnMissingBean(name = "totpMfaTokenProvider")
	TotpMfaTokenProvider totpMfaTokenProvider(Descriptions descriptions, OutgoingSettings settings) {
		return MfaTokenProviders.totp(descriptions.top(), settings.clockSkew());
	}

	@Bean
	MfaTokenProviders credentialsMfaTokenProviders(ListableBeanFactory beanFactory, Descriptions descriptions,
			OutgoingSettings settings, ObjectProvider<CredentialsProviders> providers,
			ObjectProvider<PendingMfaTokenProvider> pending) {
		return new MfaTokenProviders(beanFactory, descriptions, providers, settings.clockSkew(),
				pending.getIfUnique(() -> pending(settings)));
	}

	@Bean
	DependentsRefreshListener credentialsDependentsRefreshListener(Descriptions descriptions,
			ObjectProvider<CredentialsProviders> providers) {
		return new DependentsRefreshListener(descriptions, providers);
	}

	private static PendingMfaTokenProvider pending(OutgoingSettings settings) {
		return new PendingMfaTokenProvider(settings.clock(), MAX_AGE);
	}

}
