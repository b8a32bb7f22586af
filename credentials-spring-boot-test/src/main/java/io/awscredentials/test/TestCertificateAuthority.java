package io.awscredentials.test;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Issues certificates for tests, of the form that IAM Roles Anywhere wants. Nobody should
 * trust it.
 *
 * @since 0.1.0
 */
public final class TestCertificateAuthority {

	/** ECDSA with SHA-256, with which every authority here signs. */
	private static final byte[] SIGNATURE_ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

	private static final Duration LIFETIME = Duration.ofDays(3650);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final InstantSource clock;

	private final String name;

	private final KeyPair keys;

	private final X509Certificate certificate;

	private final List<X509Certificate> intermediates;

	private TestCertificateAuthority(InstantSource clock, String name, @Nullable TestCertificateAuthority issuer) {
		this.clock = clock;
		this.name = name;
		this.keys = generate("EC");
		TestCertificateAuthority signer = (issuer != null) ? issuer : this;
		Instant now = clock.instant();
		this.certificate = signer.sign(name, this.keys.getPublic(), now.minusSeconds(60), now.plus(LIFETIME), true);
		this.intermediates = (issuer == null) ? List.of()
				: Stream.concat(Stream.of(this.certificate), issuer.intermediates.stream()).toList();
	}

	/**
	 * Create a root.
	 * @param name its common name
	 * @param clock the clock by which it dates certificates
	 * @return the authority
	 */
	public static TestCertificateAuthority create(String name, InstantSource clock) {
		return new TestCertificateAuthority(clock, name, null);
	}

	/**
	 * Create an authority that this one answers for.
	 * @param name its common name
	 * @return the authority
	 */
	public TestCertificateAuthority intermediate(String name) {
		return new TestCertificateAuthority(this.clock, name, this);
	}

	/**
	 * Return the certificate of this authority, a trust anchor for example.
	 * @return the certificate
	 */
	public X509Certificate certificate() {
		return this.certificate;
	}

	/**
	 * Issue a certificate with an EC key.
	 * @param commonName the common name
	 * @param lifetime how long it is valid from now on
	 * @return the certificate and its key
	 */
	public TestCertificate issue(String commonName, Duration lifetime) {
		Instant now = this.clock.instant();
		return issue(commonName, "EC", now.minusSeconds(60), now.plus(lifetime));
	}

	/**
	 * Issue a certificate.
	 * @param commonName the common name
	 * @param algorithm the algorithm of the key: {@code RSA}, {@code EC} or another one
	 * that the JDK knows
	 * @param notBefore when it starts to be valid
	 * @param notAfter when it ends
	 * @return the certificate and its key
	 */
	public TestCertificate issue(String commonName, String algorithm, Instant notBefore, Instant notAfter) {
		KeyPair pair = generate(algorithm);
		return new TestCertificate(pair.getPrivate(), sign(commonName, pair.getPublic(), notBefore, notAfter, false),
				this.intermediates);
	}

	/**
	 * Return the certificate of this authority with its key, which no service should
	 * accept as that of a client.
	 * @return the certificate and its key
	 */
	public TestCertificate asCertificate() {
		return new TestCertificate(this.keys.getPrivate(), this.certificate,
				this.intermediates.stream().skip(1).toList());
	}

	private static KeyPair generate(String algorithm) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			if (algorithm.equals("RSA")) {
				generator.initialize(2048);
			}
			else if (algorithm.equals("EC")) {
				generator.initialize(256);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("This JDK has no keys of " + algorithm, ex);
		}
	}

	private X509Certificate sign(String subject, PublicKey key, Instant notBefore, Instant notAfter,
			boolean authority) {
		byte[] content = Der.sequence(Der.of(0xA0, Der.integer(BigInteger.TWO)),
				Der.integer(new BigInteger(159, RANDOM)), SIGNATURE_ALGORITHM, name(this.name),
				Der.sequence(Der.time(notBefore), Der.time(notAfter)), name(subject), key.getEncoded(),
				Der.of(0xA3, extensions(key, authority)));
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(content);
			byte[] der = Der.sequence(content, SIGNATURE_ALGORITHM, Der.bits(0, signature.sign()));
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A certificate can't be made", ex);
		}
	}

	private static byte[] name(String commonName) {
		return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.10"), Der.text("Example"))),
				Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
	}

	private byte[] extensions(PublicKey key, boolean authority) {
		byte[] constraints = (authority) ? Der.sequence(Der.bool(true)) : Der.sequence();
		// keyCertSign and cRLSign, or digitalSignature
		byte[] usage = (authority) ? Der.bits(1, (byte) 0x06) : Der.bits(7, (byte) 0x80);
		return Der.sequence(extension("2.5.29.19", true, constraints), extension("2.5.29.15", true, usage),
				extension("2.5.29.14", false, Der.octets(id(key))),
				extension("2.5.29.35", false, Der.sequence(Der.of(0x80, id(this.keys.getPublic())))));
	}

	private static byte[] extension(String oid, boolean critical, byte[] value) {
		return (critical) ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
				: Der.sequence(Der.oid(oid), Der.octets(value));
	}

	private static byte[] id(PublicKey key) {
		try {
			return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
