package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.FileSystemUtils;

/**
 * The home folder of a developer, whose profiles were written by several tools over the
 * years and on Windows, and an AWS in which all of them are good for something.
 */
final class Laptop implements AfterEachCallback {

	static final String START_URL = "https://corp.awsapps.com/start";

	static final String LOGIN_SESSION = "arn:aws:iam::123456789012:user/Zoë";

	static final String DEVICE = "arn:aws:iam::123456789012:mfa/zoe";

	final AwsTestServer aws = AwsTestServer.start();

	final TestCredentials user = this.aws.addUser();

	final Map<String, String> environment = new HashMap<>();

	private final Path home;

	Laptop() {
		this.home = createHome();
		write(".aws/config",
				LaptopFiles.CONFIG.replace("$HOME", this.home.toString())
					.replace("$AWS", this.aws.uri().toString())
					.replace("\n", "\r\n"));
		write(".aws/credentials", LaptopFiles.CREDENTIALS.replace("$KEY", this.user.accessKeyId())
			.replace("$SECRET", this.user.secretAccessKey()));
		write("token", "pod-token\n");
		executable(write("bin/vault it", LaptopFiles.PROGRAM));
		this.environment.put("HOME", this.home.toString());
		this.environment.put("AWS_ENDPOINT_URL", this.aws.uri().toString());
		this.aws.addUser("test", "test", AwsTestServer.ACCOUNT_ID);
		this.aws.webIdentityToken("pod-token");
		this.aws.container().authorizationToken(null);
		this.aws.mfaDevice(DEVICE, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
	}

	private static Path createHome() {
		try {
			return Files.createTempDirectory("laptop").toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path file(String name) {
		return this.home.resolve(name);
	}

	Path write(String name, String content) {
		try {
			Path file = file(name);
			Files.createDirectories(file.getParent());
			return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String read(String name) {
		try {
			return Files.readString(file(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return where a profile starts, as messages show it.
	 * @param profile the name of the profile
	 * @return file and line
	 */
	String place(String profile) {
		return "'" + profile + "' (" + line("[profile " + profile + "]") + ")";
	}

	/**
	 * Return where a line of the config file is, as messages show it.
	 * @param start how the line starts
	 * @return file and line
	 */
	String line(String start) {
		List<String> lines = read(".aws/config").lines().toList();
		int line = 1;
		while (!lines.get(line - 1).startsWith(start)) {
			line++;
		}
		return file(".aws/config") + ", line " + line;
	}

	private static void executable(Path file) {
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void signIn() {
		Path cache = file(".aws/sso/cache");
		this.aws.identityCenter().signIn().writeTo(cache, "corp", START_URL);
		this.aws.identityCenter().signIn().writeTo(cache, START_URL, START_URL);
		this.aws.login().signIn().writeTo(file(".aws/login/cache"), LOGIN_SESSION);
	}

	ApplicationContextRunner runner(String profile) {
		return runner().withPropertyValues("aws.credentials.profile.name=" + profile);
	}

	ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(EnvironmentVariables.class, () -> this.environment::get)
			.withPropertyValues("aws.credentials.startup=lazy", "aws.credentials.http.max-attempts=1");
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		this.aws.close();
		FileSystemUtils.deleteRecursively(this.home);
	}

}
