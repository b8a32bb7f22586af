package io.awscredentials.source.rolesanywhere;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCertificate;
import io.awscredentials.test.TestCertificateAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RolesAnywhereCredentialsSource}.
 */
class RolesAnywhereCredentialsSourceTests {

	private final Anywhere aws = new Anywhere();

	@AfterEach
	void close() {
		this.aws.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC" })
	void retrieveGivesCredentialsOfTheRole(String algorithm) {
		Instant now = this.aws.instant();
		TestCertificate certificate = this.aws.authority.issue("orders", algorithm, now.minusSeconds(60),
				now.plusSeconds(3600));
		Credentials credentials = this.aws.retrieve(certificate);
		assertThat(credentials.accessKeyId()).startsWith("ASIA");
		assertThat(credentials.sessionToken()).isNotNull();
		assertThat(credentials.accountId()).isEqualTo("123456789012");
		assertThat(credentials.expiration()).isEqualTo(now.plusSeconds(3600));
		assertThat(this.aws.server.requests("CreateSession")).singleElement()
			.satisfies((request) -> assertThat(request.query()).isEmpty());
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void retrieveWithAKeyOfMlDsaGivesCredentials() {
		Instant now = this.aws.instant();
		TestCertificate certificate = this.aws.authority.issue("orders", "ML-DSA", now.minusSeconds(60),
				now.plusSeconds(3600));
		assertThat(this.aws.retrieve(certificate)).isNotNull();
		assertThat(this.aws.server.requests("CreateSession")).singleElement()
			.satisfies((request) -> assertThat(request.header("Authorization")).startsWith("AWS4-X509-MLDSA "));
	}

	@Test
	void retrievePutsTheChainInOrderAndLeavesTheRootOut() {
		TestCertificate certificate = this.aws.issue();
		List<X509Certificate> all = new ArrayList<>(certificate.intermediates());
		all.add(this.aws.root.certificate());
		Collections.reverse(all);
		all.add(certificate.certificate());
		X509Identity identity = X509Identity.of(new KeyMaterial(certificate.privateKey(), all));
		assertThat(identity.certificate()).isEqualTo(certificate.certificate());
		assertThat(identity.intermediates()).isEqualTo(certificate.intermediates()).hasSize(2);
		assertThat(this.aws.source(() -> new KeyMaterial(certificate.privateKey(), all)).retrieve()).isNotNull();
	}

	@Test
	void retrieveSendsDurationAndNameOfTheSession() {
		this.aws.server.rolesAnywhere().acceptSessionNames(true);
		RolesAnywhereOptions options = new RolesAnywhereOptions(this.aws.trustAnchor, this.aws.profile, Anywhere.ROLE,
				Duration.ofHours(2), "orders-1");
		TestCertificate certificate = this.aws.issue();
		Credentials credentials = this.aws.source(options, () -> Anywhere.material(certificate)).retrieve();
		assertThat(credentials.expiration()).isEqualTo(this.aws.instant().plus(Duration.ofHours(2)));
		assertThat(this.aws.server.requests("CreateSession")).singleElement()
			.satisfies((request) -> assertThat(request.parameters()).containsEntry("roleSessionName", "orders-1"));
		this.aws.server.rolesAnywhere().acceptSessionNames(false);
		assertThat(Anywhere.failure(this.aws.source(options, () -> Anywhere.material(certificate))).advice())
			.contains("acceptRoleSessionName")
			.contains("roles-anywhere.session-name");
	}

	@Test
	void retrieveWhenClockIsWrongLearnsTheTime() {
		this.aws.skew(Duration.ofMinutes(-20));
		TestCertificate certificate = this.aws.issue();
		Credentials credentials = this.aws.retrieve(certificate);
		assertThat(this.aws.server.count("CreateSession")).isEqualTo(2);
		assertThat(this.aws.clock.offset()).isEqualTo(Duration.ofMinutes(20));
		assertThat(credentials.expiration()).isEqualTo(this.aws.instant().plus(Duration.ofMinutes(40)));
	}

	@Test
	void retrieveWhenCertificateIsOfAnotherAuthorityFails() {
		TestCertificate certificate = TestCertificateAuthority.create("Other", this.aws)
			.issue("orders", Duration.ofDays(1));
		CredentialsException failure = this.aws.failure(certificate);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
		assertThat(failure.retryable()).isFalse();
		assertThat(failure).hasMessageContaining("Untrusted signing certificate")
			.hasMessageContaining("CN=orders")
			.hasMessageContaining(Anywhere.ROLE);
		assertThat(failure.advice()).contains("trust anchor").contains("none was sent").contains("CN=Other");
	}

	@Test
	void retrieveWhenIntermediatesAreMissingFails() {
		TestCertificate certificate = this.aws.issue();
		CredentialsException failure = Anywhere.failure(
				this.aws.source(() -> new KeyMaterial(certificate.privateKey(), List.of(certificate.certificate()))));
		assertThat(failure).hasMessageContaining("Untrusted signing certificate");
		assertThat(failure.advice()).contains("CN=Example Issuing");
	}

	@Test
	void retrieveWhenCertificateIsThatOfAnAuthorityFails() {
		CredentialsException failure = this.aws.failure(this.aws.authority.asCertificate());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
		assertThat(failure.advice()).contains("digitalSignature").contains("CA:TRUE");
	}

	@Test
	void retrieveWhenCertificateHasEndedTellsWhen() {
		TestCertificate certificate = this.aws.authority.issue("orders", Duration.ofHours(1));
		this.aws.advance(Duration.ofHours(2));
		CredentialsException failure = this.aws.failure(certificate);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
		assertThat(failure.advice()).contains("to 2026-11-21T11:00:00Z: renew it");
		assertThat(failure.retryable()).isFalse();
	}

	@Test
	void retrieveWhenCertificateIsNotYetValidTellsWhenItIs() {
		Instant now = this.aws.instant();
		TestCertificate certificate = this.aws.authority.issue("orders", "EC", now.plusSeconds(60),
				now.plusSeconds(3600));
		CredentialsException failure = this.aws.failure(certificate);
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE);
		assertThat(failure.advice()).contains("valid from 2026-11-21T10:01:00Z");
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void retrieveWhenRoleIsDeniedNamesTheThreeActions() {
		this.aws.server.role(Anywhere.ROLE).deny();
		CredentialsException failure = this.aws.failure(this.aws.issue());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_DENIED);
		assertThat(failure.advice()).contains("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");
	}

	@Test
	void retrieveWhenTrustAnchorIsUnknownNamesTheArnsAndTheRegion() {
		RolesAnywhereOptions options = new RolesAnywhereOptions(this.aws.trustAnchor + "0", this.aws.profile,
				Anywhere.ROLE, RolesAnywhereOptions.DURATION, null);
		TestCertificate certificate = this.aws.issue();
		CredentialsException failure = Anywhere.failure(this.aws.source(options, () -> Anywhere.material(certificate)));
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.ROLES_ANYWHERE_DENIED);
		assertThat(failure.advice()).contains("trust anchor").contains("us-east-1");
	}

	@Test
	void retrieveWhenServiceIsInTroubleTriesAgain() {
		this.aws.server.fault(Fault.throttling().times(1));
		assertThat(this.aws.retrieve(this.aws.issue())).isNotNull();
		this.aws.server.fault(Fault.status(503));
		CredentialsException failure = this.aws.failure(this.aws.issue());
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(failure.retryable()).isTrue();
	}

}
