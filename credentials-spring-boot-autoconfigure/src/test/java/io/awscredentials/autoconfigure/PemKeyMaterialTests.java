package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.awscredentials.ConformanceCases;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.rolesanywhere.KeyMaterial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PemKeyMaterial}, with keys in each form that people have.
 */
class PemKeyMaterialTests {

	static final Path ML_DSA_CERTIFICATE = Path.of("src/test/resources/rolesanywhere/mldsa.pem");

	/** The example of RFC 9881. */
	static final String ML_DSA_SEED = """
			-----BEGIN PRIVATE KEY-----
			MDQCAQAwCwYJYIZIAWUDBAMRBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ
			GhscHR4f
			-----END PRIVATE KEY-----
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@ParameterizedTest
	@CsvSource({ "rsa.pem,rsa.key,RSA", "rsa.pem,rsa.pkcs1.key,RSA", "rsa.pem,rsa.enc.key,RSA", "ec.pem,ec.key,EC",
			"ec.pem,ec.sec1.key,EC" })
	void loadReadsEachForm(String certificate, String key, String algorithm) {
		KeyMaterial material = new PemKeyMaterial(vector(certificate), vector(key),
				(key.contains("enc")) ? "password" : null, vector("int.pem"))
			.load();
		assertThat(material.privateKey().getAlgorithm()).isEqualTo(algorithm);
		assertThat(material.certificates()).hasSize(2);
	}

	@Test
	void loadWhenPasswordIsWrongSaysNothingOfIt() {
		for (@Nullable
		String password : new @Nullable String[] { null, "s3cr3t" }) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(new PemKeyMaterial(vector("rsa.pem"), vector("rsa.enc.key"), password, null)::load)
				.withMessageContaining("rsa.enc.key has no private key that can be read")
				.withMessageNotContaining("s3cr3t")
				.withNoCause()
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE))
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
		}
	}

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void loadWhenJavaDoesNotKnowMlDsaSaysSo() throws IOException {
		Path key = Files.writeString(this.folder.resolve("mldsa.key"), ML_DSA_SEED);
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(new PemKeyMaterial(ML_DSA_CERTIFICATE, key, null, null)::load)
			.withMessageContaining("can't sign with ML-DSA, Java 24 and later can")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE))
			.satisfies((ex) -> assertThat(ex.advice()).contains("RSA or EC key"));
		assertThat(new PemKeyMaterial(ML_DSA_CERTIFICATE, key, null, null).isSuitable()).as("AWS's helper can")
			.isFalse();
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void loadReadsMlDsa() throws IOException {
		Path key = Files.writeString(this.folder.resolve("mldsa.key"), ML_DSA_SEED);
		KeyMaterial material = new PemKeyMaterial(ML_DSA_CERTIFICATE, key, null, null).load();
		assertThat(material.privateKey().getAlgorithm()).isEqualTo("ML-DSA");
		assertThat(material.certificates()).hasSize(1);
		assertThat(new PemKeyMaterial(ML_DSA_CERTIFICATE, key, null, null).isSuitable()).isTrue();
	}

	@Test
	void loadWhenFileIsHalfWrittenFailsAndMayBeTriedAgain() {
		Path half = this.folder.resolve("half.pem");
		for (String text : new String[] { "", "-----BEGIN CERTIFICATE-----\nMIIC",
				"-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n", "welcome" }) {
			CertificateFiles.write(half, text);
			assertThatExceptionOfType(CredentialsException.class).as(text)
				.isThrownBy(new PemKeyMaterial(half, half, null, null)::load)
				.withMessageContaining("half.pem")
				.withNoCause()
				.satisfies((ex) -> assertThat(ex.retryable()).isTrue());
		}
	}

	@Test
	void stringRepresentationShowsNoPassword() {
		assertThat(new PemKeyMaterial(Path.of("a"), Path.of("b"), "s3cr3t", null)).hasToString("a and b");
	}

	private static Path vector(String name) {
		return ConformanceCases.vectors("rolesanywhere/" + name);
	}

}
