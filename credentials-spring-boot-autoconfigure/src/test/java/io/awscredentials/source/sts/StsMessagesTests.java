package io.awscredentials.source.sts;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StsMessages}.
 */
class StsMessagesTests {

	private static final List<String> SECRETS = List.of("eyJhbGciOiJSUzI1NiJ9.payload.signature", "123456");

	@Test
	void cleanMasksSecrets() {
		assertThat(StsMessages.clean("Value '123456' at 'tokenCode', token eyJhbGciOiJSUzI1NiJ9.payload.signature!",
				SECRETS))
			.isEqualTo("Value '********' at 'tokenCode', token ********!");
	}

	@Test
	void cleanMasksPiecesOfSecrets() {
		assertThat(StsMessages.clean("Value 'eyJhbGciOiJSUzI1NiJ9.pay...' is no JWT", SECRETS))
			.isEqualTo("Value '********...' is no JWT");
	}

	@Test
	void cleanDropsControlCharacters() {
		assertThat(StsMessages.clean("one\r\ntwo\tthree\u001b[31m", SECRETS)).isEqualTo("one  two three [31m");
	}

	@Test
	void cleanCutsWhatIsLong() {
		assertThat(StsMessages.clean("word ".repeat(10_000), SECRETS)).hasSizeLessThan(510).endsWith("...");
	}

	@Test
	void cleanKeepsWhatIsJustNotTooLong() {
		assertThat(StsMessages.clean("w".repeat(500), SECRETS)).isEqualTo("w".repeat(500));
		assertThat(StsMessages.clean("w".repeat(501), SECRETS)).isEqualTo("w".repeat(500) + "...");
	}

	@Test
	void cleanMasksPiecesOfEightCharacters() {
		assertThat(StsMessages.clean("eyJhbGci eyJhbGc", SECRETS)).isEqualTo("******** eyJhbGc");
		assertThat(StsMessages.clean("...", SECRETS)).isEqualTo("...");
	}

	@Test
	void cleanKeepsOrdinaryWords() {
		String message = "User: arn:aws:iam::123456789012:user/test is not authorized to perform: sts:AssumeRole";
		assertThat(StsMessages.clean(message, List.of("ab", "tenant-1"))).isEqualTo(message);
	}

}
