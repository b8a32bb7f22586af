package io.awscredentials.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The fields of one JSON object. A field whose value is {@code null} counts as absent,
 * and of fields with the same name the last one counts. Neither its string representation
 * nor its failures show anything of the content.
 */
public final class JsonFields {

	// Read by the streaming parser alone: data binding would load hundreds of classes for
	// a handful of fields. A recycled buffer would keep secrets in memory.
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.nonRecyclingPool())
		.build();

	private final Map<String, Object> values;

	private JsonFields(Map<String, Object> values) {
		this.values = values;
	}

	/**
	 * Read one JSON object.
	 * @param json the object in UTF-8, UTF-16 or UTF-32, with nothing but white space
	 * around it
	 * @return its fields
	 * @throws InvalidJsonException if it is not exactly one well-formed JSON object
	 */
	public static JsonFields parse(byte[] json) throws InvalidJsonException {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			JsonToken first = parser.nextToken();
			if (first == null) {
				throw new InvalidJsonException("it is empty");
			}
			if (first != JsonToken.START_OBJECT) {
				throw invalid("it is not a JSON object", parser.currentTokenLocation());
			}
			JsonFields fields = readObject(parser);
			if (parser.nextToken() != null) {
				throw invalid("something follows the JSON object", parser.currentTokenLocation());
			}
			return fields;
		}
		catch (UnexpectedEndOfInputException ex) {
			throw invalid("the JSON ends too early", ex.getLocation());
		}
		catch (JacksonException ex) {
			throw invalid("it is not well-formed JSON", ex.getLocation());
		}
	}

	private static JsonFields readObject(JsonParser parser) {
		Map<String, Object> values = new HashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			Object value = readValue(parser, parser.nextToken());
			if (value != null) {
				values.put(name, value);
			}
			else {
				values.remove(name);
			}
		}
		return new JsonFields(values);
	}

	private static @Nullable Object readValue(JsonParser parser, JsonToken token) {
		return switch (token) {
			case START_OBJECT -> readObject(parser);
			case START_ARRAY -> readArray(parser);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			case VALUE_NULL -> null;
			default -> token;
		};
	}

	private static List<Object> readArray(JsonParser parser) {
		List<Object> values = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			Object value = readValue(parser, token);
			if (value != null) {
				values.add(value);
			}
		}
		return values;
	}

	private static InvalidJsonException invalid(String problem, @Nullable TokenStreamLocation location) {
		return (location != null) ? new InvalidJsonException(problem, location.getLineNr(), location.getColumnNr())
				: new InvalidJsonException(problem);
	}

	/**
	 * Return whether there is a field, of whatever type.
	 * @param name the name of the field
	 * @return whether it is there and not {@code null}
	 */
	public boolean has(String name) {
		return this.values.containsKey(name);
	}

	/**
	 * Return the value of a field that is a JSON string.
	 * @param name the name of the field
	 * @return the value as it is, or {@code null} if there is no such field or it is not
	 * a string
	 */
	public @Nullable String text(String name) {
		return (this.values.get(name) instanceof String text) ? text : null;
	}

	/**
	 * Return the value of a field that is a JSON number.
	 * @param name the name of the field
	 * @return the value, or {@code null} if there is no such field or it is not a number
	 */
	public @Nullable Number number(String name) {
		return (this.values.get(name) instanceof Number number) ? number : null;
	}

	/**
	 * Return the value of a field that is a JSON number, without its fraction.
	 * @param name the name of the field
	 * @return the value, or the nearest one that fits where it is beyond a {@code long};
	 * {@code null} if there is no such field or it is not a number
	 */
	public @Nullable Long wholeNumber(String name) {
		Number number = number(name);
		if (number == null) {
			return null;
		}
		// A cast cuts off at the limits, which longValue() of a BigInteger does not.
		return (number instanceof Integer || number instanceof Long) ? number.longValue() : (long) number.doubleValue();
	}

	/**
	 * Return the value of a field that is a JSON object.
	 * @param name the name of the field
	 * @return its fields, or {@code null} if there is no such field or it is not an
	 * object
	 */
	public @Nullable JsonFields object(String name) {
		return (this.values.get(name) instanceof JsonFields fields) ? fields : null;
	}

	/**
	 * Return the objects in a field that is a JSON array.
	 * @param name the name of the field
	 * @return the fields of each, in order; none if there is no such field or it is not
	 * an array
	 */
	public List<JsonFields> objects(String name) {
		return (this.values.get(name) instanceof List<?> list)
				? list.stream().filter(JsonFields.class::isInstance).map(JsonFields.class::cast).toList() : List.of();
	}

	/**
	 * Return the strings in a field that is a JSON array.
	 * @param name the name of the field
	 * @return the strings, in order; none if there is no such field or it is not an array
	 */
	public List<String> texts(String name) {
		return (this.values.get(name) instanceof List<?> list)
				? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
	}

	@Override
	public String toString() {
		return "JsonFields[" + this.values.size() + "]";
	}

}
