package io.awscredentials.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * What is configured besides the description of the default provider.
 *
 * @param enabled Whether credentials are auto-configured.
 * @param ignoreUnknown Whether properties below the prefix that are not known are passed
 * over, for those who share the prefix with others.
 * @param named Further providers by name, each described as the default one is.
 */
// As for ProviderProperties: this one is for who looks at the properties.
@Lazy
@ConfigurationProperties("aws.credentials")
record AwsCredentialsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean ignoreUnknown,
		@DefaultValue Map<String, ProviderProperties> named) {
}
