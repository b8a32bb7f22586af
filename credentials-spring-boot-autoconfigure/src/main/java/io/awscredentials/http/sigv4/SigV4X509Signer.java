package io.awscredentials.http.sigv4;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Signs requests with the key of an X.509 certificate, as IAM Roles Anywhere wants them:
 * Signature Version 4, but for the key, which signs the string itself, and the
 * certificate, which is in signed headers and names the signer by its serial number.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html">
 * The signing process</a>
 */
public final class SigV4X509Signer {

	private final String region;

	private final String service;

	/**
	 * Create a new instance.
	 * @param region the region the service is in
	 * @param service the name the service signs under, {@code "rolesanywhere"} for
	 * example
	 */
	public SigV4X509Signer(String region, String service) {
		this.region = region;
		this.service = service;
	}

	/**
	 * Sign a request in its headers.
	 * @param key the key of the certificate
	 * @param certificate the certificate
	 * @param intermediates the certificates between that and the trust anchor, in order
	 * @param time the time of the request, as the service sees it
	 * @param method the method, in upper case
	 * @param uri the URI, as it goes over the wire
	 * @param headers the headers that the request already has
	 * @param body the body
	 * @return the headers to set before the request is sent
	 * @throws GeneralSecurityException if the key can't sign
	 */
	public SignedHeaders sign(PrivateKey key, X509Certificate certificate, List<X509Certificate> intermediates,
			Instant time, String method, URI uri, Map<String, List<String>> headers, byte[] body)
			throws GeneralSecurityException {
		X509Algorithm algorithm = X509Algorithm.of(key);
		if (algorithm == null) {
			throw new GeneralSecurityException("there is no algorithm for a key of " + key.getAlgorithm());
		}
		Map<String, String> signed = certificateHeaders(certificate, intermediates);
		String timestamp = SigV4Signer.TIMESTAMP.format(time);
		signed.put("X-Amz-Date", timestamp);
		SortedMap<String, String> canonical = CanonicalHeaders.of(uri, headers);
		signed.forEach((name, value) -> canonical.put(name.toLowerCase(Locale.ROOT), value));
		CanonicalRequest request = CanonicalRequest.of(method, uri.getRawPath(), uri.getRawQuery(), canonical,
				SigV4Signer.sha256(body), SigningOptions.DEFAULT);
		String scope = timestamp.substring(0, 8) + "/" + this.region + "/" + this.service + "/aws4_request";
		byte[] signature = algorithm.sign(key,
				stringToSign(algorithm, timestamp, scope, request).getBytes(StandardCharsets.UTF_8));
		signed.put("Authorization", algorithm.id() + " Credential=" + certificate.getSerialNumber() + "/" + scope
				+ ", SignedHeaders=" + request.signedHeaders() + ", Signature=" + HexFormat.of().formatHex(signature));
		return new SignedHeaders(signed);
	}

	private static String stringToSign(X509Algorithm algorithm, String timestamp, String scope,
			CanonicalRequest request) {
		return algorithm.id() + "\n" + timestamp + "\n" + scope + "\n"
				+ SigV4Signer.sha256(request.text().getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, String> certificateHeaders(X509Certificate certificate,
			List<X509Certificate> intermediates) throws CertificateEncodingException {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-Amz-X509", encode(certificate));
		if (!intermediates.isEmpty()) {
			StringBuilder chain = new StringBuilder();
			for (X509Certificate intermediate : intermediates) {
				chain.append((chain.isEmpty()) ? "" : ",").append(encode(intermediate));
			}
			headers.put("X-Amz-X509-Chain", chain.toString());
		}
		return headers;
	}

	private static String encode(X509Certificate certificate) throws CertificateEncodingException {
		return Base64.getEncoder().encodeToString(certificate.getEncoded());
	}

}
