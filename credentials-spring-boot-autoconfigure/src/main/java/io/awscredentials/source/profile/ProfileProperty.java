package io.awscredentials.source.profile;

import java.util.Map;

/**
 * A property of a section. Its value may be a secret and is not part of
 * {@link #toString()}.
 *
 * @param name the name, in lower case
 * @param value the value; each line that continues it comes after a line feed
 * @param at where it was read
 * @param subProperties the properties indented below it, by name in lower case, if its
 * own line has no value
 */
record ProfileProperty(String name, String value, FileLine at, Map<String, ProfileProperty> subProperties) {

	/**
	 * Return whether the value goes on over several lines.
	 * @return whether it does
	 */
	boolean continued() {
		return this.value.indexOf('\n') >= 0;
	}

	@Override
	public String toString() {
		return this.name + " (" + this.at + ")";
	}

}
