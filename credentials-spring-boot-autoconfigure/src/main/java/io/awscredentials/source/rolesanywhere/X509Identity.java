package io.awscredentials.source.rolesanywhere;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.sigv4.X509Algorithm;
import io.awscredentials.internal.CertificateLife;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, its private key, and the certificates that lead from it to the trust
 * anchor.
 */
final class X509Identity {

	private static final byte[] PROBE = "Do these belong together?".getBytes(StandardCharsets.US_ASCII);

	private final KeyMaterial material;

	private final X509Certificate certificate;

	private final List<X509Certificate> intermediates;

	private X509Identity(KeyMaterial material, X509Certificate certificate, List<X509Certificate> intermediates) {
		this.material = material;
		this.certificate = certificate;
		this.intermediates = intermediates;
	}

	/**
	 * Find out which certificate belongs to the key, and put the others in order.
	 * @param material the key and the certificates
	 * @return the identity
	 * @throws CredentialsException if none belongs to it, or AWS takes no such key
	 */
	static X509Identity of(KeyMaterial material) {
		List<X509Certificate> others = new ArrayList<>(material.certificates());
		if (others.isEmpty()) {
			throw failure("There is a key, but no certificate", null);
		}
		byte[] signature = sign(algorithm(material), material.privateKey());
		X509Certificate leaf = others.stream()
			.filter((candidate) -> isOf(candidate, signature))
			.findFirst()
			.orElseThrow(() -> failure("The key does not belong to the certificate " + describe(others.get(0)), null)
				.withAdvice("Use the key that the certificate was issued for; if both are being renewed, the next "
						+ "retrieval finds both")
				.withRetryable(true));
		others.remove(leaf);
		return new X509Identity(material, leaf, inOrder(leaf, others));
	}

	private static X509Algorithm algorithm(KeyMaterial material) {
		X509Algorithm algorithm = X509Algorithm.of(material.privateKey());
		if (algorithm == null) {
			throw failure("The key is one of " + material.privateKey().getAlgorithm()
					+ ", and IAM Roles Anywhere takes RSA, EC and ML-DSA", null);
		}
		return requireAvailable(algorithm);
	}

	static X509Algorithm requireAvailable(X509Algorithm algorithm) {
		if (!algorithm.isAvailable()) {
			throw failure("This version of Java can't sign with ML-DSA, Java 24 and later can", null)
				.withAdvice("Use Java 24 or later, or a certificate with an RSA or EC key");
		}
		return algorithm;
	}

	private static boolean isOf(X509Certificate candidate, byte[] signature) {
		X509Algorithm algorithm = X509Algorithm.of(candidate.getPublicKey());
		return algorithm != null && algorithm.isAvailable()
				&& algorithm.verify(candidate.getPublicKey(), PROBE, signature);
	}

	private static byte[] sign(X509Algorithm algorithm, PrivateKey key) {
		try {
			return algorithm.sign(key, PROBE);
		}
		catch (GeneralSecurityException | ProviderException ex) {
			throw cannotSign(ex);
		}
	}

	static CredentialsException cannotSign(Exception ex) {
		return failure("The key can't sign, " + ex.getClass().getSimpleName(), ex)
			.withAdvice("Look at the cause; where the key is in a device, check that it is there and logged in to")
			.withRetryable(true);
	}

	/**
	 * From the leaf upwards. What issued itself is the anchor, which AWS has, and what is
	 * left over may be another way up.
	 */
	private static List<X509Certificate> inOrder(X509Certificate leaf, List<X509Certificate> others) {
		List<X509Certificate> left = new ArrayList<>(others);
		left.removeIf((certificate) -> certificate.equals(leaf)
				|| certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
		List<X509Certificate> ordered = new ArrayList<>();
		X509Certificate next = issuer(leaf, left);
		while (next != null) {
			ordered.add(next);
			left.remove(next);
			next = issuer(next, left);
		}
		ordered.addAll(left);
		return List.copyOf(ordered);
	}

	private static @Nullable X509Certificate issuer(X509Certificate certificate, List<X509Certificate> candidates) {
		return candidates.stream()
			.filter((candidate) -> candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
			.findFirst()
			.orElse(null);
	}

	private static CredentialsException failure(String message, @Nullable Exception cause) {
		return new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE,
				RolesAnywhereCredentialsSource.NAME, message, cause);
	}

	/**
	 * Return whether this was made of the same key and certificates.
	 * @param material the key and the certificates
	 * @return whether they are the same
	 */
	boolean isOf(KeyMaterial material) {
		return this.material.equals(material);
	}

	PrivateKey privateKey() {
		return this.material.privateKey();
	}

	X509Certificate certificate() {
		return this.certificate;
	}

	List<X509Certificate> intermediates() {
		return this.intermediates;
	}

	/**
	 * Return whether the certificate has not ended.
	 * @param now the time
	 * @return whether it is good still
	 */
	boolean lastsAt(Instant now) {
		return now.isBefore(this.certificate.getNotAfter().toInstant());
	}

	/**
	 * Return whether the certificate is in the last share of its life, in which whatever
	 * renews it should have done so.
	 * @param now the time
	 * @return whether it ends soon
	 */
	boolean endsSoon(Instant now) {
		return !now.isBefore(CertificateLife.warnAt(this.certificate));
	}

	/**
	 * Return whether the certificate is good at a time.
	 * @param now the time
	 * @return whether its validity has begun and not ended
	 */
	boolean validAt(Instant now) {
		return lastsAt(now) && !now.isBefore(this.certificate.getNotBefore().toInstant());
	}

	/**
	 * Return what AWS does not accept in a certificate.
	 * @return what is wrong with this one, empty if nothing seems to be
	 */
	String shortcomings() {
		List<String> found = new ArrayList<>();
		boolean[] usage = this.certificate.getKeyUsage();
		if (this.certificate.getVersion() < 3) {
			found.add("it is of version " + this.certificate.getVersion() + ", not 3");
		}
		if (this.certificate.getBasicConstraints() != -1) {
			found.add("it is that of an authority (CA:TRUE)");
		}
		if (usage == null || !usage[0]) {
			found.add("its key usage lacks digitalSignature");
		}
		String algorithm = this.certificate.getSigAlgName();
		if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD5")) {
			found.add("it is signed with " + algorithm);
		}
		return String.join(", ", found);
	}

	private static String describe(X509Certificate certificate) {
		return "'" + certificate.getSubjectX500Principal().getName() + "' (serial number "
				+ certificate.getSerialNumber() + ")";
	}

	@Override
	public String toString() {
		return describe(this.certificate);
	}

}
