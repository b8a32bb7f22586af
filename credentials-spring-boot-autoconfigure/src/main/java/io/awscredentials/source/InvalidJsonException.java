package io.awscredentials.source;

/**
 * Says that a text is not one JSON object. Its message tells where and in what way, and
 * never what the text says: that may be a secret, so there is no cause either.
 */
public final class InvalidJsonException extends Exception {

	InvalidJsonException(String problem, int line, int column) {
		super(problem + ", at line " + line + ", column " + column);
	}

	/**
	 * Create a new instance.
	 * @param problem what is wrong, to follow a colon
	 */
	public InvalidJsonException(String problem) {
		super(problem);
	}

}
