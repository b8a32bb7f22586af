package io.awscredentials.http;

import org.springframework.http.HttpStatus;

/**
 * Says of a service that it is in trouble: nothing here is to blame, and nothing here has
 * to be changed.
 *
 * @hidden
 */
public final class Outage {

	/** What to do where the service is one of AWS. */
	public static final String AWS_ADVICE = advice(
			"look at the health of AWS in the region, https://health.aws.amazon.com/health/status");

	private Outage() {
	}

	/**
	 * Return what to do.
	 * @param look where to look if it lasts
	 * @return the advice
	 */
	public static String advice(String look) {
		return "There is nothing to change here, the service itself is in trouble, or whatever is in front of it: it is "
				+ "tried again; if it lasts, " + look;
	}

	/**
	 * Return what the service did.
	 * @param service the name of the service
	 * @param status the status code it answered with
	 * @return what it did, to be the end of a message or to be followed by what it said
	 */
	public static String of(String service, int status) {
		HttpStatus known = HttpStatus.resolve(status);
		String name = (known != null) ? " " + known.getReasonPhrase() : "";
		return service + " answered with status " + status + name;
	}

}
