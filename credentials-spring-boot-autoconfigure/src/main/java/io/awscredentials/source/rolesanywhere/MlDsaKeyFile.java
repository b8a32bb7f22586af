package io.awscredentials.source.rolesanywhere;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Reads private keys of ML-DSA, encrypted or not, in each form that they have in PKCS #8:
 * the expanded key, the seed that it is made of, or both, as OpenSSL writes it. Java 24
 * and 25 read only the first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9881">RFC 9881</a>
 */
public final class MlDsaKeyFile {

	private static final Pattern PEM = Pattern
		.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]+)-----END (ENCRYPTED )?PRIVATE KEY-----");

	private static final String ALGORITHM = "ML-DSA";

	/** 2.16.840.1.101.3.4.3, followed by the number of the variant. */
	private static final byte[] OID = { 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03 };

	private static final int FIRST_VARIANT = 17;

	private static final List<String> VARIANTS = List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87");

	private static final int SEED_LENGTH = 32;

	private static final int SEQUENCE = 0x30;

	private static final int INTEGER = 0x02;

	private static final int OBJECT_IDENTIFIER = 0x06;

	private static final int OCTET_STRING = 0x04;

	private static final int SEED = 0x80;

	private MlDsaKeyFile() {
	}

	/**
	 * Read a private key.
	 * @param pem the content of the file
	 * @param password the password, or {@code null}
	 * @return the key, or {@code null} if it is none of ML-DSA, or one that can't be read
	 */
	public static @Nullable PrivateKey read(String pem, @Nullable String password) {
		Matcher matcher = PEM.matcher(pem);
		if (!matcher.find()) {
			return null;
		}
		try {
			byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
			if (matcher.group(1) != null) {
				der = (password != null) ? decrypt(der, password) : new byte[0];
			}
			return key(der);
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static byte[] decrypt(byte[] der, String password) throws GeneralSecurityException, IOException {
		EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
		AlgorithmParameters parameters = encrypted.getAlgParameters();
		// The name alone does not say which ciphers are used, the parameters do.
		String algorithm = String.valueOf(parameters);
		algorithm = (algorithm.startsWith("PBEWith")) ? algorithm : encrypted.getAlgName();
		PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
		try {
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(spec), parameters);
			return cipher.doFinal(encrypted.getEncryptedData());
		}
		finally {
			spec.clearPassword();
		}
	}

	private static @Nullable PrivateKey key(byte[] der) throws GeneralSecurityException {
		ByteBuffer info = element(ByteBuffer.wrap(der), SEQUENCE);
		element(info, INTEGER);
		String variant = variant(element(element(info, SEQUENCE), OBJECT_IDENTIFIER));
		if (variant == null) {
			return null;
		}
		try {
			return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
		}
		catch (InvalidKeySpecException ex) {
			return ofSeed(seed(element(info, OCTET_STRING)), variant);
		}
	}

	private static @Nullable String variant(ByteBuffer oid) {
		byte[] bytes = bytes(oid);
		boolean known = bytes.length == OID.length + 1 && Arrays.equals(bytes, 0, OID.length, OID, 0, OID.length);
		int number = (known) ? bytes[OID.length] - FIRST_VARIANT : -1;
		return (number >= 0 && number < VARIANTS.size()) ? VARIANTS.get(number) : null;
	}

	/** Alone, or the first of both. */
	private static byte[] seed(ByteBuffer key) throws InvalidKeySpecException {
		boolean both = key.hasRemaining() && key.get(0) == SEQUENCE;
		byte[] seed = bytes((both) ? element(element(key, SEQUENCE), OCTET_STRING) : element(key, SEED));
		if (seed.length != SEED_LENGTH) {
			throw new InvalidKeySpecException("The seed has another length");
		}
		return seed;
	}

	/**
	 * A key is made of nothing but its seed, which is what the generator draws. Should it
	 * ever draw something else, the key belongs to no certificate, which is checked.
	 */
	private static PrivateKey ofSeed(byte[] seed, String variant) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
		generator.initialize(new NamedParameterSpec(variant), new Drawn(seed));
		return generator.generateKeyPair().getPrivate();
	}

	private static ByteBuffer element(ByteBuffer in, int tag) throws InvalidKeySpecException {
		try {
			boolean expected = (in.get() & 0xff) == tag;
			int length = in.get() & 0xff;
			length = switch (length) {
				case 0x81 -> in.get() & 0xff;
				case 0x82 -> in.getShort() & 0xffff;
				default -> length;
			};
			if (expected) {
				ByteBuffer content = in.slice(in.position(), length);
				in.position(in.position() + length);
				return content;
			}
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException ex) {
			// Told below
		}
		throw new InvalidKeySpecException("It is not the expected element");
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

	/**
	 * Draws what it is told to.
	 */
	private static final class Drawn extends SecureRandom {

		private static final long serialVersionUID = 1L;

		private final byte[] bytes;

		Drawn(byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public void nextBytes(byte[] drawn) {
			System.arraycopy(this.bytes, 0, drawn, 0, Math.min(this.bytes.length, drawn.length));
		}

	}

}
