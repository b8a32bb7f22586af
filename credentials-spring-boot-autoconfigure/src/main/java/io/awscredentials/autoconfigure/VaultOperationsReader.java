package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.source.Redaction;
import io.awscredentials.source.vault.VaultReader;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultOperations;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestOperations;

/**
 * Reads from Vault with the address, the login and the namespace of a bean of Spring
 * Vault.
 *
 * @param operations the bean
 */
record VaultOperationsReader(VaultOperations operations) implements VaultReader {

	@Override
	public HttpAnswer read(List<String> path, Map<String, String> parameters) {
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		List<String> values = new ArrayList<>(path);
		parameters.forEach((name, value) -> {
			query.add(name + "={" + name + "}");
			values.add(value);
		});
		String template = String.join("/", path.stream().map((segment) -> "{segment}").toList()) + query;
		try {
			return Objects.requireNonNull(this.operations.doWithSession((rest) -> read(rest, template, values)));
		}
		catch (VaultException | RestClientException ex) {
			throw failure(ex);
		}
	}

	private static HttpAnswer read(RestOperations rest, String template, List<String> values) {
		try {
			ResponseEntity<byte[]> answer = rest.getForEntity(template, byte[].class, values.toArray());
			return new HttpAnswer(answer.getStatusCode().value(), Map.of(),
					Objects.requireNonNullElse(answer.getBody(), new byte[0]));
		}
		catch (RestClientResponseException ex) {
			return new HttpAnswer(ex.getStatusCode().value(), Map.of(), ex.getResponseBodyAsByteArray());
		}
	}

	/** Of the login, or since there is no answer. */
	private CredentialsException failure(RuntimeException ex) {
		boolean refused = NestedExceptionUtils.getMostSpecificCause(ex) instanceof HttpClientErrorException;
		String message = Redaction.of(String.valueOf(ex.getMessage()), null);
		return new CredentialsException(
				(refused) ? CredentialsErrorCode.VAULT_DENIED : CredentialsErrorCode.VAULT_UNAVAILABLE, "Vault",
				"Vault could not be asked by " + this + ": " + message, ex)
			.withAdvice("Look at how the application logs in to Vault: the VaultOperations bean is its own");
	}

	@Override
	public String toString() {
		return "the VaultOperations bean";
	}

}
