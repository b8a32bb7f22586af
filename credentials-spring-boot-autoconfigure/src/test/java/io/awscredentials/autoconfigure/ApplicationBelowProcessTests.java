package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with the starter that is the credential process of another
 * one.
 */
class ApplicationBelowProcessTests {

	@Test
	void applicationStartsBelowACredentialProcess() {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Child.class.getName());
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class));
		for (int i = 0; i < command.size(); i++) {
			runner = runner.withPropertyValues("aws.credentials.process.command[" + i + "]=" + command.get(i));
		}
		runner.run((context) -> assertThat(
				context.getBean(CredentialsProvider.class).resolveCredentials().secretAccessKey())
			.isEqualTo("child-secret"));
	}

	/**
	 * Prints the credentials that it is configured with.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AwsCredentialsAutoConfiguration.class)
	static class Child {

		public static void main(String[] arguments) {
			SpringApplication application = new SpringApplication(Child.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off",
					"--logging.level.root=off", "--aws.credentials.static.access-key-id=AKIACHILD",
					"--aws.credentials.static.secret-access-key=child-secret")) {
				Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
				System.out.println("{\"Version\":1,\"AccessKeyId\":\"" + credentials.accessKeyId()
						+ "\",\"SecretAccessKey\":\"" + credentials.secretAccessKey() + "\"}");
			}
		}

	}

}
