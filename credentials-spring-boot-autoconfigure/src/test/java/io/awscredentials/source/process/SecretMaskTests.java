package io.awscredentials.source.process;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretMask}.
 */
class SecretMaskTests {

	private static final ProcessOptions OPTIONS = ProcessOptions.of(List.of("helper"));

	@ParameterizedTest
	@ValueSource(strings = { "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "AKIDEXAMPLE",
			"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
			"0123456789012345678901234567890123456789", "abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
			"/JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "d41d8cd98f00b204e9800998ecf8427e",
			"FwoGZXIvYXdzEBYaDHh4eHh4eHh4eHh4eCLVAT+abc/DEF0123456789ghi==",
			"IQoJb3JpZ2luX2VjEOz//////////wEaCXVzLWVhc3QtMSJHMEUCIQDabc123", "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
			"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
			"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "abcdefghijklmnopqrst/uvwxyzabcdefghijklm",
			"Aaaaaaaaa/Bbbbbbbbb/Cccccccccc/Ddddddddd", "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy" })
	void maskWhenItLooksLikeAKeyMasksIt(String secret) {
		assertThat(mask("failed for " + secret + " again")).isEqualTo("failed for **** again");
		assertThat(mask("failed ('" + secret + "')")).isEqualTo("failed ('****')");
		assertThat(mask("x=" + secret)).isIn("x=****", "****");
		assertThat(mask(secret)).isEqualTo("****");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaa1aaaa2aaaaaaa", "aaaaaaaa1aaaaaaaa2aaaaaa", "ab1cd2ef3gh4ijkl",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1" })
	void maskWhenAWordJustLooksRandomMasksIt(String word) {
		assertThat(mask("failed for " + word + " again")).isEqualTo("failed for **** again");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaa1aaaaaaaaaaa2", "aaaaaaaa1aaaaaaaa2aaaaaaa", "ab1cd2ef3gh4ijk",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void maskWhenAWordDoesNotQuiteLookRandomShowsIt(String word) {
		assertThat(mask("failed for " + word + " again")).isEqualTo("failed for " + word + " again");
	}

	@Test
	void maskWhenAValueIsLongEnoughMasksItWithinWordsToo() {
		SecretMask mask = new SecretMask(OPTIONS.withEnvironment(Map.of("A", "blue", "B", "red")));
		assertThat(mask.mask("xbluex xredx red", false)).isEqualTo("x****x xredx ****");
	}

	@Test
	void maskWhenOneValueContainsAnotherLeavesNothingOfTheLonger() {
		SecretMask mask = new SecretMask(
				ProcessOptions.of(List.of("helper", "--password=blue-one", "--token=blue-one-two")));
		assertThat(mask.mask("got blue-one-two and blue-one", false)).isEqualTo("got **** and ****");
	}

	@Test
	void maskWhenLinesOfAValueAreLongEnoughMasksThem() {
		SecretMask mask = new SecretMask(OPTIONS.withEnvironment(Map.of("A", "sevenish\nshorter\n")));
		assertThat(mask.mask("a sevenish, a shorter", false)).isEqualTo("a ****, a shorter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password=hunter2", "password: hunter2", "Password hunter2", "the passphrase is hunter2",
			"secret=hunter2", "SECRET: 'hunter2'", "secret hunter2", "secret swordfish", "token=hunter2",
			"token: hunter2", "Token : hunter2", "token hunter2", "session_token=hunter2", "api-key=hunter2",
			"X-Api-Key: hunter2", "apiKey hunter2", "secret access key hunter2", "AWS_SECRET_ACCESS_KEY=hunter2",
			"export AWS_SESSION_TOKEN='hunter2'", "--password hunter2", "--client-secret=hunter2", "credential hunter2",
			"credentials: hunter2", "Authorization: hunter2", "Authorization: Bearer hunter2",
			"Authorization: Digest a=b, c=hunter2", "Bearer hunter2", "token: Bearer hunter2",
			"invalid token: secret: hunter2", "password: correct horse hunter2", "password=\"correct horse hunter2\"",
			"{\"SecretAccessKey\":\"hunter2\"}", "{\"SecretAccessKey\" : \"a\\\"hunter2\"}",
			"{\\\"SecretAccessKey\\\":\\\"hunter2\\\"}", "{'SessionToken': 'hunter2'}",
			"<SecretAccessKey>hunter2</SecretAccessKey>", ":token => \"hunter2\"", "https://me:hunter2@example.com/",
			"https://hunter2@example.com/", "password=a,hunter2",
			"https://example.com/?X-Amz-Security-Token=hunter2&a=b", "MFA code: hunter2", "TokenCode=hunter2",
			"Cookie: a=b; c=hunter2", "pass\u001B[1mword\u001B[0m: hunter2", "password:\thunter2",
			"old password hunter1 password hunter2", "unknown option --token swordfish",
			"helper --session-token swordfish --region x", "curl -u bob:swordfish https://x",
			"curl -ubob:hunter2 https://x", "wget --user=bob:swordfish", "curl --proxy-user 'bob:swordfish' x",
			"pass\u200Bword swordfish", "pass\u202Eword: swordfish", "password\u0085swordfish", "key hunter2!",
			"key: abc, token: hunter2" })
	void maskWhenItFollowsATellingWordMasksIt(String text) {
		assertThat(mask(text)).contains("****").doesNotContain("hunter", "swordfish", "horse");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"Unable to locate credentials. You can configure credentials by running \"aws configure\".",
			"An error occurred (ExpiredToken) when calling the AssumeRole operation: The security token included in "
					+ "the request is expired",
			"ExpiredToken: The security token included in the request is expired",
			"The SSO session associated with this profile has expired or is otherwise invalid.",
			"/usr/local/bin/helper: 3: /opt/tools/aws_signing_helper: not found",
			"open /home/user/.aws/credentials: permission denied",
			"open /var/run/secrets/eks.amazonaws.com/serviceaccount/token: no such file or directory",
			"could not read key /etc/ssl/private/client-key.pem", "private key: /etc/ssl/private/client.pem is missing",
			"/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0: cannot open shared object file",
			"/tmp/junit-12345678901234567890/helper.sh: line 2: foo: command not found",
			"C:\\Users\\me\\AppData\\Local\\helper.exe is not recognized",
			"arn:aws:iam::123456789012:role/MyRole is not authorized",
			"profile arn:aws:rolesanywhere:eu-west-1:123456789012:profile/3f2504e0-4f89-11d3-9a0c-0305e82c3301 is off",
			"token arn:aws:iam::123456789012:role/aws-reserved/AWSReservedSSO_Admin_1234567890abcdef denied",
			"User: arn:aws:sts::123456789012:assumed-role/MyRole/i-0abc123def4567890 may not",
			"Could not connect to the endpoint URL: \"https://sts.eu-west-1.amazonaws.com/\"",
			"Traceback (most recent call last): File \"/opt/credential-helper/main.py\", line 12, in <module>",
			"java.lang.IllegalStateException: No such profile: production-read-only",
			"The secret access key is missing", "Enter the password for user bob", "exit status 255",
			"status code: 403", "2026-11-21T10:00:00Z [WARN] retrying in 20 seconds, key ID not set",
			"KeyError: 'SecretAccessKey'", "Invalid bearer token, please sign in", "The token is expired",
			"use --token to sign in, or --profile prod", "took 1234567 bytes, 12345 lines and 0.123456 s",
			"date -u +%H", "/srv/aaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbb/cccc not found" })
	void maskKeepsSentencesAndPathsAndArnsReadable(String text) {
		assertThat(mask(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456 was rejected", "used 123456", "code '123456'", "123456", "123456, 654321." })
	void maskWhenItMayBeACodeMasksIt(String text) {
		assertThat(mask(text)).contains("****").doesNotContain("123456", "654321");
	}

	@Test
	void maskMasksValuesOfVariables() {
		SecretMask mask = new SecretMask(OPTIONS.withEnvironment(
				Map.of("A", "swordfish", "B", "swordfish two", "C", "x1", "D", "first line\nsecond line", "E", " ")));
		assertThat(mask.mask("in swordfish two and swordfishes, x1 but not x12: second line", false))
			.isEqualTo("in **** and ****es, **** but not x12: ****");
	}

	@Test
	void maskMasksConfidentialArguments() {
		SecretMask mask = new SecretMask(ProcessOptions
			.of(List.of("helper", "--profile", "prod", "--password", "swordfish", "--api-key=plaice")));
		assertThat(mask.mask("no prod with swordfish or plaice", false)).isEqualTo("no prod with **** or ****");
	}

	@Test
	void maskMakesOneLineWithoutControlCharacters() {
		assertThat(mask("\n\u001B[31mfirst\u001B[0m\r\n\n\tsecond\u0007\u0000line\n"))
			.isEqualTo("first | second  line");
		assertThat(mask(" \n\t")).isEmpty();
	}

	@Test
	void maskWhenSecretIsBrokenIntoLinesMasksItsEnd() {
		assertThat(mask("begin\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nAbCd==\nend of it"))
			.isEqualTo("begin | **** | **** | end of it");
		assertThat(new SecretMask(OPTIONS).mask("AbCd==\nend of it", true)).isEqualTo("**** | end of it");
	}

	@ParameterizedTest
	@CsvSource({ "$1 and \\1, $1 and \\1", "${a}, ${a}" })
	void maskTakesNothingForAReference(String text, String expected) {
		assertThat(mask(text)).isEqualTo(expected);
	}

	private static String mask(String text) {
		return new SecretMask(OPTIONS).mask(text, false);
	}

}
