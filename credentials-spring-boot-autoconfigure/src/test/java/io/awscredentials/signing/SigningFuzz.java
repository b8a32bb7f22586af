package io.awscredentials.signing;

import java.util.Map;

import io.awscredentials.FuzzTargets.Target;
import io.awscredentials.region.AwsHost;

/**
 * Hosts that requests go to, and how services refuse them.
 */
public final class SigningFuzz {

	private SigningFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		return Map.of("aws-host", Target.text(AwsHost::parse), "signing-refusal",
				(input) -> Refusal.of((input.length % 2 == 0) ? null : "x#Y:z", input));
	}

}
