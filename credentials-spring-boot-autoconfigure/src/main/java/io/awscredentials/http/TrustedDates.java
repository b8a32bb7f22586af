package io.awscredentials.http;

import java.time.Duration;
import java.util.regex.Pattern;

import io.awscredentials.http.sigv4.ClockSkew;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Learns the time from the {@code Date} of answers over connections that are trusted:
 * those of TLS, and those to a container's agent and the metadata service, which no name
 * leads to.
 *
 * @param clock what is learnt
 * @param neighbours whether the client talks to neighbours: agents and metadata services
 */
record TrustedDates(ClockSkew clock, boolean neighbours) {

	private static final Log logger = LogFactory.getLog(TrustedDates.class);

	private static final Pattern LOCAL = Pattern
		.compile("localhost|127\\.[\\d.]+|169\\.254\\.[\\d.]+|\\[::1]|\\[fd00:ec2:.+]");

	/**
	 * Learn from an answer that was just received.
	 * @param source the name of the source that asked
	 * @param call the request
	 * @param answer the answer
	 */
	void learn(String source, HttpCall call, HttpAnswer answer) {
		Duration before = this.clock.offset();
		String date = answer.header("Date");
		if ("https".equalsIgnoreCase(call.uri().getScheme())) {
			this.clock.learnFromTrusted(date);
		}
		else if (this.neighbours && isNeighbour(call)) {
			this.clock.learnFromNeighbour(date);
		}
		Duration offset = this.clock.offset();
		if (!offset.equals(before)) {
			logger.warn(this.clock + ", judged by the answer to " + source + ": expirations are corrected");
		}
	}

	private static boolean isNeighbour(HttpCall call) {
		String host = call.uri().getHost();
		return !call.addresses().isEmpty() || (host != null && LOCAL.matcher(host).matches());
	}

}
