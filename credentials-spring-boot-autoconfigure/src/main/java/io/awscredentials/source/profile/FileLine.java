package io.awscredentials.source.profile;

/**
 * A place in a shared AWS file, for messages.
 *
 * @param file the path of the file
 * @param line the number of the line, from 1
 */
record FileLine(String file, int line) {

	@Override
	public String toString() {
		return this.file + ", line " + this.line;
	}

}
