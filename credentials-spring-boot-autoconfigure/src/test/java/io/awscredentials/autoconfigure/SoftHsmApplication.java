package io.awscredentials.autoconfigure;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.test.TestCertificate;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Puts a key into a token and gets credentials with it, by an SSL bundle.
 */
final class SoftHsmApplication {

	static final String PIN = "1234";

	private SoftHsmApplication() {
	}

	public static void main(String[] args) throws Exception {
		Provider provider = Security.getProvider("SunPKCS11").configure(args[0]);
		Security.addProvider(provider);
		try (CertificateFiles files = new CertificateFiles(Path.of(args[2]))) {
			Instant now = Instant.now();
			TestCertificate certificate = files.authority.issue("orders", args[1], now.minusSeconds(60),
					now.plusSeconds(3600));
			KeyStore token = KeyStore.getInstance("PKCS11", provider);
			token.load(null, PIN.toCharArray());
			token.setKeyEntry("orders", certificate.privateKey(), PIN.toCharArray(), certificate.chain());
			boolean kept = token.getKey("orders", PIN.toCharArray()).getEncoded() == null;
			new ApplicationContextRunner()
				.withConfiguration(
						AutoConfigurations.of(AwsCredentialsAutoConfiguration.class, SslAutoConfiguration.class))
				.withPropertyValues(files.arns("aws.credentials", "aws.credentials.roles-anywhere.ssl-bundle=token",
						"spring.ssl.bundle.jks.token.keystore.type=PKCS11",
						"spring.ssl.bundle.jks.token.keystore.provider=" + provider.getName(),
						"spring.ssl.bundle.jks.token.keystore.password=" + PIN))
				.run((context) -> {
					Credentials credentials = context.getBean(CredentialsProvider.class).resolveCredentials();
					System.out.println("Account " + credentials.accountId() + ", key "
							+ ((kept) ? "never left the token" : "can be read"));
				});
		}
		System.exit(0);
	}

}
