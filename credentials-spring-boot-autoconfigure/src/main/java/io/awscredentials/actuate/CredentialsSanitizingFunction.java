package io.awscredentials.actuate;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.Environment;

/**
 * Masks AWS credentials in {@code /env} and {@code /configprops}, whatever these are
 * allowed to show: our own properties and those that AWS's SDKs read, by their keys in
 * each spelling, the properties that placeholders in ours name, texts that have such a
 * key inside, and the values of secrets wherever they are found.
 */
public final class CredentialsSanitizingFunction implements SanitizingFunction {

	private final Environment environment;

	/**
	 * Create a new instance.
	 * @param environment what our properties are bound from
	 */
	public CredentialsSanitizingFunction(Environment environment) {
		this.environment = environment;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		Object value = data.getValue();
		return (value != null && isSecret(SecretKeys.uniform(data.getKey()), value.toString()))
				? data.withSanitizedValue() : data;
	}

	private boolean isSecret(String key, String value) {
		if (SecretKeys.isSecret(key, value)) {
			return true;
		}
		BoundSecrets bound = BoundSecrets.of(this.environment);
		String unescaped = value.replace("\\", "");
		return bound.named().contains(key) || bound.values().stream().anyMatch(unescaped::contains)
				|| SecretTexts.holdSecret(value, bound.named());
	}

}
