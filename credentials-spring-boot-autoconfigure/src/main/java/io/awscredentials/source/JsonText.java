package io.awscredentials.source;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Writes JSON objects. A value is a string, a whole number, a list of strings or a map of
 * such values; {@code null} is no field at all.
 */
public final class JsonText {

	// A recycled buffer would keep secrets in memory.
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.nonRecyclingPool())
		.build();

	private JsonText() {
	}

	/**
	 * Write an object.
	 * @param fields its fields
	 * @return the object in UTF-8
	 */
	public static byte[] write(Map<String, ? extends @Nullable Object> fields) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
			writeObject(generator, fields);
		}
		return out.toByteArray();
	}

	/**
	 * Change fields of an object and leave all others as they are.
	 * @param json the object, well-formed
	 * @param changes the fields to add, to change or, where the value is {@code null}, to
	 * remove; where both values are objects, the change is one of the fields of that
	 * @return the changed object in UTF-8
	 */
	public static byte[] merge(byte[] json, Map<String, ? extends @Nullable Object> changes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json);
				JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
			parser.nextToken();
			mergeObject(parser, generator, changes);
		}
		return out.toByteArray();
	}

	private static void mergeObject(JsonParser parser, JsonGenerator generator,
			Map<String, ? extends @Nullable Object> changes) {
		generator.writeStartObject();
		Set<String> left = new LinkedHashSet<>(changes.keySet());
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			JsonToken token = parser.nextToken();
			if (!changes.containsKey(name)) {
				generator.writeName(name);
				generator.copyCurrentStructureExact(parser);
			}
			else if (changes.get(name) instanceof Map<?, ?> change && token == JsonToken.START_OBJECT
					&& left.remove(name)) {
				generator.writeName(name);
				mergeObject(parser, generator, fields(change));
			}
			else {
				parser.skipChildren();
				if (left.remove(name)) {
					writeField(generator, name, changes.get(name));
				}
			}
		}
		left.forEach((name) -> writeField(generator, name, changes.get(name)));
		generator.writeEndObject();
	}

	private static void writeObject(JsonGenerator generator, Map<String, ? extends @Nullable Object> fields) {
		generator.writeStartObject();
		fields.forEach((name, value) -> writeField(generator, name, value));
		generator.writeEndObject();
	}

	private static void writeField(JsonGenerator generator, String name, @Nullable Object value) {
		if (value == null) {
			return;
		}
		generator.writeName(name);
		if (value instanceof Map<?, ?> map) {
			writeObject(generator, fields(map));
		}
		else if (value instanceof List<?> list) {
			generator.writeStartArray();
			list.forEach((element) -> generator.writeString(String.valueOf(element)));
			generator.writeEndArray();
		}
		else if (value instanceof Number number) {
			generator.writeNumber(number.longValue());
		}
		else {
			generator.writeString(value.toString());
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
		return (Map<String, @Nullable Object>) map;
	}

}
