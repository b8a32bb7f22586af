package io.awscredentials.source.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * The letters of the shared AWS files: lines, white space and comments. Only space and
 * tab are white space there, as in AWS's SDKs.
 */
final class Lines {

	private Lines() {
	}

	/**
	 * Split a text into lines, which a line feed ends, with or without a carriage return
	 * before it.
	 * @param text the text
	 * @return the lines
	 */
	static List<String> split(String text) {
		List<String> lines = new ArrayList<>();
		int start = 0;
		while (start < text.length()) {
			int feed = text.indexOf('\n', start);
			int end = (feed < 0) ? text.length() : feed;
			int next = end + 1;
			if (end > start && text.charAt(end - 1) == '\r') {
				end--;
			}
			lines.add(text.substring(start, end));
			start = next;
		}
		return lines;
	}

	static boolean isSpace(char character) {
		return character == ' ' || character == '\t';
	}

	static boolean isComment(char character) {
		return character == '#' || character == ';';
	}

	static String trim(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	static int indexOfSpace(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isSpace(text.charAt(i))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Cut a trailing comment off a line.
	 * @param line the line
	 * @param spaceFirst whether white space has to stand before it
	 * @return the trimmed rest of the line
	 */
	static String withoutComment(String line, boolean spaceFirst) {
		for (int i = 0; i < line.length(); i++) {
			if (isComment(line.charAt(i)) && (!spaceFirst || (i > 0 && isSpace(line.charAt(i - 1))))) {
				return trim(line.substring(0, i));
			}
		}
		return trim(line);
	}

}
