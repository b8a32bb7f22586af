package io.awscredentials.test.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document.
 */
final class JsonReader {

	private static final String ESCAPES = "\"\\/bfnrt";

	private static final String ESCAPED = "\"\\/\b\f\n\r\t";

	private final String json;

	private int position;

	JsonReader(String json) {
		this.json = json;
	}

	Map<String, @Nullable Object> readDocument() {
		Map<String, @Nullable Object> object = readObject();
		if (peek() != 0) {
			throw unexpected();
		}
		return object;
	}

	private @Nullable Object readValue() {
		return switch (peek()) {
			case '{' -> readObject();
			case '[' -> readArray();
			case '"' -> readText();
			case 't' -> readWord("true", Boolean.TRUE);
			case 'f' -> readWord("false", Boolean.FALSE);
			case 'n' -> readWord("null", null);
			default -> readNumber();
		};
	}

	private Map<String, @Nullable Object> readObject() {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		expect('{');
		if (!skip('}')) {
			do {
				String name = readText();
				expect(':');
				object.put(name, readValue());
			}
			while (skip(','));
			expect('}');
		}
		return object;
	}

	private List<@Nullable Object> readArray() {
		List<@Nullable Object> array = new ArrayList<>();
		expect('[');
		if (!skip(']')) {
			do {
				array.add(readValue());
			}
			while (skip(','));
			expect(']');
		}
		return array;
	}

	private String readText() {
		expect('"');
		StringBuilder text = new StringBuilder();
		for (char character = next(); character != '"'; character = next()) {
			text.append((character == '\\') ? readEscape() : character);
		}
		return text.toString();
	}

	private char readEscape() {
		char escape = next();
		if (escape == 'u') {
			if (this.position + 4 > this.json.length()) {
				throw unexpected();
			}
			this.position += 4;
			return (char) Integer.parseInt(this.json.substring(this.position - 4, this.position), 16);
		}
		int index = ESCAPES.indexOf(escape);
		if (index < 0) {
			throw unexpected();
		}
		return ESCAPED.charAt(index);
	}

	private @Nullable Object readWord(String word, @Nullable Object value) {
		if (!this.json.startsWith(word, this.position)) {
			throw unexpected();
		}
		this.position += word.length();
		return value;
	}

	private BigDecimal readNumber() {
		int start = this.position;
		while (this.position < this.json.length() && "+-.eE0123456789".indexOf(this.json.charAt(this.position)) >= 0) {
			this.position++;
		}
		return new BigDecimal(this.json.substring(start, this.position));
	}

	private char peek() {
		while (this.position < this.json.length() && Character.isWhitespace(this.json.charAt(this.position))) {
			this.position++;
		}
		return (this.position < this.json.length()) ? this.json.charAt(this.position) : 0;
	}

	private boolean skip(char expected) {
		if (peek() != expected) {
			return false;
		}
		this.position++;
		return true;
	}

	private void expect(char expected) {
		if (!skip(expected)) {
			throw unexpected();
		}
	}

	private char next() {
		if (this.position >= this.json.length()) {
			throw unexpected();
		}
		return this.json.charAt(this.position++);
	}

	private IllegalArgumentException unexpected() {
		return new IllegalArgumentException("Not JSON at character " + this.position);
	}

}
