package io.awscredentials.test;

import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A certificate, its private key, and the certificates between it and the root.
 *
 * @param privateKey the private key
 * @param certificate the certificate
 * @param intermediates the certificates of the authorities, from that of the issuer on
 * and without the root
 * @since 0.1.0
 */
public record TestCertificate(PrivateKey privateKey, X509Certificate certificate, List<X509Certificate> intermediates) {

	/**
	 * Return the certificate as PEM.
	 * @return the text
	 */
	public String certificatePem() {
		return pem(this.certificate);
	}

	/**
	 * Return the certificates of the authorities as PEM.
	 * @return the text, empty if the root issued the certificate
	 */
	public String intermediatesPem() {
		return this.intermediates.stream().map(TestCertificate::pem).collect(Collectors.joining());
	}

	/**
	 * Return the private key as PEM, in the form of PKCS #8.
	 * @return the text
	 */
	public String privateKeyPem() {
		return pem("PRIVATE KEY", this.privateKey.getEncoded());
	}

	/**
	 * Return certificate and intermediates as a key store has them.
	 * @return the chain, the certificate first
	 */
	public Certificate[] chain() {
		return Stream.concat(Stream.of(this.certificate), this.intermediates.stream()).toArray(Certificate[]::new);
	}

	/**
	 * Return any certificate as PEM.
	 * @param certificate the certificate
	 * @return the text
	 */
	public static String pem(X509Certificate certificate) {
		try {
			return pem("CERTIFICATE", certificate.getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalArgumentException("A certificate can't be encoded", ex);
		}
	}

	private static String pem(String type, byte[] der) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
	}

	@Override
	public String toString() {
		return "TestCertificate[" + this.certificate.getSubjectX500Principal() + "]";
	}

}
