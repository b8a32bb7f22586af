package io.awscredentials.source;

import java.io.IOException;

/**
 * Thrown for a file that is there but is not read. The message says why, and reads on
 * from the name of the file.
 */
public final class UnsuitableFileException extends IOException {

	UnsuitableFileException(String problem) {
		super(problem);
	}

}
