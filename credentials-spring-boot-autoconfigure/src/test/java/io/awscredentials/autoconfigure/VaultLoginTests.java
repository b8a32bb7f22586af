package io.awscredentials.autoconfigure;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.vault.LoopbackVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.vault.authentication.AwsIamAuthentication;
import org.springframework.vault.authentication.AwsIamAuthenticationOptions;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins to Vault with credentials of ours, as the documentation shows them.
 */
class VaultLoginTests {

	private static final LoopbackVault VAULT = new LoopbackVault();

	@AfterEach
	void close() {
		VAULT.close();
	}

	@Test
	void eachLoginIsSignedWithWhatIsFreshThen() {
		VAULT.assumedRole("session", 900);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSdkAutoConfiguration.class))
			.withUserConfiguration(VaultLogin.class)
			.withBean(EnvironmentVariables.class, () -> (name) -> null)
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.named.archive.vault.role=session")
			.run((context) -> {
				ClientAuthentication login = context.getBean(ClientAuthentication.class);
				login.login();
				context.getBean("refreshingCredentialsProvider", RefreshingCredentialsProvider.class).refresh().join();
				login.login();
				assertThat(VAULT.logins()).containsExactly("AKIAEXAMPLE1", "AKIAEXAMPLE2");
				Credentials archive = context.getBean("archiveCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials();
				assertThat(archive.sessionToken()).isEqualTo("vault-session-token");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class VaultLogin {

		private int count;

		@Bean
		CredentialsSource customCredentialsSource() {
			return () -> new Credentials("AKIAEXAMPLE" + ++this.count, "secret", null, null, null);
		}

		@Bean
		ClientAuthentication vaultLogin(AwsCredentialsProvider credentials) {
			AwsIamAuthenticationOptions options = AwsIamAuthenticationOptions.builder()
				.role("orders")
				.serverId("vault.example.com")
				.credentialsProvider(credentials)
				.region(Region.EU_CENTRAL_1)
				.build();
			return new AwsIamAuthentication(options, VaultClients.createRestTemplate(VaultEndpoint.from(VAULT.uri()),
					new SimpleClientHttpRequestFactory()));
		}

		@Bean
		VaultOperations vaultTemplate(ClientAuthentication login) {
			return new VaultTemplate(VaultEndpoint.from(VAULT.uri()), new SimpleClientHttpRequestFactory(),
					login::login);
		}

	}

}
