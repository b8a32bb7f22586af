package io.awscredentials.source.sts;

/**
 * Says that a text is not the XML that STS writes. Its message tells in what way, and
 * never what the text says: that may be a secret.
 */
final class InvalidXmlException extends Exception {

	InvalidXmlException(String problem) {
		super(problem);
	}

}
