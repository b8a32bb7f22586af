package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.UnsuitableFileException;
import io.awscredentials.source.rolesanywhere.KeyMaterial;
import io.awscredentials.source.rolesanywhere.KeyMaterialSource;
import io.awscredentials.source.rolesanywhere.MlDsaKeyFile;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads a key and its certificates from PEM files.
 *
 * @param certificate the file with the certificate
 * @param privateKey the file with the private key
 * @param password the password of the private key, or {@code null}
 * @param intermediates the file with the intermediates, or {@code null}
 */
record PemKeyMaterial(Path certificate, Path privateKey, @Nullable String password,
		@Nullable Path intermediates) implements KeyMaterialSource {

	private static final int MAX_SIZE = 1 << 20;

	static final String PEM = "-----BEGIN ";

	@Override
	public KeyMaterial load() {
		List<X509Certificate> certificates = new ArrayList<>(certificates(this.certificate));
		if (this.intermediates != null) {
			certificates.addAll(certificates(this.intermediates));
		}
		return new KeyMaterial(key(certificates), certificates);
	}

	/**
	 * Return whether these are PEM files, and the key is neither one that only a TPM can
	 * use nor of an algorithm that only later versions of Java have.
	 * @return whether they can be read here
	 */
	boolean isSuitable() {
		try {
			return text(this.certificate).contains(PEM) && text(this.privateKey).contains(PEM)
					&& !text(this.privateKey).contains("TSS2 PRIVATE KEY") && isKnown();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean isKnown() {
		try {
			KeyMaterial.requireKnown(certificates(this.certificate));
			return true;
		}
		catch (CredentialsException ex) {
			// What may be written just now is read again.
			return ex.retryable();
		}
	}

	private static List<X509Certificate> certificates(Path file) {
		try {
			List<X509Certificate> certificates = pem(file).getCertificates();
			if (!certificates.isEmpty()) {
				return certificates;
			}
		}
		catch (IllegalStateException ex) {
			throw failure(file, "has no certificate that can be read").withAdvice("It must be a PEM file");
		}
		throw failure(file, "has no certificate").withAdvice("It must be a PEM file");
	}

	private PrivateKey key(List<X509Certificate> certificates) {
		PemContent pem = pem(this.privateKey);
		try {
			PrivateKey key = pem.getPrivateKey(this.password);
			if (key != null) {
				return key;
			}
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			KeyMaterial.requireKnown(certificates);
			PrivateKey key = MlDsaKeyFile.read(pem.toString(), this.password);
			if (key != null) {
				return key;
			}
			// Without the cause, whose message may quote the content
			throw failure(this.privateKey, "has no private key that can be read")
				.withAdvice("It must be a PEM file with an RSA, EC or ML-DSA key, of PKCS #1, PKCS #8 or SEC 1; if it "
						+ "is encrypted, of PKCS #8, check 'private-key-password'");
		}
		throw failure(this.privateKey, "has no private key").withAdvice("It must be a PEM file");
	}

	private static PemContent pem(Path file) {
		try {
			return PemContent.of(text(file));
		}
		catch (UnsuitableFileException ex) {
			throw failure(file, String.valueOf(ex.getMessage()));
		}
		catch (NoSuchFileException ex) {
			throw failure(file, "does not exist");
		}
		catch (AccessDeniedException ex) {
			throw failure(file, "may not be read by this process");
		}
		catch (IOException ex) {
			throw failure(file, "can't be read, " + ex.getClass().getSimpleName());
		}
	}

	private static String text(Path file) throws IOException {
		return new String(RegularFile.read(file, MAX_SIZE), StandardCharsets.UTF_8);
	}

	/** Somebody may be writing it. */
	private static CredentialsException failure(Path file, String problem) {
		return new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE, "RolesAnywhere",
				"The file " + file + " " + problem)
			.withRetryable(true);
	}

	@Override
	public String toString() {
		return this.certificate + " and " + this.privateKey;
	}

}
