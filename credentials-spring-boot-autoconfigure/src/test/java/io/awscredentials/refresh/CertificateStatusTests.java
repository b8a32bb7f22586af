package io.awscredentials.refresh;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.awscredentials.internal.CertificateLife;
import io.awscredentials.refresh.RefreshStatus.Certificate;
import io.awscredentials.test.TestCertificateAuthority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a {@link RefreshStatus} says of a certificate.
 */
class CertificateStatusTests {

	private static final Instant START = MutableClock.START;

	private static final Instant END = START.plus(Duration.ofHours(10));

	private final X509Certificate certificate = TestCertificateAuthority.create("Authority", new MutableClock())
		.issue("orders", "EC", START, END)
		.certificate();

	@Test
	void noCertificateIsNone() {
		assertThat(Certificate.of(null, START)).isNull();
	}

	@Test
	void lifeIsWhatIsLeft() {
		Certificate certificate = Certificate.of(this.certificate, END.minusSeconds(1));
		assertThat(certificate).isNotNull();
		assertThat(certificate.remaining()).isEqualTo(Duration.ofSeconds(1));
		assertThat(certificate.ended()).isFalse();
		assertThat(certificate.notAfter()).isEqualTo(END);
		assertThat(certificate.subject()).contains("CN=orders");
		assertThat(certificate.serialNumber()).isEqualTo(this.certificate.getSerialNumber().toString());
	}

	@Test
	void lifeIsNeverNegative() {
		for (Instant now : new Instant[] { END, END.plusSeconds(60) }) {
			Certificate certificate = Certificate.of(this.certificate, now);
			assertThat(certificate).isNotNull();
			assertThat(certificate.remaining()).isZero();
			assertThat(certificate.ended()).isTrue();
		}
	}

	@Test
	void endIsSoonFromTheWarningOn() {
		Instant warnAt = CertificateLife.warnAt(this.certificate);
		Certificate before = Certificate.of(this.certificate, warnAt.minusMillis(1));
		assertThat(before).isNotNull();
		assertThat(before.endsSoon()).isFalse();
		Certificate then = Certificate.of(this.certificate, warnAt);
		assertThat(then).isNotNull();
		assertThat(then.endsSoon()).isTrue();
	}

}
