package io.awscredentials.source.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command that is written as one string into words, as botocore does with
 * {@code credential_process}. There is no shell: variables, wildcards, pipes and
 * {@code ~} mean themselves.
 */
public final class CommandLine {

	private final String text;

	private final List<String> words = new ArrayList<>();

	// Null between two words: an empty word is one that was quoted.
	private @Nullable StringBuilder word;

	private CommandLine(String text) {
		this.text = text;
	}

	/**
	 * Split a command: by the rules of a POSIX shell, or on Windows by those of
	 * Microsoft's C runtime.
	 * @param command the command
	 * @return its words, none if it is blank
	 * @throws CredentialsException with {@link CredentialsErrorCode#CONFIGURATION} if a
	 * quote is not closed or a backslash has nothing to escape
	 */
	public static List<String> split(String command) {
		boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
		return (windows) ? splitWindows(command) : splitPosix(command);
	}

	/**
	 * Split as Python's {@code shlex.split} does.
	 * @param command the command
	 * @return its words
	 */
	static List<String> splitPosix(String command) {
		return new CommandLine(command).posix();
	}

	/**
	 * Split as botocore's {@code compat_shell_split} does on Windows.
	 * @param command the command
	 * @return its words
	 */
	static List<String> splitWindows(String command) {
		return new CommandLine(command).windows();
	}

	private List<String> posix() {
		int i = 0;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			switch (c) {
				case ' ', '\t', '\r', '\n' -> endWord();
				case '\\' -> word().append(escaped(++i));
				case '\'' -> i = posixSingleQuoted(i);
				case '"' -> i = posixDoubleQuoted(i);
				default -> word().append(c);
			}
			i++;
		}
		endWord();
		return this.words;
	}

	private int posixSingleQuoted(int open) {
		int close = this.text.indexOf('\'', open + 1);
		if (close < 0) {
			throw unclosedQuote(open);
		}
		word().append(this.text, open + 1, close);
		return close;
	}

	private int posixDoubleQuoted(int open) {
		StringBuilder word = word();
		for (int i = open + 1; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c == '"') {
				return i;
			}
			if (c == '\\') {
				char escaped = escaped(++i);
				word.append((escaped == '"' || escaped == '\\') ? "" : "\\").append(escaped);
			}
			else {
				word.append(c);
			}
		}
		throw unclosedQuote(open);
	}

	private char escaped(int position) {
		if (position == this.text.length()) {
			throw invalid("ends with a backslash that has nothing to escape");
		}
		return this.text.charAt(position);
	}

	private List<String> windows() {
		int open = -1;
		int backslashes = 0;
		for (int i = 0; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c == '\\') {
				backslashes++;
				continue;
			}
			boolean escaped = c == '"' && backslashes % 2 == 1;
			if (backslashes > 0) {
				// Only before a quote does a backslash escape, the next backslash or the
				// quote.
				word().append("\\".repeat((c == '"') ? backslashes / 2 : backslashes));
				backslashes = 0;
			}
			if (c == '"' && !escaped) {
				word();
				open = (open < 0) ? i : -1;
			}
			else if ((c == ' ' || c == '\t') && open < 0) {
				endWord();
			}
			else {
				word().append(c);
			}
		}
		if (open >= 0) {
			throw unclosedQuote(open);
		}
		if (backslashes > 0) {
			word().append("\\".repeat(backslashes));
		}
		endWord();
		return this.words;
	}

	private StringBuilder word() {
		if (this.word == null) {
			this.word = new StringBuilder();
		}
		return this.word;
	}

	private void endWord() {
		if (this.word != null) {
			this.words.add(this.word.toString());
			this.word = null;
		}
	}

	private static CredentialsException unclosedQuote(int open) {
		return invalid("has no closing quote for the one at character " + (open + 1));
	}

	// Says nothing of the command itself: an argument may be a secret.
	private static CredentialsException invalid(String problem) {
		return new CredentialsException(CredentialsErrorCode.CONFIGURATION, ProcessCredentialsSource.NAME,
				"The command of the process " + problem)
			.withAdvice("Close the quote, escape the character, or write the command as a list of words");
	}

}
