package io.awscredentials.source.profile;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one shared AWS file says, section by section as it is written.
 *
 * @param kind which of the two files it is
 * @param file the path of the file, for messages
 * @param remark why there is nothing in it, or {@code null} if it was read
 * @param sections the sections in the order of the file, the ignored ones included
 * @param warnings what was skipped and why
 */
record ParsedFile(ProfileFileKind kind, String file, @Nullable String remark, List<Section> sections,
		List<String> warnings) {

	/**
	 * Return the file that can't be read, which counts as one without sections.
	 * @param kind which of the two files it is
	 * @param file the path of the file, for messages
	 * @param remark why there is nothing in it
	 * @param warnings what to tell about it
	 * @return the empty file
	 */
	static ParsedFile empty(ProfileFileKind kind, String file, String remark, List<String> warnings) {
		return new ParsedFile(kind, file, remark, List.of(), warnings);
	}

	@Override
	public String toString() {
		return (this.remark != null) ? this.file + " (" + this.remark + ")" : this.file;
	}

	/**
	 * A section as it is written.
	 *
	 * @param header the header
	 * @param at where the header was read
	 * @param properties the properties by name in lower case; while the file is being
	 * parsed they are added to
	 */
	record Section(SectionHeader header, FileLine at, Map<String, ProfileProperty> properties) {

		@Override
		public String toString() {
			return this.header.name() + " (" + this.at + ")";
		}

	}

}
