package io.awscredentials.source.process;

import java.util.List;
import java.util.stream.Stream;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link CommandLine}. The expected words are those of botocore's
 * {@code compat_shell_split}.
 */
class CommandLineTests {

	@ParameterizedTest
	@MethodSource("posixCommands")
	void splitPosixSplitsAsShlexDoes(String command, List<String> words) {
		assertThat(CommandLine.splitPosix(command)).isEqualTo(words);
	}

	static Stream<Arguments> posixCommands() {
		return Stream.of(arguments("helper", List.of("helper")),
				arguments("helper --profile  prod", List.of("helper", "--profile", "prod")),
				arguments("  helper\ta\r\nb  ", List.of("helper", "a", "b")),
				arguments("'/opt/my tools/helper' a", List.of("/opt/my tools/helper", "a")),
				arguments("\"/opt/my tools/helper\" \"a b\"", List.of("/opt/my tools/helper", "a b")),
				arguments("/opt/my\\ tools/helper", List.of("/opt/my tools/helper")),
				arguments("a'b c'd\"e f\"g", List.of("ab cde fg")), arguments("''", List.of("")),
				arguments("a '' \"\" b", List.of("a", "", "", "b")), arguments("'a\\b'", List.of("a\\b")),
				arguments("'a\"b' \"c'd\"", List.of("a\"b", "c'd")), arguments("\"a\\\"b\"", List.of("a\"b")),
				arguments("\"a\\\\b\"", List.of("a\\b")), arguments("\"a\\nb\\$c\"", List.of("a\\nb\\$c")),
				arguments("a\\nb\\\\c", List.of("anb\\c")), arguments("a\\\"b", List.of("a\"b")),
				arguments("$HOME ~/x *.txt | cat > f; && `id` #c",
						List.of("$HOME", "~/x", "*.txt", "|", "cat", ">", "f;", "&&", "`id`", "#c")),
				arguments("--a='b c' --d=\"e\"", List.of("--a=b c", "--d=e")), arguments("", List.of()),
				arguments(" \t ", List.of()), arguments("a\\\nb", List.of("a\nb")),
				arguments("\"a\\\nb\"", List.of("a\\\nb")), arguments("é'ü ö'", List.of("éü ö")),
				arguments("a\u00A0b", List.of("a\u00A0b")));
	}

	@ParameterizedTest
	@MethodSource("windowsCommands")
	void splitWindowsSplitsAsTheRuntimeOfCDoes(String command, List<String> words) {
		assertThat(CommandLine.splitWindows(command)).isEqualTo(words);
	}

	static Stream<Arguments> windowsCommands() {
		return Stream.of(arguments("helper", List.of("helper")),
				arguments("helper --profile  prod", List.of("helper", "--profile", "prod")),
				arguments("  helper\ta  ", List.of("helper", "a")), arguments("a\nb", List.of("a\nb")),
				arguments("\"C:\\Program Files\\helper.exe\" a", List.of("C:\\Program Files\\helper.exe", "a")),
				arguments("C:\\tools\\helper.exe a\\b", List.of("C:\\tools\\helper.exe", "a\\b")),
				arguments("'a b'", List.of("'a", "b'")), arguments("a \"\" b", List.of("a", "", "b")),
				arguments("\"\"", List.of("")), arguments("a\\\\b", List.of("a\\\\b")),
				arguments("a\\\"b", List.of("a\"b")), arguments("a\\\\\"b c\"", List.of("a\\b c")),
				arguments("a\\\\\\\"b", List.of("a\\\"b")), arguments("\"a b\\\\\" c", List.of("a b\\", "c")),
				arguments("\"a\\\"b c\"", List.of("a\"b c")), arguments("a\"b c\"d", List.of("ab cd")),
				arguments("a\\ b", List.of("a\\", "b")), arguments("a\\\\", List.of("a\\\\")),
				arguments("a \\", List.of("a", "\\")), arguments("\"a\\\\\\\" b\" c", List.of("a\\\" b", "c")),
				arguments("", List.of()), arguments("a\\\\\\\\ \"x\"", List.of("a\\\\\\\\", "x")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3cr3t 'a", "s3cr3t \"a", "it's s3cr3t", "s3cr3t \"b\\\"" })
	void splitPosixWhenQuoteIsOpenFailsWithoutQuotingTheCommand(String command) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> CommandLine.splitPosix(command))
			.withMessageContaining("has no closing quote for the one at character")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cr3t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\\", "\"a\\" })
	void splitPosixWhenBackslashIsLastFails(String command) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> CommandLine.splitPosix(command))
			.withMessageContaining("ends with a backslash")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a", "a\\\\\"b", "a \"b\\\"" })
	void splitWindowsWhenQuoteIsOpenFails(String command) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> CommandLine.splitWindows(command))
			.withMessageContaining("has no closing quote")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION));
	}

	@Test
	void splitNamesThePlaceOfTheOpenQuote() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> CommandLine.splitPosix("ab 'c' 'd"))
			.withMessageEndingWith("at character 8");
	}

	@Test
	void splitChoosesTheRulesOfTheOperatingSystem() {
		String name = System.getProperty("os.name");
		try {
			System.setProperty("os.name", "Windows 11");
			assertThat(CommandLine.split("a\\b 'c d'")).containsExactly("a\\b", "'c", "d'");
			System.setProperty("os.name", "Linux");
			assertThat(CommandLine.split("a\\b 'c d'")).containsExactly("ab", "c d");
		}
		finally {
			System.setProperty("os.name", name);
		}
	}

}
