package io.awscredentials.source;

import java.util.Map;

import io.awscredentials.FuzzTargets.Target;

/**
 * What the metadata service and the agents of containers answer.
 */
public final class AnswerFuzz {

	private AnswerFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target json = (input) -> {
			JsonFields fields = JsonFields.parse(input);
			ServedCredentials.failure(fields);
			ServedCredentials.read(fields, fields.has("Token"));
		};
		return Map.of("served-credentials", json.refusing(InvalidJsonException.class), "timestamp",
				Target.text(Timestamps::parse));
	}

}
