package io.awscredentials.autoconfigure;

import io.awscredentials.connect.IamTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Imported by what is connected with tokens.
 */
@Configuration(proxyBeanMethods = false)
class ConnectTokensConfiguration {

	@Bean
	ConnectTokens awsCredentialsConnectTokens(ProviderDefinitions definitions, ObjectProvider<IamTokens> tokens) {
		return new ConnectTokens(definitions, tokens::getObject);
	}

}
