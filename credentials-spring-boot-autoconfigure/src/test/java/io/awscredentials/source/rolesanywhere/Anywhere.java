package io.awscredentials.source.rolesanywhere;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCertificate;
import io.awscredentials.test.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A loopback IAM Roles Anywhere whose clock, and that of the source, is the test's.
 */
final class Anywhere implements InstantSource, AutoCloseable {

	static final String ROLE = "arn:aws:iam::123456789012:role/service/Orders";

	private Instant now = Instant.parse("2026-11-21T10:00:00Z");

	private Duration skew = Duration.ZERO;

	final AwsTestServer server = AwsTestServer.start(0, this);

	final TestCertificateAuthority root = TestCertificateAuthority.create("Example Root", this);

	final TestCertificateAuthority authority = this.root.intermediate("Example Intermediate")
		.intermediate("Example Issuing");

	final String trustAnchor = this.server.rolesAnywhere().trustAnchor(this.root.certificate());

	final String profile = this.server.rolesAnywhere().profile(ROLE);

	final RolesAnywhereOptions options = new RolesAnywhereOptions(this.trustAnchor, this.profile, ROLE,
			RolesAnywhereOptions.DURATION, null);

	final ClockSkew clock = new ClockSkew(() -> instant().plus(this.skew));

	Anywhere() {
		this.server.role(ROLE);
	}

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	synchronized void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	void skew(Duration skew) {
		this.skew = skew;
	}

	TestCertificate issue() {
		return this.authority.issue("orders", Duration.ofDays(30));
	}

	RolesAnywhereCredentialsSource source(KeyMaterialSource material) {
		return source(this.options, material);
	}

	RolesAnywhereCredentialsSource source(RolesAnywhereOptions options, KeyMaterialSource material) {
		CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.service())
			.clockSkew(this.clock)
			.pause((duration) -> {
			})
			.build();
		return new RolesAnywhereCredentialsSource(options, material, client, this.server::uri);
	}

	Credentials retrieve(TestCertificate certificate) {
		return source(() -> material(certificate)).retrieve();
	}

	CredentialsException failure(TestCertificate certificate) {
		return failure(source(() -> material(certificate)));
	}

	static CredentialsException failure(RolesAnywhereCredentialsSource source) {
		@Nullable CredentialsException failure = catchThrowableOfType(CredentialsException.class, source::retrieve);
		if (failure == null) {
			throw new AssertionError("There was no failure");
		}
		return failure;
	}

	static KeyMaterial material(TestCertificate certificate) {
		List<X509Certificate> all = new ArrayList<>(List.of(certificate.certificate()));
		all.addAll(certificate.intermediates());
		return new KeyMaterial(certificate.privateKey(), all);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
