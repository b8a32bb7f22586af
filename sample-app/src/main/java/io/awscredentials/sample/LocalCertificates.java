package io.awscredentials.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCertificate;
import io.awscredentials.test.TestCertificateAuthority;

/**
 * Issues the certificate of the profile {@code local-x509} and renews it before it ends,
 * as cert-manager or SPIRE do: by writing new files.
 */
class LocalCertificates implements AutoCloseable {

	// So that one sees it renewed.
	private static final Duration LIFETIME = Duration.ofMinutes(3);

	private static final Duration RENEWAL = Duration.ofMinutes(2);

	private final TestCertificateAuthority authority = TestCertificateAuthority.create("Sample Root",
			InstantSource.system());

	private final Path certificate;

	private final Path privateKey;

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "local-certificates"));

	LocalCertificates(Path folder) {
		this.certificate = folder.resolve("tls.crt");
		this.privateKey = folder.resolve("tls.key");
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		renew();
		this.executor.scheduleWithFixedDelay(this::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * Let IAM Roles Anywhere of the loopback AWS trust the authority.
	 * @param server the loopback AWS
	 * @param roleArn the role
	 * @return what the configuration has to say
	 */
	Map<String, Object> trustedBy(AwsTestServer server, String roleArn) {
		server.role(roleArn);
		String prefix = "aws.credentials.roles-anywhere.";
		return Map.of(prefix + "trust-anchor-arn", server.rolesAnywhere().trustAnchor(this.authority.certificate()),
				prefix + "profile-arn", server.rolesAnywhere().profile(roleArn), prefix + "certificate",
				this.certificate.toString(), prefix + "private-key", this.privateKey.toString());
	}

	final void renew() {
		TestCertificate issued = this.authority.issue("sample", LIFETIME);
		write(this.certificate, issued.certificatePem());
		write(this.privateKey, issued.privateKeyPem());
	}

	private static void write(Path file, String text) {
		try {
			Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), text);
			Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
