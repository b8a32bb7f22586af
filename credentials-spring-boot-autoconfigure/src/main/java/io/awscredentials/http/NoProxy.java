package io.awscredentials.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Reads {@code NO_PROXY}: hosts, which stand for their subdomains, too, addresses,
 * networks such as {@code 10.0.0.0/8}, each but the last with a port where it is for that
 * one only, and {@code *} for all.
 */
final class NoProxy {

	private NoProxy() {
	}

	static boolean matches(String exceptions, Target target) {
		for (String entry : exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
			if (!entry.isEmpty() && matchesOne(entry, target)) {
				return true;
			}
		}
		return false;
	}

	private static boolean matchesOne(String entry, Target target) {
		if (entry.equals("*")) {
			return true;
		}
		String host = target.host().toLowerCase(Locale.ROOT);
		int slash = entry.indexOf('/');
		if (slash > 0) {
			return isInNetwork(host, entry.substring(0, slash), entry.substring(slash + 1));
		}
		// An IPv6 address has colons of its own, and brackets where a port follows.
		int colon = entry.lastIndexOf(':');
		boolean port = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
		if (port && !entry.substring(colon + 1).equals(Integer.toString(target.port()))) {
			return false;
		}
		String name = (port) ? entry.substring(0, colon) : entry;
		name = name.replaceFirst("^\\*?\\.+", "").replaceAll("[\\[\\]]", "");
		return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
	}

	private static boolean isInNetwork(String host, String network, String prefix) {
		if (!isAddress(host) || !isAddress(network) || !prefix.matches("\\d{1,3}")) {
			return false;
		}
		try {
			byte[] address = InetAddress.getByName(host).getAddress();
			byte[] base = InetAddress.getByName(network).getAddress();
			int bits = Integer.parseInt(prefix);
			if (address.length != base.length || bits > address.length * 8) {
				return false;
			}
			for (int bit = 0; bit < bits; bit++) {
				if (((address[bit / 8] ^ base[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
					return false;
				}
			}
			return true;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	/** No name that would have to be looked up. */
	private static boolean isAddress(String host) {
		return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
	}

}
