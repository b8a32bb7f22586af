package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.rolesanywhere.KeyMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BundleKeyMaterial} with keys that Spring Boot does not read.
 */
class BundleKeyMaterialTests {

	private static final String PREFIX = "spring.ssl.bundle.pem.orders.keystore.";

	private final MockEnvironment environment = new MockEnvironment().withProperty(PREFIX + "certificate",
			PemKeyMaterialTests.ML_DSA_CERTIFICATE.toString());

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private BundleKeyMaterial bundle() {
		return Objects.requireNonNull(BundleKeyMaterial.find("orders", this.environment, null));
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void keyOfMlDsaIsReadFromAFileAndFromAProperty() throws IOException {
		Path file = Files.writeString(this.folder.resolve("orders.key"), PemKeyMaterialTests.ML_DSA_SEED);
		for (String key : new String[] { file.toString(), file.toUri().toString(), PemKeyMaterialTests.ML_DSA_SEED }) {
			this.environment.setProperty(PREFIX + "private-key", key);
			KeyMaterial material = bundle().load();
			assertThat(material.privateKey().getAlgorithm()).isEqualTo("ML-DSA");
			assertThat(material.certificates()).hasSize(1);
		}
	}

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void keyOfMlDsaNeedsALaterJava() {
		this.environment.setProperty(PREFIX + "private-key", PemKeyMaterialTests.ML_DSA_SEED);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(bundle()::load)
			.withMessageContaining("Java 24 and later can");
	}

	@Test
	void keyThatIsNoneIsAFailureThatDoesNotQuoteIt() {
		this.environment.setProperty(PREFIX + "private-key",
				"-----BEGIN PRIVATE KEY-----\ns3cr3t\n-----END PRIVATE KEY-----");
		this.environment.setProperty(PREFIX + "certificate", "absent.pem");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(bundle()::load)
			.withMessageContaining("The SSL bundle 'orders' can't be loaded")
			.withMessageNotContaining("s3cr3t")
			.returns(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE, CredentialsException::code);
	}

}
