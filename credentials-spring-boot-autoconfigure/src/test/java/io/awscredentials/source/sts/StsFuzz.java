package io.awscredentials.source.sts;

import java.util.Map;

import io.awscredentials.FuzzTargets.Target;
import io.awscredentials.http.HttpAnswer;

/**
 * What STS answers.
 */
public final class StsFuzz {

	private StsFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target answer = (input) -> StsResponse.read(input, "AssumeRole");
		return Map.of("sts-answer", answer.refusing(InvalidXmlException.class), "sts-error", (input) -> {
			HttpAnswer refused = new HttpAnswer(403, Map.of(), input);
			StsError.of(refused).toString();
			StsError.isTransient(refused);
		});
	}

}
