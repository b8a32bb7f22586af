package io.awscredentials.source.sts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.UnsuitableFileException;

/**
 * A file with a web identity token.
 *
 * @param file the file
 */
record TokenFile(Path file) implements WebIdentityTokenSource {

	/** STS accepts tokens of 20,000 characters. */
	private static final int MAX_SIZE = 64 * 1024;

	@Override
	public String token() {
		try {
			return new String(RegularFile.read(this.file, MAX_SIZE), StandardCharsets.UTF_8);
		}
		catch (UnsuitableFileException ex) {
			throw failure(String.valueOf(ex.getMessage()));
		}
		catch (NoSuchFileException ex) {
			throw failure("does not exist");
		}
		catch (AccessDeniedException ex) {
			throw failure("may not be read by this process");
		}
		catch (IOException ex) {
			throw failure("can't be read, " + ex.getClass().getSimpleName());
		}
	}

	private CredentialsException failure(String problem) {
		return new CredentialsException(CredentialsErrorCode.WEB_IDENTITY_TOKEN, WebIdentityCredentialsSource.NAME,
				this + " " + problem);
	}

	@Override
	public String toString() {
		return "Token file " + this.file;
	}

}
