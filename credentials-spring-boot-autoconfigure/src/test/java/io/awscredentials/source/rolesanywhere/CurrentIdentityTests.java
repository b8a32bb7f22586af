package io.awscredentials.source.rolesanywhere;

import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCertificate;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurrentIdentity}, by the source that uses it, and for
 * {@link KeyMaterial}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CurrentIdentityTests {

	private final Anywhere aws = new Anywhere();

	private KeyMaterial material = Anywhere.material(this.aws.issue());

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void renewedCertificateCountsAtTheNextRetrieval() {
		RolesAnywhereCredentialsSource source = this.aws.source(() -> this.material);
		source.retrieve();
		TestCertificate renewed = this.aws.issue();
		this.material = Anywhere.material(renewed);
		source.retrieve();
		assertThat(serialNumbers()).last().isEqualTo(renewed.certificate().getSerialNumber().toString());
	}

	@Test
	void pairThatDoesNotBelongTogetherIsNotSentAndTheOldOneGoesOn(CapturedOutput output) {
		RolesAnywhereCredentialsSource source = this.aws.source(() -> this.material);
		source.retrieve();
		KeyMaterial renewed = Anywhere.material(this.aws.issue());
		this.material = new KeyMaterial(this.material.privateKey(), renewed.certificates());
		source.retrieve();
		source.retrieve();
		assertThat(serialNumbers()).hasSize(3).containsOnly(serialNumbers().get(0));
		assertThat(output).containsOnlyOnce("The key does not belong to the certificate");
		this.material = renewed;
		source.retrieve();
		assertThat(serialNumbers()).last().isEqualTo(renewed.certificates().get(0).getSerialNumber().toString());
	}

	@Test
	void whenNothingIsReadableTheOldPairGoesOnUntilItEnds() {
		CredentialsException unreadable = new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE,
				"RolesAnywhere", "It is half written");
		boolean[] broken = { false };
		RolesAnywhereCredentialsSource source = this.aws.source(() -> {
			if (broken[0]) {
				throw unreadable;
			}
			return this.material;
		});
		source.retrieve();
		broken[0] = true;
		source.retrieve();
		this.aws.advance(Duration.ofDays(31));
		assertThat(Anywhere.failure(source)).hasMessageStartingWith("It is half written, from ");
		assertThat(this.aws.server.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void pairThatDoesNotBelongTogetherAtFirstFailsAndIsTriedAgain() {
		KeyMaterial mixed = new KeyMaterial(this.aws.issue().privateKey(), this.material.certificates());
		CredentialsException failure = Anywhere.failure(this.aws.source(() -> mixed));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure).hasMessageContaining("The key does not belong to the certificate 'CN=orders");
		assertThat(this.aws.server.count("CreateSession")).isZero();
	}

	@Test
	void keyStoreWithSeveralKeysNeedsAnAlias() throws Exception {
		KeyStore keyStore = keyStore("b", "a");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> KeyMaterial.of(keyStore, null, "secret"))
			.withMessageContaining("a, b")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
			.satisfies((ex) -> assertThat(ex.advice()).contains("key.alias"));
		assertThat(KeyMaterial.of(keyStore, "a", "secret").certificates()).hasSize(3);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> KeyMaterial.of(keyStore, "c", "secret"))
			.withMessageContaining("no private key 'c'");
	}

	@Test
	void keyStoreWithOneKeyNeedsNoAlias() throws Exception {
		KeyStore keyStore = keyStore("only");
		keyStore.setCertificateEntry("root", this.aws.root.certificate());
		assertThat(KeyMaterial.of(keyStore, null, "secret").certificates()).hasSize(3);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> KeyMaterial.of(keyStore, null, "s3cr3t"))
			.withMessageNotContaining("s3cr3t")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE));
		keyStore.deleteEntry("only");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> KeyMaterial.of(keyStore, null, "secret"))
			.withMessageContaining("has no key");
	}

	private KeyStore keyStore(String... aliases) throws Exception {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		for (String alias : aliases) {
			TestCertificate certificate = this.aws.issue();
			Certificate[] chain = certificate.chain();
			keyStore.setKeyEntry(alias, certificate.privateKey(), "secret".toCharArray(), chain);
		}
		return keyStore;
	}

	private List<String> serialNumbers() {
		return this.aws.server.requests("CreateSession").stream().map(CurrentIdentityTests::serialNumber).toList();
	}

	private static String serialNumber(RecordedRequest request) {
		String authorization = String.valueOf(request.header("Authorization"));
		return authorization.substring(authorization.indexOf("Credential=") + 11, authorization.indexOf('/'));
	}

}
