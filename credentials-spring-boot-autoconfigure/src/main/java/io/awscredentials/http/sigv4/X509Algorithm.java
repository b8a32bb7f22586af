package io.awscredentials.http.sigv4;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

import org.jspecify.annotations.Nullable;

/**
 * The algorithms with which the key of a certificate signs a request.
 */
public enum X509Algorithm {

	/** RSA with PKCS #1 v1.5 and SHA-256. */
	RSA("AWS4-X509-RSA-SHA256", "SHA256withRSA"),

	/** ECDSA with SHA-256, whatever the curve. */
	EC("AWS4-X509-ECDSA-SHA256", "SHA256withECDSA"),

	/** ML-DSA, which Java has from version 24 on. */
	ML_DSA("AWS4-X509-MLDSA", "ML-DSA");

	/** What all variants of ML-DSA have in common, for a Java that does not know them. */
	private static final String ML_DSA_OID = "2.16.840.1.101.3.4.3.";

	private final String id;

	private final String signature;

	X509Algorithm(String id, String signature) {
		this.id = id;
		this.signature = signature;
	}

	/**
	 * Return the algorithm for a key.
	 * @param key the public or private key
	 * @return the algorithm, or {@code null} if AWS knows none for such a key
	 */
	public static @Nullable X509Algorithm of(Key key) {
		String algorithm = key.getAlgorithm();
		if (algorithm.startsWith("ML-DSA") || algorithm.startsWith(ML_DSA_OID)) {
			return ML_DSA;
		}
		return switch (algorithm) {
			case "RSA" -> RSA;
			case "EC" -> EC;
			default -> null;
		};
	}

	/**
	 * Return whether a provider of this JVM can sign with this algorithm.
	 * @return whether it is there
	 */
	public boolean isAvailable() {
		try {
			Signature.getInstance(this.signature);
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	/**
	 * Sign.
	 * @param key the private key, which may never leave the device it is in
	 * @param content what to sign
	 * @return the signature
	 * @throws GeneralSecurityException if the key can't sign
	 */
	public byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(this.signature);
		signature.initSign(key);
		signature.update(content);
		return signature.sign();
	}

	/**
	 * Verify a signature.
	 * @param key the public key
	 * @param content what was signed
	 * @param bytes the signature
	 * @return whether it is of the private key that belongs to that key
	 */
	public boolean verify(PublicKey key, byte[] content, byte[] bytes) {
		try {
			Signature signature = Signature.getInstance(this.signature);
			signature.initVerify(key);
			signature.update(content);
			return signature.verify(bytes);
		}
		catch (GeneralSecurityException ex) {
			// A key of another kind or size
			return false;
		}
	}

	/**
	 * Return the name of this algorithm in a request.
	 * @return the name
	 */
	String id() {
		return this.id;
	}

}
