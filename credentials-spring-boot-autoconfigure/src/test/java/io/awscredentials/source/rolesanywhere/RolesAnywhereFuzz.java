package io.awscredentials.source.rolesanywhere;

import java.util.List;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;
import io.awscredentials.http.HttpAnswer;
import io.awscredentials.source.InvalidJsonException;

/**
 * Answers of IAM Roles Anywhere, keys, and command lines of AWS's helper.
 */
public final class RolesAnywhereFuzz {

	private RolesAnywhereFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target answer = CreateSessionAnswer::read;
		return Map.of("rolesanywhere-answer", answer.refusing(InvalidJsonException.class), "rolesanywhere-error",
				(bytes) -> RolesAnywhereError.of(new HttpAnswer(403, Map.of(), bytes)), "rolesanywhere-helper",
				Target.text((text) -> SigningHelperCommand.parse(List.of(text.split("[ \n]", -1)))), "mldsa-key",
				Target.text((text) -> MlDsaKeyFile.read(text, "password")));
	}

}
