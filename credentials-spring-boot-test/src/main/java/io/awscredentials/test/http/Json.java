package io.awscredentials.test.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the little JSON that AWS answers are made of.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Write a value.
	 * @param value a map, list, text, number, boolean or {@code null}
	 * @return the JSON
	 */
	public static String write(@Nullable Object value) {
		StringBuilder json = new StringBuilder();
		append(json, value);
		return json.toString();
	}

	/**
	 * Read an object.
	 * @param json the JSON
	 * @return its members in order
	 * @throws IllegalArgumentException where the text is no JSON object
	 */
	public static Map<String, @Nullable Object> readObject(String json) {
		return new JsonReader(json).readDocument();
	}

	/**
	 * Return a member that is a text.
	 * @param object the object
	 * @param name the member's name
	 * @return the text, or {@code null} where there is none
	 */
	public static @Nullable String text(Map<String, @Nullable Object> object, String name) {
		return (object.get(name) instanceof String text) ? text : null;
	}

	private static void append(StringBuilder json, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			appendObject(json, map);
		}
		else if (value instanceof List<?> list) {
			String separator = "[";
			for (Object element : list) {
				json.append(separator);
				append(json, element);
				separator = ",";
			}
			json.append(list.isEmpty() ? "[]" : "]");
		}
		else if (value instanceof CharSequence text) {
			appendText(json, text);
		}
		else {
			json.append(value);
		}
	}

	private static void appendObject(StringBuilder json, Map<?, ?> map) {
		String separator = "";
		json.append('{');
		for (Map.Entry<?, ?> member : map.entrySet()) {
			json.append(separator);
			appendText(json, String.valueOf(member.getKey()));
			json.append(':');
			append(json, member.getValue());
			separator = ",";
		}
		json.append('}');
	}

	private static void appendText(StringBuilder json, CharSequence text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ') {
				json.append(String.format("\\u%04x", (int) character));
			}
			else {
				json.append(character);
			}
		}
		json.append('"');
	}

}
