package io.awscredentials.source.rolesanywhere;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SigningHelperCommand}.
 */
class SigningHelperCommandTests {

	private static final String ANCHOR = "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/1a1a1a1a";

	private static final String PROFILE = "arn:aws:rolesanywhere:eu-central-1:123456789012:profile/0f0f0f0f";

	private static final String ROLE = "arn:aws:iam::123456789012:role/service/Orders";

	private static List<String> words(String... more) {
		List<String> words = new ArrayList<>(List.of("/usr/local/bin/aws_signing_helper", "credential-process",
				"--certificate", "tls.crt", "--private-key", "tls.key", "--trust-anchor-arn", ANCHOR, "--profile-arn",
				PROFILE, "--role-arn=" + ROLE));
		words.addAll(List.of(more));
		return words;
	}

	@Test
	void parseReadsWhatIsRequired() {
		assertThat(SigningHelperCommand.parse(words())).isEqualTo(
				new SigningHelperCommand(new RolesAnywhereOptions(ANCHOR, PROFILE, ROLE, Duration.ofHours(1), null),
						"tls.crt", "tls.key", null, null, null));
	}

	@Test
	void parseReadsWhatIsOptional() {
		assertThat(SigningHelperCommand.parse(words("--intermediates", "chain.pem", "--session-duration=900",
				"--role-session-name", "orders-1", "--region", "eu-central-1", "--endpoint", "http://localhost:4566",
				"--with-proxy", "--debug", "--pkcs8-password", "s3cr3t")))
			.isEqualTo(new SigningHelperCommand(
					new RolesAnywhereOptions(ANCHOR, PROFILE, ROLE, Duration.ofMinutes(15), "orders-1"), "tls.crt",
					"tls.key", "s3cr3t", "chain.pem", URI.create("http://localhost:4566")))
			.asString()
			.doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--no-verify-ssl", "--cert-selector Key=x509Subject,Value=CN=a", "--system-store-name MY",
			"--use-latest-expiring-certificate", "--pkcs11-lib lib.so", "--reuse-pin", "--tpm-key-password a",
			"--no-tpm-key-password", "--new-option a", "--region us-east-1", "--session-duration soon",
			"--intermediates", "--endpoint nowhere", "more", "--private-key handle:0x81000001",
			"--certificate pkcs11:object=a" })
	void parseLeavesTheRestToTheProgram(String more) {
		assertThat(SigningHelperCommand.parse(words(more.split(" ")))).isNull();
	}

	@Test
	void parseLeavesOtherCommandsAlone() {
		assertThat(SigningHelperCommand.parse(List.of("aws_signing_helper", "serve"))).isNull();
		assertThat(SigningHelperCommand.parse(List.of("aws_signing_helper"))).isNull();
		assertThat(SigningHelperCommand.parse(List.of("aws_signing_helper", "credential-process"))).isNull();
		assertThat(SigningHelperCommand.parse(List.of("my_aws_signing_helper", "credential-process"))).isNull();
		List<String> windows = new ArrayList<>(words());
		windows.set(0, "C:\\tools\\aws_signing_helper.exe");
		assertThat(SigningHelperCommand.parse(windows)).isNotNull();
	}

}
