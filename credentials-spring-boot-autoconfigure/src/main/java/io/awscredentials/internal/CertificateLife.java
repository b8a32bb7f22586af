package io.awscredentials.internal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * When to warn of the end of a certificate: some live for an hour, others for ten years.
 */
public final class CertificateLife {

	/** Those who renew certificates do so with a third or half of their life left. */
	private static final int SHARE = 5;

	private static final Duration LONGEST = Duration.ofDays(30);

	private CertificateLife() {
	}

	/**
	 * Return from when on the end of a certificate is near.
	 * @param certificate the certificate
	 * @return the beginning of the last fifth of its life, which is 30 days at most
	 */
	public static Instant warnAt(X509Certificate certificate) {
		Instant end = certificate.getNotAfter().toInstant();
		Duration share = Duration.between(certificate.getNotBefore().toInstant(), end).dividedBy(SHARE);
		return end.minus((share.compareTo(LONGEST) < 0) ? share : LONGEST);
	}

}
