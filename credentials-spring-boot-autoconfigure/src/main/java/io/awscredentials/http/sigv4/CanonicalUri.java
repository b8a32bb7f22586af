package io.awscredentials.http.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The path and query of a URI in the form that Signature Version 4 signs.
 */
final class CanonicalUri {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private static final String UNRESERVED_MARKS = "-._~";

	private CanonicalUri() {
	}

	static String path(@Nullable String rawPath, SigningOptions options) {
		String path = (rawPath == null || rawPath.isEmpty()) ? "/" : rawPath;
		if (options.normalizePath()) {
			path = normalize(path);
		}
		return encode(path, true, !options.doubleEncodePath());
	}

	static String query(@Nullable String rawQuery) {
		if (rawQuery == null || rawQuery.isEmpty()) {
			return "";
		}
		List<Parameter> parameters = new ArrayList<>();
		for (String pair : rawQuery.split("&")) {
			if (!pair.isEmpty()) {
				parameters.add(Parameter.of(pair));
			}
		}
		// By name, then value: sorting whole pairs would put 'a-b=1' before 'a=1'.
		parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
		return parameters.stream().map(Parameter::toString).collect(Collectors.joining("&"));
	}

	/**
	 * Encode the value of a parameter.
	 * @param value the value
	 * @return the encoded value
	 */
	static String encode(String value) {
		return encode(value, false, false);
	}

	private static String normalize(String path) {
		Deque<String> segments = new ArrayDeque<>();
		String last = "";
		for (String segment : path.split("/", -1)) {
			last = segment;
			if (segment.equals("..")) {
				segments.pollLast();
			}
			else if (!segment.isEmpty() && !segment.equals(".")) {
				segments.addLast(segment);
			}
		}
		boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
		return "/" + String.join("/", segments) + ((folder && !segments.isEmpty()) ? "/" : "");
	}

	private static String encode(String text, boolean keepSlashes, boolean keepEscapes) {
		return (isEncoded(text, keepSlashes, keepEscapes)) ? text : encoded(text, keepSlashes, keepEscapes);
	}

	/** As most is: what is signed in a query has been encoded for that query before. */
	private static boolean isEncoded(String text, boolean keepSlashes, boolean keepEscapes) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!isUnreserved(c) && !(keepSlashes && c == '/') && !(keepEscapes && c == '%'
					&& isUpperCaseHexDigit(text, i + 1) && isUpperCaseHexDigit(text, i + 2))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isUpperCaseHexDigit(String text, int index) {
		return index < text.length() && HexFormat.isHexDigit(text.charAt(index)) && text.charAt(index) < 'a';
	}

	private static String encoded(String text, boolean keepSlashes, boolean keepEscapes) {
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < bytes.length; i++) {
			char c = (char) (bytes[i] & 0xFF);
			if (isUnreserved(c) || (keepSlashes && c == '/')) {
				encoded.append(c);
			}
			else if (keepEscapes && isEscape(bytes, i)) {
				encoded.append('%')
					.append(Character.toUpperCase((char) bytes[i + 1]))
					.append(Character.toUpperCase((char) bytes[i + 2]));
				i += 2;
			}
			else {
				encoded.append('%').append(HEX.toHexDigits(bytes[i]));
			}
		}
		return encoded.toString();
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
				|| UNRESERVED_MARKS.indexOf(c) >= 0;
	}

	private static boolean isEscape(byte[] bytes, int index) {
		return bytes[index] == '%' && index + 2 < bytes.length && HexFormat.isHexDigit(bytes[index + 1])
				&& HexFormat.isHexDigit(bytes[index + 2]);
	}

	private record Parameter(String name, String value) {

		static Parameter of(String pair) {
			int equals = pair.indexOf('=');
			String name = (equals >= 0) ? pair.substring(0, equals) : pair;
			String value = (equals >= 0) ? pair.substring(equals + 1) : "";
			return new Parameter(encode(name, false, true), encode(value, false, true));
		}

		@Override
		public String toString() {
			return this.name + "=" + this.value;
		}

	}

}
