package io.awscredentials.test.sigv4;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.sigv4.CanonicalRequest.PathRule;
import org.jspecify.annotations.Nullable;

/**
 * A request that is signed with the key of a certificate, as IAM Roles Anywhere has it.
 *
 * @param algorithm the algorithm
 * @param signed what it has in common with other signed requests; its access key ID is
 * the serial number of the certificate
 * @param certificate the certificate
 * @param chain the certificates of the authorities
 */
public record X509SignedRequest(String algorithm, SignedRequest signed, X509Certificate certificate,
		List<X509Certificate> chain) {

	private static final String PREFIX = "AWS4-X509-";

	private static final Map<String, String> SIGNATURES = Map.of("AWS4-X509-RSA-SHA256", "SHA256withRSA",
			"AWS4-X509-ECDSA-SHA256", "SHA256withECDSA", "AWS4-X509-MLDSA", "ML-DSA");

	/**
	 * Read the headers of a request.
	 * @param request the request
	 * @return the signed request, or {@code null} where there is no such signature
	 * @throws IllegalArgumentException where the signature is incomplete; the message
	 * says why
	 */
	public static @Nullable X509SignedRequest parse(HttpRequest request) {
		String authorization = request.header("Authorization");
		String certificate = request.header("X-Amz-X509");
		if (authorization == null || !authorization.startsWith(PREFIX) || certificate == null) {
			return null;
		}
		String algorithm = authorization.split(" ", 2)[0];
		SignedRequest signed = SignedRequest.parse(request, algorithm);
		List<X509Certificate> chain = new ArrayList<>();
		String intermediates = request.header("X-Amz-X509-Chain");
		for (String intermediate : (intermediates != null) ? intermediates.split(",") : new String[0]) {
			chain.add(certificate(intermediate));
		}
		return (signed != null) ? new X509SignedRequest(algorithm, signed, certificate(certificate), chain) : null;
	}

	private static X509Certificate certificate(String base64) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
		}
		catch (CertificateException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("A certificate of the request can't be read", ex);
		}
	}

	/**
	 * Return when the request claims to be signed.
	 * @return the time
	 * @throws IllegalArgumentException where it is none, or not on the day of the scope
	 */
	public Instant signedAt() {
		return this.signed.signedAt();
	}

	/**
	 * Return whether the serial number of the certificate is that of the credential, in
	 * decimal digits.
	 * @return whether it is
	 */
	public boolean hasSerialNumber() {
		return this.certificate.getSerialNumber().toString().equals(this.signed.accessKeyId());
	}

	/**
	 * Return whether all is signed that must be, with the key of the certificate.
	 * @return whether it is
	 */
	public boolean isSigned() {
		String name = SIGNATURES.get(this.algorithm);
		if (name == null || !this.signed.unsignedHeaders().isEmpty()) {
			return false;
		}
		try {
			Signature signature = Signature.getInstance(name);
			// Of the key, since the service itself judges what the certificate is good
			// for.
			signature.initVerify(this.certificate.getPublicKey());
			signature
				.update(this.signed.stringToSign(this.algorithm, PathRule.NORMALIZED).getBytes(StandardCharsets.UTF_8));
			return signature.verify(HexFormat.of().parseHex(this.signed.signature().toLowerCase(Locale.ROOT)));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return false;
		}
	}

}
