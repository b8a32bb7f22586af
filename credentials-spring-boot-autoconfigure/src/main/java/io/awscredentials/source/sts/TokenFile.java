package io.awscredentials.source.sts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

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
		byte[] content = read();
		if (content.length > MAX_SIZE) {
			throw failure("is too large to hold a token");
		}
		return new String(content, StandardCharsets.UTF_8);
	}

	private byte[] read() {
		try (InputStream in = Files.newInputStream(this.file)) {
			return in.readNBytes(MAX_SIZE + 1);
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
