package io.awscredentials.source.container;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Resolves the name of a host.
 */
@FunctionalInterface
interface HostResolver {

	/**
	 * Resolve a name, or read an address.
	 * @param host the name or the address
	 * @return all addresses of the host
	 * @throws UnknownHostException if there is none
	 */
	InetAddress[] resolve(String host) throws UnknownHostException;

}
