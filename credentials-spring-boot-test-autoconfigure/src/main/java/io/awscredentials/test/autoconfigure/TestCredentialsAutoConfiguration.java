package io.awscredentials.test.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.SubstituteConnectionDetails;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration of {@link AutoConfigureTestCredentials}.
 */
@AutoConfiguration(before = AwsCredentialsAutoConfiguration.class)
class TestCredentialsAutoConfiguration {

	/** Not below that of the starter, which knows all that is there. */
	static final String PREFIX = "awscredentials.test.credentials";

	@Bean
	@Primary
	SubstituteConnectionDetails awsCredentialsTestConnectionDetails(Environment environment) {
		String sessionToken = environment.getProperty(PREFIX + ".session-token");
		Credentials credentials = new Credentials(environment.getRequiredProperty(PREFIX + ".access-key-id"),
				environment.getRequiredProperty(PREFIX + ".secret-access-key"),
				(StringUtils.hasText(sessionToken)) ? sessionToken : null, null,
				environment.getRequiredProperty(PREFIX + ".account-id"));
		return () -> credentials;
	}

}
