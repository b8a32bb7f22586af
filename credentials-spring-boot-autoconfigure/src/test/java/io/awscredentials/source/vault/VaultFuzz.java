package io.awscredentials.source.vault;

import java.time.Instant;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.source.InvalidJsonException;

/**
 * Answers of Vault.
 */
public final class VaultFuzz {

	private VaultFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target answer = (bytes) -> VaultLease.read(bytes, Instant.EPOCH);
		VaultFailures failures = new VaultFailures(new VaultOptions("aws", "orders", null, null),
				(path, parameters) -> new HttpAnswer(400, Map.of(), new byte[0]));
		return Map.of("vault-answer", answer.refusing(InvalidJsonException.class), "vault-error", (bytes) -> {
			throw failures.refused(new HttpAnswer(400, Map.of(), bytes));
		});
	}

}
