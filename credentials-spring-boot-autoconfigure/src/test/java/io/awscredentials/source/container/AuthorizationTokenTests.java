package io.awscredentials.source.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.NoFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizationToken}.
 */
class AuthorizationTokenTests {

	private static final String VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

	private static final String FILE_VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

	private final Map<String, String> environment = new HashMap<>();

	private final Path file;

	AuthorizationTokenTests(@TempDir Path folder) {
		this.file = folder.resolve("token");
	}

	@Test
	void readWhenNothingIsSetIsNull() {
		this.environment.put(VARIABLE, " ");
		this.environment.put(FILE_VARIABLE, " ");
		assertThat(read(null, null)).isNull();
	}

	@Test
	void fileGoesBeforeValue() throws Exception {
		Files.writeString(this.file, "of-file");
		this.environment.put(VARIABLE, "of-variable");
		assertThat(read(null, null)).isEqualTo("of-variable");
		this.environment.put(FILE_VARIABLE, this.file.toString());
		assertThat(read(null, null)).isEqualTo("of-file");
		assertThat(read("of-property", this.file.toString())).isEqualTo("of-file");
	}

	@Test
	void propertyGoesBeforeEnvironment() throws Exception {
		Files.writeString(this.file, "of-file");
		this.environment.put(FILE_VARIABLE, this.file.toString());
		assertThat(read("of-property", null)).isEqualTo("of-property");
	}

	@Test
	void fileIsReadEachTime() throws Exception {
		this.environment.put(FILE_VARIABLE, this.file.toString());
		Files.writeString(this.file, "first");
		assertThat(read(null, null)).isEqualTo("first");
		Files.writeString(this.file, "second");
		assertThat(read(null, null)).isEqualTo("second");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic token\n", "Basic token\r\n", "Basic token\n\n" })
	void trailingLineBreakIsCutOff(String text) throws Exception {
		Files.writeString(this.file, text);
		assertThat(read(null, this.file.toString())).isEqualTo("Basic token");
		assertThat(read(text, null)).isEqualTo("Basic token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3cret\nX-Other: 1", "s3cret\rmore", "s3cret\n\tmore\n", "s3cret\u0000", "s3cr\u00e9t" })
	void whatNoHeaderMayHoldIsRefusedAndNotQuoted(String text) throws Exception {
		Files.writeString(this.file, text);
		this.environment.put(FILE_VARIABLE, this.file.toString());
		assertThat(fails(null, null))
			.hasMessageStartingWith("The file '" + this.file + "', named by the environment variable " + FILE_VARIABLE)
			.hasMessageContaining("line break")
			.hasMessageNotContaining("s3cr");
		assertThat(fails(text, null)).hasMessageStartingWith("The property container.authorization-token contains")
			.hasMessageNotContaining("s3cr");
	}

	@Test
	void missingFileIsNamed() {
		this.environment.put(FILE_VARIABLE, this.file.toString());
		CredentialsException failure = fails(null, null);
		assertThat(failure).hasMessageContaining("'" + this.file + "'").hasMessageEndingWith("does not exist");
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "  \n" })
	void emptyFileIsNamed(String text) throws Exception {
		Files.writeString(this.file, text);
		assertThat(fails(null, this.file.toString())).hasMessage("The file '" + this.file
				+ "', named by the property container.authorization-token-file," + " is empty");
	}

	@Test
	void folderIsNoFile() throws IOException {
		Files.createDirectory(this.file);
		assertThat(fails(null, this.file.toString())).hasMessageEndingWith("is a folder");
	}

	@Test
	void hugeFileIsRefused() throws IOException {
		NoFiles.large(this.file);
		assertThat(fails(null, this.file.toString())).hasMessageEndingWith("is larger than 32 KB");
	}

	@Test
	@Timeout(20)
	void pipeIsRefused() throws Exception {
		NoFiles.pipe(this.file);
		assertThat(fails(null, this.file.toString())).hasMessageEndingWith("not a regular file");
	}

	@Test
	void nameThatIsNoneIsRefused() {
		assertThat(fails(null, "a\u0000b")).hasMessageEndingWith("has no valid name");
	}

	private @Nullable String read(@Nullable String token, @Nullable String file) {
		return AuthorizationToken.read(new ContainerOptions(null, null, token, file), this.environment::get);
	}

	private CredentialsException fails(@Nullable String token, @Nullable String file) {
		CredentialsException failure = assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> read(token, file))
			.actual();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONFIGURATION);
		return failure;
	}

}
