package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.RecordedRequest;
import io.awscredentials.test.TestCertificate;
import io.awscredentials.test.TestCertificateAuthority;

/**
 * A service with a certificate in files, and a loopback AWS that trusts its authority.
 */
final class CertificateFiles implements AutoCloseable {

	static final String ROLE = "arn:aws:iam::123456789012:role/service/Orders";

	final AwsTestServer aws;

	final TestCertificateAuthority root;

	final TestCertificateAuthority authority;

	final Path certificate;

	final Path privateKey;

	final Path intermediates;

	private final String trustAnchor;

	private final String profile;

	CertificateFiles(Path folder) {
		this(folder, InstantSource.system());
	}

	CertificateFiles(Path folder, InstantSource clock) {
		this.aws = AwsTestServer.start(0, clock);
		this.root = TestCertificateAuthority.create("Example Root", clock);
		this.authority = this.root.intermediate("Example Issuing");
		this.certificate = folder.resolve("orders.pem");
		this.privateKey = folder.resolve("orders.key");
		this.intermediates = folder.resolve("chain.pem");
		this.aws.role(ROLE);
		this.trustAnchor = this.aws.rolesAnywhere().trustAnchor(this.root.certificate());
		this.profile = this.aws.rolesAnywhere().profile(ROLE);
	}

	TestCertificate issue() {
		return this.authority.issue("orders", Duration.ofDays(1));
	}

	TestCertificate renew() {
		return write(issue());
	}

	TestCertificate write(TestCertificate issued) {
		write(this.certificate, issued.certificatePem());
		write(this.privateKey, issued.privateKeyPem());
		write(this.intermediates, issued.intermediatesPem() + TestCertificate.pem(this.root.certificate()));
		return issued;
	}

	static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the properties but those that name the certificate.
	 * @param prefix what they begin with
	 * @return endpoints, ARNs and the given ones
	 */
	String[] arns(String prefix, String... more) {
		List<String> properties = new ArrayList<>();
		this.aws.properties().forEach((name, value) -> properties.add(name + "=" + value));
		properties.add(prefix + ".roles-anywhere.trust-anchor-arn=" + this.trustAnchor);
		properties.add(prefix + ".roles-anywhere.profile-arn=" + this.profile);
		properties.add(prefix + ".roles-anywhere.role-arn=" + ROLE);
		properties.addAll(List.of(more));
		return properties.toArray(String[]::new);
	}

	String[] properties(String prefix, String... more) {
		return Stream.concat(Stream.of(arns(prefix, more)),
				Stream.of(prefix + ".roles-anywhere.certificate=" + this.certificate,
						prefix + ".roles-anywhere.private-key=" + this.privateKey,
						prefix + ".roles-anywhere.intermediates=" + this.intermediates))
			.toArray(String[]::new);
	}

	/**
	 * Return a call of AWS's helper, which is not there.
	 * @param more further options
	 * @return the command line
	 */
	String helperCommand(String more) {
		return "/nowhere/aws_signing_helper credential-process --certificate " + this.certificate + " --private-key "
				+ this.privateKey + " --intermediates " + this.intermediates + " --trust-anchor-arn " + this.trustAnchor
				+ " --profile-arn " + this.profile + " --role-arn " + ROLE + " " + more;
	}

	/**
	 * Return the serial numbers that asked for credentials.
	 * @return the numbers, in order
	 */
	List<String> serialNumbers() {
		return this.aws.requests("CreateSession").stream().map(CertificateFiles::serialNumber).toList();
	}

	private static String serialNumber(RecordedRequest request) {
		String authorization = String.valueOf(request.header("Authorization"));
		return authorization.substring(authorization.indexOf('=') + 1, authorization.indexOf('/'));
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
