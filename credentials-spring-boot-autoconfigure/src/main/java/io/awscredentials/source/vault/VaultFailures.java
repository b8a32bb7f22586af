package io.awscredentials.source.vault;

import java.util.List;
import java.util.Locale;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.http.Outage;
import io.awscredentials.source.InvalidJsonException;
import io.awscredentials.source.JsonFields;
import io.awscredentials.source.Redaction;

/**
 * Says in words why Vault gave no credentials.
 *
 * @param options what was asked for
 * @param reader where
 */
record VaultFailures(VaultOptions options, VaultReader reader) {

	private static final String LOOK = "look at the health of Vault ('vault status') and at its log";

	private static final String AGAIN = "Nothing to do for once, it is tried again; if it lasts, " + LOOK;

	CredentialsException refused(HttpAnswer answer) {
		List<String> errors = errors(answer);
		String said = String.join(" ", errors).toLowerCase(Locale.ROOT);
		int status = answer.status();
		if (answer.isOutage()) {
			return new CredentialsException(CredentialsErrorCode.VAULT_UNAVAILABLE, VaultCredentialsSource.NAME,
					Outage.of("Vault at " + this.reader, status) + " for '" + path() + "'" + suffix(errors))
				.withAdvice((said.contains("sealed")) ? "Unseal Vault, or find out why it was sealed"
						: Outage.advice(LOOK));
		}
		if (status == 429 || status == 412 || said.contains("throttling")) {
			return failure(CredentialsErrorCode.VAULT_UNAVAILABLE, status, errors).withAdvice(AGAIN);
		}
		if (errors.isEmpty() && ((status != 403 && status != 404) || answer.isPage())) {
			return failure(CredentialsErrorCode.RESPONSE_INVALID, status, errors).withAdvice(address());
		}
		return switch (status) {
			case 401,
					403 ->
				failure(CredentialsErrorCode.VAULT_DENIED, status, errors).withAdvice(
						"Check that the token is one of this Vault and has not ended, and that its policy allows "
								+ "'read' of '" + path() + "'");
			case 404 -> failure(CredentialsErrorCode.CONFIGURATION, status, errors)
				.withAdvice("Check 'vault.mount' and 'vault.namespace': no AWS secrets engine is at '"
						+ this.options.mount() + "'");
			default -> failure(code(said), status, errors).withAdvice(advice(said));
		};
	}

	private static CredentialsErrorCode code(String said) {
		return (said.contains("role_arn") || isUnknownRole(said)) ? CredentialsErrorCode.CONFIGURATION
				: CredentialsErrorCode.VAULT_DENIED;
	}

	private static boolean isUnknownRole(String said) {
		return said.contains("role ") && said.contains("not found");
	}

	private String advice(String said) {
		if (isUnknownRole(said)) {
			return "Correct 'vault.role': 'vault list " + this.options.mount() + "/roles' lists those there are";
		}
		if (said.contains("role_arn")) {
			return "Set 'vault.role-arn' to one of the 'role_arns' of the role in Vault";
		}
		if (said.contains("client token")) {
			return "Set 'vault.token' or 'vault.token-file'";
		}
		return "AWS refused what Vault asked it for: check what Vault's own credentials may do ('"
				+ this.options.mount() + "/config/root'), and the role in Vault";
	}

	CredentialsException unreadable(InvalidJsonException ex) {
		return new CredentialsException(CredentialsErrorCode.RESPONSE_INVALID, VaultCredentialsSource.NAME,
				"The answer of Vault at " + this.reader + " to '" + path() + "' can't be used: " + ex.getMessage())
			.withAdvice(address());
	}

	private CredentialsException failure(CredentialsErrorCode code, int status, List<String> errors) {
		return new CredentialsException(code, VaultCredentialsSource.NAME, "Vault at " + this.reader
				+ " gave no credentials for '" + path() + "': status " + status + suffix(errors));
	}

	private static String suffix(List<String> errors) {
		return (errors.isEmpty()) ? "" : ", " + Redaction.of(String.join("; ", errors), null);
	}

	private static String address() {
		return "Check that the address is the one of Vault, and that no proxy or portal answers in its place";
	}

	private String path() {
		return String.join("/", this.options.path());
	}

	private static List<String> errors(HttpAnswer answer) {
		try {
			return JsonFields.parse(answer.body()).texts("errors");
		}
		catch (InvalidJsonException ex) {
			return List.of();
		}
	}

}
