package example;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Draws the one of Spring Cloud AWS that provides credentials to the front: it comes
 * before ours in the alphabet, which is the order where nothing else is said.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration")
public class EarlyAutoConfiguration {

}
