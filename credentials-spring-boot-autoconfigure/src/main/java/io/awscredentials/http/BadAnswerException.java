package io.awscredentials.http;

import java.io.IOException;

/**
 * An answer that is not HTTP as it should be. The message quotes nothing of it.
 */
final class BadAnswerException extends IOException {

	BadAnswerException(String message) {
		super(message);
	}

}
