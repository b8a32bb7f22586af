package io.awscredentials.source.rolesanywhere;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MlDsaKeyFile}.
 */
class MlDsaKeyFileTests {

	private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

	private static String pem(String type, byte[] der) {
		return "Bag Attributes\n-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der)
				+ "\n-----END " + type + "-----\n";
	}

	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(content::writeBytes);
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		if (content.size() >= 0x80) {
			element.write(0x82);
			element.write(content.size() >> 8);
		}
		element.write(content.size());
		element.writeBytes(content.toByteArray());
		return element.toByteArray();
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

	private static byte[] info(int variant, byte[] key) {
		return der(0x30, hex("020100"), der(0x30, hex("06096086480165030403"), hex("%02x".formatted(variant))),
				der(0x04, key));
	}

	private static byte[] seedOnly(int variant) {
		return info(variant, der(0x80, hex(SEED)));
	}

	private static PrivateKey read(String pem) {
		return Objects.requireNonNull(MlDsaKeyFile.read(pem, null));
	}

	@EnabledForJreRange(minVersion = 24)
	@ParameterizedTest
	@CsvSource({ "17,d7b2b47254aae0db45e7930d4a98d2c9,2560", "18,48683d91978e31eb3dddb8b0473482d2,4032",
			"19,9792bcec2f2430686a82fccf3c2f5ff6,4896" })
	void seedAloneIsExpanded(int variant, String beginning, int length) {
		byte[] encoded = read(pem("PRIVATE KEY", seedOnly(variant))).getEncoded();
		byte[] expanded = Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
		assertThat(HexFormat.of().formatHex(expanded)).as("as in RFC 9881").startsWith(beginning);
	}

	@EnabledForJreRange(minVersion = 24)
	@Test
	void eachFormGivesTheSameKey() throws Exception {
		PrivateKey key = read(pem("PRIVATE KEY", seedOnly(17)));
		byte[] encoded = key.getEncoded();
		byte[] expanded = Arrays.copyOfRange(encoded, encoded.length - 2560, encoded.length);
		assertThat(read(pem("PRIVATE KEY", info(17, der(0x04, expanded)))).getEncoded()).isEqualTo(encoded);
		byte[] both = info(17, der(0x30, der(0x04, hex(SEED)), der(0x04, expanded)));
		assertThat(read(pem("PRIVATE KEY", both)).getEncoded()).isEqualTo(encoded);
		String encrypted = pem("ENCRYPTED PRIVATE KEY", encrypt(both));
		assertThat(MlDsaKeyFile.read(encrypted, "s3cr3t")).extracting(PrivateKey::getEncoded).isEqualTo(encoded);
		assertThat(MlDsaKeyFile.read(encrypted, "other")).isNull();
		assertThat(MlDsaKeyFile.read(encrypted, null)).isNull();
	}

	private static byte[] encrypt(byte[] der) throws GeneralSecurityException, IOException {
		String algorithm = "PBEWithHmacSHA256AndAES_256";
		Cipher cipher = Cipher.getInstance(algorithm);
		cipher.init(Cipher.ENCRYPT_MODE,
				SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec("s3cr3t".toCharArray())));
		byte[] pbes2 = der(0x30, hex("06092a864886f70d01050d"), cipher.getParameters().getEncoded());
		return der(0x30, pbes2, der(0x04, cipher.doFinal(der)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "welcome", "-----BEGIN PRIVATE KEY-----",
			"-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----",
			"-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----",
			"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----",
			"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----" })
	void whatIsNoKeyOfMlDsaIsNone(String pem) {
		assertThat(MlDsaKeyFile.read(pem, "s3cr3t")).isNull();
	}

	@Test
	void halfAKeyIsNone() {
		byte[] der = seedOnly(17);
		for (int length = 0; length < der.length; length++) {
			assertThat(MlDsaKeyFile.read(pem("PRIVATE KEY", Arrays.copyOf(der, length)), null)).isNull();
		}
	}

}
