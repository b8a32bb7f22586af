package io.awscredentials.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A key in a hardware token, which SoftHSM stands in for. The library finds its token by
 * a variable of the environment, so that the application is a process of its own.
 */
class SoftHsmTests {

	private static final Path UTILITY = Path.of("/usr/bin/softhsm2-util");

	private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC" })
	void keyInATokenSigns(String algorithm) throws Exception {
		requireSoftHsm();
		Path tokens = Files.createDirectory(this.folder.resolve("tokens"));
		Path configuration = Files.writeString(this.folder.resolve("softhsm2.conf"),
				"directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
		run(configuration, List.of(UTILITY.toString(), "--init-token", "--free", "--label", "orders", "--so-pin",
				"12345678", "--pin", SoftHsmApplication.PIN));
		Path provider = Files.writeString(this.folder.resolve("pkcs11.cfg"),
				"name = SoftHSM\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n"
						+ "attributes(*,CKO_PRIVATE_KEY,*) = {\n  CKA_SIGN = true\n  CKA_TOKEN = true\n}\n");
		String output = run(configuration,
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), SoftHsmApplication.class.getName(), provider.toString(),
						algorithm, Files.createDirectory(this.folder.resolve("files")).toString()));
		assertThat(output).contains("Account 123456789012, key never left the token");
	}

	@Test
	void ciHasSoftHsm() {
		requireSoftHsm();
	}

	private static void requireSoftHsm() {
		boolean there = Files.exists(UTILITY) && Files.exists(LIBRARY);
		if (!there && "true".equals(System.getenv("CI"))) {
			fail("SoftHSM is not installed: apt-get install softhsm2");
		}
		assumeThat(there).as("SoftHSM, the package softhsm2 of Debian").isTrue();
	}

	private static String run(Path configuration, List<String> command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("SOFTHSM2_CONF", configuration.toString());
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
