package io.awscredentials.test.http;

/**
 * Answers requests.
 */
@FunctionalInterface
public interface HttpHandler {

	/**
	 * Answer a request; called on many threads at once.
	 * @param request the request
	 * @return the answer
	 */
	HttpAnswer handle(HttpRequest request);

}
