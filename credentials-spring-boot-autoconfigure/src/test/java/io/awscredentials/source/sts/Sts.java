package io.awscredentials.source.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.refresh.KeptCredentialsSource;
import io.awscredentials.refresh.RefreshPolicy;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.basic.StaticCredentialsSource;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A loopback STS whose clock, and that of the sources, is the test's.
 */
final class Sts implements InstantSource, AutoCloseable {

	static final String ROLE = "arn:aws:iam::210987654321:role/demo";

	static final String DEVICE = "arn:aws:iam::123456789012:mfa/device";

	private Instant now = Instant.parse("2026-11-21T10:00:00Z");

	final AwsTestServer server = AwsTestServer.start(0, this);

	final ClockSkew clock = new ClockSkew(this);

	private final RefreshScheduler scheduler = RefreshScheduler.create(this);

	final TestCredentials user = this.server.addUser();

	Sts() {
		this.server.role(ROLE);
		this.server.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
	}

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	synchronized void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	CredentialsSource keys() {
		return new StaticCredentialsSource(credentials(this.user));
	}

	static Credentials credentials(TestCredentials credentials) {
		return new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken(),
				credentials.expiration(), credentials.accountId());
	}

	StsConnection connection() {
		return connection("eu-west-1");
	}

	StsConnection connection(@Nullable String region) {
		return connection(region, HttpOptions.service().withReadTimeout(Duration.ofSeconds(1)));
	}

	StsConnection connection(@Nullable String region, HttpOptions options) {
		EndpointSettings settings = new EndpointSettings(Map.of(AwsService.STS, this.server.uri().toString()), null,
				null);
		CredentialsHttpClient client = CredentialsHttpClient.builder(options).clock(this).pause((pause) -> {
		}).build();
		EnvironmentVariables environment = (name) -> null;
		return new StsConnection(client, new Endpoints(settings, environment, new DefaultEndpointResolver()),
				ProfileEndpoints::none, () -> region, this.clock);
	}

	AssumeRoleCredentialsSource role() {
		return new AssumeRoleCredentialsSource(keys(), AssumeRoleOptions.of(ROLE), connection());
	}

	/**
	 * Keep the credentials of a source, as those are kept that a role is assumed with.
	 */
	CredentialsSource kept(CredentialsSource source) {
		return new KeptCredentialsSource("default", source, RefreshPolicy.defaults(), this.scheduler);
	}

	static CredentialsException failure(CredentialsSource source) {
		try {
			source.retrieve();
		}
		catch (CredentialsException ex) {
			return ex;
		}
		throw new AssertionError("There was no failure");
	}

	@Override
	public void close() {
		this.scheduler.close();
		this.server.close();
	}

}
