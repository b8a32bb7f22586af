package io.awscredentials.source.container;

import java.net.InetAddress;
import java.util.Map;

import io.awscredentials.FuzzTargets.Target;

/**
 * The addresses of agents of containers.
 */
public final class ContainerFuzz {

	private ContainerFuzz() {
	}

	/**
	 * Return the targets.
	 * @return the targets by name
	 */
	public static Map<String, Target> targets() {
		return Map.of("container-full-uri", Target.text((text) -> find(new ContainerOptions(text, null, null, null))),
				"container-relative-uri", Target.text((text) -> find(new ContainerOptions(null, text, null, null))));
	}

	private static void find(ContainerOptions options) {
		ContainerEndpoint.find(options, (name) -> null,
				(host) -> new InetAddress[] { InetAddress.getLoopbackAddress() });
	}

}
