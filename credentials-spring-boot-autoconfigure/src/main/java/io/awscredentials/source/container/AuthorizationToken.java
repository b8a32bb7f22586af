package io.awscredentials.source.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.UnsuitableFileException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token that shows the agent which container is asking. It is read for each
 * retrieval, since EKS renews the file.
 */
final class AuthorizationToken {

	private static final String VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

	private static final String FILE_VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

	private static final int MAX_SIZE = 32 * 1024;

	private AuthorizationToken() {
	}

	/**
	 * Read the token. A file goes before a value, a property before the environment.
	 * @param options the options
	 * @param environment the environment variables
	 * @return the token, or {@code null} if none is configured
	 * @throws CredentialsException if it can't be read, or not be sent
	 */
	static @Nullable String read(ContainerOptions options, EnvironmentVariables environment) {
		String file = unlessBlank(options.authorizationTokenFile());
		if (file != null) {
			return file(file.strip(), "the property container.authorization-token-file");
		}
		String value = unlessBlank(options.authorizationToken());
		if (value != null) {
			return checked(value, "The property container.authorization-token");
		}
		file = environment.getText(FILE_VARIABLE);
		if (file != null) {
			return file(file, "the environment variable " + FILE_VARIABLE);
		}
		value = unlessBlank(environment.get(VARIABLE));
		return (value != null) ? checked(value, "The environment variable " + VARIABLE) : null;
	}

	private static String file(String name, String origin) {
		String file = "The file '" + name + "', named by " + origin + ",";
		try {
			return checked(new String(RegularFile.read(Path.of(name), MAX_SIZE), StandardCharsets.UTF_8), file);
		}
		catch (UnsuitableFileException ex) {
			throw failure(file + " " + ex.getMessage());
		}
		catch (NoSuchFileException ex) {
			throw failure(file + " does not exist").withRetryable(true);
		}
		catch (IOException ex) {
			throw failure(file + " can't be read (" + ex.getClass().getSimpleName() + ")").withRetryable(true);
		}
		catch (InvalidPathException ex) {
			throw failure(file + " has no valid name");
		}
	}

	private static String checked(String text, String origin) {
		String token = withoutTrailingLineBreaks(text);
		if (token.isBlank()) {
			throw failure(origin + " is empty");
		}
		if (token.chars().anyMatch((c) -> c < ' ' || c > '~')) {
			// Sent as it is, it could add headers of its own to the request.
			throw failure(origin + " contains a line break or another character that no header may have");
		}
		return token;
	}

	private static String withoutTrailingLineBreaks(String text) {
		int end = text.length();
		while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
			end--;
		}
		return text.substring(0, end);
	}

	private static CredentialsException failure(String message) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, ContainerCredentialsSource.NAME, message)
			.withAdvice(
					"Check the authorization token of the container; where the platform sets it, do not set it again");
	}

	private static @Nullable String unlessBlank(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value;
	}

}
