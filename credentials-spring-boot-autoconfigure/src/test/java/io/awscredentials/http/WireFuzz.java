package io.awscredentials.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;

/**
 * Answers as they come over the wire.
 */
public final class WireFuzz {

	private WireFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		Target wire = (input) -> new WireReader(new ByteArrayInputStream(input)).read(64 * 1024);
		return Map.of("http-answer", wire.refusing(IOException.class));
	}

}
