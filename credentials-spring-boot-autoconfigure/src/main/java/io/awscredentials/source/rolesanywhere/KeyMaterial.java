package io.awscredentials.source.rolesanywhere;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.sigv4.X509Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * A private key and certificates, as they were just read.
 *
 * @param privateKey the private key, which may be in a device that it never leaves
 * @param certificates the certificate of that key and others that lead from it to the
 * trust anchor, in any order
 */
public record KeyMaterial(PrivateKey privateKey, List<X509Certificate> certificates) {

	/**
	 * Create a new instance.
	 */
	public KeyMaterial {
		certificates = List.copyOf(certificates);
	}

	/**
	 * Read an entry of a key store.
	 * @param keyStore the key store
	 * @param alias the alias of the entry, or {@code null} for the only one with a key
	 * @param password the password of the key, or {@code null} if it has none
	 * @return the key and its certificates
	 * @throws CredentialsException if there is no such entry, or several and no alias
	 */
	public static KeyMaterial of(KeyStore keyStore, @Nullable String alias, @Nullable String password) {
		try {
			String entry = (alias != null) ? alias : onlyKey(keyStore);
			Key key = keyStore.getKey(entry, (password != null) ? password.toCharArray() : null);
			if (!(key instanceof PrivateKey privateKey)) {
				throw failure("The key store has no private key '" + entry + "'");
			}
			List<X509Certificate> certificates = new ArrayList<>();
			Certificate[] chain = keyStore.getCertificateChain(entry);
			for (Certificate certificate : (chain != null) ? chain : new Certificate[0]) {
				if (certificate instanceof X509Certificate x509) {
					certificates.add(x509);
				}
			}
			return new KeyMaterial(privateKey, certificates);
		}
		catch (GeneralSecurityException ex) {
			throw new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE,
					RolesAnywhereCredentialsSource.NAME,
					"The key can't be read from the key store, " + ex.getClass().getSimpleName()
							+ ((alias != null) ? ", alias '" + alias + "'" : ""))
				.withAdvice("Check the password of the key and that of the key store");
		}
	}

	/**
	 * Refuse certificates whose keys this version of Java does not know: it can't read
	 * their private key either, and would say less.
	 * @param certificates the certificates
	 * @throws CredentialsException if the key of one needs a later version of Java
	 */
	public static void requireKnown(List<X509Certificate> certificates) {
		for (X509Certificate certificate : certificates) {
			X509Algorithm algorithm = X509Algorithm.of(certificate.getPublicKey());
			if (algorithm != null) {
				X509Identity.requireAvailable(algorithm);
			}
		}
	}

	private static String onlyKey(KeyStore keyStore) throws GeneralSecurityException {
		List<String> aliases = new ArrayList<>();
		for (String alias : Collections.list(keyStore.aliases())) {
			if (keyStore.isKeyEntry(alias)) {
				aliases.add(alias);
			}
		}
		if (aliases.size() > 1) {
			throw new CredentialsException(CredentialsErrorCode.CONFIGURATION, RolesAnywhereCredentialsSource.NAME,
					"The key store has several keys: " + String.join(", ", aliases.stream().sorted().toList()))
				.withAdvice("Name the one to use in the bundle's 'key.alias'");
		}
		if (aliases.isEmpty()) {
			throw failure("The key store has no key");
		}
		return aliases.get(0);
	}

	private static CredentialsException failure(String message) {
		return new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE,
				RolesAnywhereCredentialsSource.NAME, message);
	}

	@Override
	public String toString() {
		return "KeyMaterial[certificates=" + this.certificates.size() + "]";
	}

}
