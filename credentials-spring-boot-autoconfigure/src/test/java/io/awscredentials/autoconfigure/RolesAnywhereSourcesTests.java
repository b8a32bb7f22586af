package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.refresh.CredentialsProviders;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.rolesanywhere.RolesAnywhereCredentialsSource;
import io.awscredentials.test.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RolesAnywhereSources}.
 */
class RolesAnywhereSourcesTests {

	private static final String PREFIX = "aws.credentials";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private CertificateFiles files;

	private final Map<String, String> environment = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class, SslAutoConfiguration.class))
		.withBean(EnvironmentVariables.class, () -> this.environment::get);

	@BeforeEach
	void start() {
		this.files = new CertificateFiles(this.folder);
	}

	@AfterEach
	void stop() {
		this.files.close();
	}

	@Test
	void filesGiveCredentialsAndRenewedOnesCountAtTheNextRefresh() {
		TestCertificate first = this.files.renew();
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX)).run((context) -> {
			assertThat(context).hasSingleBean(RolesAnywhereCredentialsSource.class)
				.hasBean("rolesAnywhereCredentialsSource");
			RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
			Credentials credentials = provider.resolveCredentials();
			assertThat(credentials.accountId()).isEqualTo("123456789012");
			assertThat(provider.status().source()).isEqualTo("RolesAnywhere");
			TestCertificate second = this.files.renew();
			provider.refresh().join();
			assertThat(this.files.serialNumbers()).containsExactly(first.certificate().getSerialNumber().toString(),
					second.certificate().getSerialNumber().toString());
		});
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void filesWithAKeyOfMlDsaGiveCredentials() {
		Instant now = Instant.now();
		this.files.write(this.files.authority.issue("orders", "ML-DSA", now.minusSeconds(60), now.plusSeconds(3600)));
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX))
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials().accessKeyId())
				.startsWith("ASIA"));
	}

	@Test
	void bundleOfPropertiesIsReadAnewThoughItDoesNotReload() {
		this.files.renew();
		this.contextRunner
			.withPropertyValues(this.files.arns(PREFIX, PREFIX + ".roles-anywhere.ssl-bundle=orders",
					"spring.ssl.bundle.pem.orders.keystore.certificate=" + pemChain(),
					"spring.ssl.bundle.pem.orders.keystore.private-key=" + this.files.privateKey.toUri()))
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accountId()).isEqualTo("123456789012");
				TestCertificate second = this.files.renew();
				pemChain();
				provider.refresh().join();
				assertThat(this.files.serialNumbers()).hasSize(2)
					.last()
					.isEqualTo(second.certificate().getSerialNumber().toString());
			});
	}

	private String pemChain() {
		try {
			Path chain = this.folder.resolve("all.pem");
			Files.writeString(chain,
					Files.readString(this.files.certificate) + Files.readString(this.files.intermediates));
			return chain.toUri().toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void keyStoreWithSeveralKeysNeedsAnAlias() throws Exception {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		keyStore.setKeyEntry("one", this.files.issue().privateKey(), "secret".toCharArray(),
				this.files.issue().chain());
		TestCertificate certificate = this.files.issue();
		keyStore.setKeyEntry("two", certificate.privateKey(), "secret".toCharArray(), certificate.chain());
		Path file = this.folder.resolve("orders.p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			keyStore.store(out, "secret".toCharArray());
		}
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues(this.files.arns(PREFIX, PREFIX + ".roles-anywhere.ssl-bundle=orders",
					"spring.ssl.bundle.jks.orders.keystore.location=" + file.toUri(),
					"spring.ssl.bundle.jks.orders.keystore.type=PKCS12",
					"spring.ssl.bundle.jks.orders.keystore.password=secret"));
		runner.run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
			assertThat(failure).hasMessageContaining("one, two");
		});
		runner.withPropertyValues("spring.ssl.bundle.jks.orders.key.alias=two")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull());
	}

	@Test
	void bundleThatTheApplicationRegistersIsAskedForAtEachRetrieval() throws Exception {
		DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry("orders", bundle(this.files.issue()));
		this.contextRunner.withBean(SslBundles.class, () -> registry)
			.withPropertyValues(this.files.arns(PREFIX, PREFIX + ".roles-anywhere.ssl-bundle=orders"))
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials()).isNotNull();
				TestCertificate second = this.files.issue();
				registry.updateBundle("orders", bundle(second));
				provider.refresh().join();
				assertThat(this.files.serialNumbers()).hasSize(2)
					.last()
					.isEqualTo(second.certificate().getSerialNumber().toString());
			});
	}

	private static SslBundle bundle(TestCertificate certificate) throws Exception {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		keyStore.setKeyEntry("orders", certificate.privateKey(), "secret".toCharArray(), certificate.chain());
		return SslBundle.of(SslStoreBundle.of(keyStore, "secret", null), SslBundleKey.of("secret"));
	}

	@Test
	void namedProviderMayStartFromItAndWrapIt() {
		this.files.renew();
		String other = "arn:aws:iam::210987654321:role/Archive";
		this.files.aws.role(other).trust(CertificateFiles.ROLE);
		this.contextRunner
			.withPropertyValues(this.files.properties(PREFIX + ".named.orders", PREFIX + ".named.archive.source=orders",
					PREFIX + ".named.archive.assume-role.role-arn=" + other,
					PREFIX + ".static.access-key-id=AKIDEXAMPLE", PREFIX + ".static.secret-access-key=secret"))
			.run((context) -> {
				assertThat(context).doesNotHaveBean("rolesAnywhereCredentialsSource");
				Credentials archive = context.getBean("archiveCredentialsProvider", CredentialsProvider.class)
					.resolveCredentials();
				assertThat(archive.accountId()).isEqualTo("210987654321");
			});
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX, PREFIX + ".assume-role.role-arn=" + other))
			.run((context) -> {
				RefreshingCredentialsProvider provider = context.getBean(RefreshingCredentialsProvider.class);
				assertThat(provider.resolveCredentials().accountId()).isEqualTo("210987654321");
				assertThat(provider.status().source()).isEqualTo("AssumeRole < RolesAnywhere");
				assertThat(provider.status().certificate()).isNotNull()
					.satisfies((certificate) -> assertThat(certificate.subject()).contains("CN=orders"));
			});
	}

	@Test
	void runtimeRoleStartsFromIt() {
		this.files.renew();
		String other = "arn:aws:iam::210987654321:role/Tenant";
		this.files.aws.role(other).trust(CertificateFiles.ROLE);
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX)).run((context) -> {
			CredentialsProvider tenant = context.getBean(CredentialsProviders.class)
				.assumeRole("default", AssumeRoleOptions.of(other));
			assertThat(tenant.resolveCredentials().accountId()).isEqualTo("210987654321");
		});
	}

	@Test
	void configurationIsImportedWithFilesAndWithBundlesOfProperties() {
		this.files.renew();
		for (String[] properties : new String[][] { this.files.properties(PREFIX),
				this.files.arns(PREFIX, PREFIX + ".roles-anywhere.ssl-bundle=orders",
						"spring.ssl.bundle.pem.orders.keystore.certificate=" + pemChain(),
						"spring.ssl.bundle.pem.orders.keystore.private-key=" + this.files.privateKey.toUri()) }) {
			ConfigurableEnvironment loaded = new StandardEnvironment();
			TestPropertyValues.of(properties).applyTo(loaded);
			try (BootstrapCredentials bootstrap = new BootstrapCredentials()) {
				CredentialsProvider provider = bootstrap.provider(() -> BootstrapEnvironment.of(Binder.get(loaded)));
				assertThat(provider.resolveCredentials().accountId()).isEqualTo("123456789012");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "trust-anchor-arn||is empty",
			"profile-arn|arn:aws:iam::123456789012:role/x|is not the ARN of a profile",
			"profile-arn|arn:aws:rolesanywhere:eu-west-1:123456789012:profile/x|and the trust anchor is in 'us-east-1'",
			"role-arn|arn:aws:iam::123456789012:user/Orders|is not the ARN of a role",
			"duration|5m|STS accepts from 15m to 12h", "ssl-bundle|absent|Set either the bundle",
			"private-key|-----BEGIN PRIVATE KEY-----|content of a file" })
	void whatIsNotUsableFailsTheStart(String key, String value, String problem) {
		this.files.renew();
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX))
			.withPropertyValues(PREFIX + ".roles-anywhere." + key + "=" + ((value != null) ? value : ""))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'aws.credentials.roles-anywhere." + key + "'")
				.satisfies((failure) -> assertThat(failure.toString()).contains(problem)));
	}

	@Test
	void bundleThatDoesNotExistFailsTheStart() {
		this.contextRunner.withPropertyValues(this.files.arns(PREFIX, PREFIX + ".roles-anywhere.ssl-bundle=absent"))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("names the SSL bundle 'absent', which does not exist"));
	}

	@Test
	void fileThatIsNotThereIsNamed() {
		this.contextRunner.withPropertyValues(this.files.properties(PREFIX)).run((context) -> {
			CredentialsException failure = failure(context.getBean(CredentialsProvider.class));
			assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
			assertThat(failure).hasMessageContaining(this.files.certificate + " does not exist");
			this.files.renew();
			context.getBean(RefreshingCredentialsProvider.class).refresh().join();
			assertThat(context.getBean(CredentialsProvider.class).resolveCredentials()).isNotNull();
		});
	}

	private static CredentialsException failure(CredentialsProvider provider) {
		CredentialsException failure = catchThrowableOfType(CredentialsException.class, provider::resolveCredentials);
		if (failure == null) {
			throw new AssertionError("There was no failure");
		}
		return failure;
	}

}
