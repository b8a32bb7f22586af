package io.awscredentials.source.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.source.KeyChecks;
import io.awscredentials.source.RegularFile;
import io.awscredentials.source.UnsuitableFileException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token that Vault is shown, anew each time: Vault Agent renews the file.
 */
public final class VaultToken {

	/** The variable of Vault's own command. */
	public static final String VARIABLE = "VAULT_TOKEN";

	private static final int MAX_SIZE = 64 * 1024;

	private final @Nullable String value;

	private final @Nullable Path file;

	private final EnvironmentVariables environment;

	/**
	 * Create a new instance.
	 * @param value the token, or {@code null}
	 * @param file the file that has it, or {@code null}
	 * @param environment the environment variables, which are asked where there is
	 * neither
	 */
	public VaultToken(@Nullable String value, @Nullable Path file, EnvironmentVariables environment) {
		this.value = value;
		this.file = file;
		this.environment = environment;
	}

	/**
	 * Return the token.
	 * @return the token, or {@code null} if there is none
	 * @throws CredentialsException if the file can't be read, or it can't be sent
	 */
	@Nullable String read() {
		if (this.file != null) {
			return checked(read(this.file), "The file " + this.file);
		}
		if (this.value != null) {
			return checked(this.value.strip(), "Property 'vault.token'");
		}
		String variable = this.environment.getText(VARIABLE);
		return (variable != null) ? checked(variable, VARIABLE) : null;
	}

	private static String read(Path file) {
		try {
			return new String(RegularFile.read(file, MAX_SIZE), StandardCharsets.UTF_8).strip();
		}
		catch (UnsuitableFileException ex) {
			throw failure("The file " + file + " " + ex.getMessage());
		}
		catch (NoSuchFileException ex) {
			throw failure("The file " + file + " does not exist");
		}
		catch (AccessDeniedException ex) {
			throw failure("The file " + file + " may not be read by this process");
		}
		catch (IOException ex) {
			throw failure("The file " + file + " can't be read, " + ex.getClass().getSimpleName());
		}
	}

	private static String checked(String token, String origin) {
		String problem = (token.isEmpty()) ? "is empty" : KeyChecks.problem(token);
		if (problem != null) {
			throw failure(origin + " " + problem);
		}
		return token;
	}

	/** Whoever writes the file may not have done so yet. */
	private static CredentialsException failure(String problem) {
		return new CredentialsException(CredentialsErrorCode.VAULT_DENIED, VaultCredentialsSource.NAME, problem)
			.withAdvice("Look at whatever gives the service its token of Vault, Vault Agent for example")
			.withRetryable(true);
	}

	@Override
	public String toString() {
		return (this.file != null) ? "token in " + this.file : "token";
	}

}
