package io.awscredentials.source.imds;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * How the instance metadata service is addressed where no endpoint is configured.
 */
public enum EndpointMode {

	/** By its IPv4 address. */
	IPV4("IPv4", "http://169.254.169.254"),

	/** By its IPv6 address. */
	IPV6("IPv6", "http://[fd00:ec2::254]");

	private final String text;

	private final URI endpoint;

	EndpointMode(String text, String endpoint) {
		this.text = text;
		this.endpoint = URI.create(endpoint);
	}

	/**
	 * Return the endpoint of this mode.
	 * @return the address of the service
	 */
	URI endpoint() {
		return this.endpoint;
	}

	static @Nullable EndpointMode of(String text) {
		for (EndpointMode mode : values()) {
			if (mode.text.equalsIgnoreCase(text)) {
				return mode;
			}
		}
		return null;
	}

}
