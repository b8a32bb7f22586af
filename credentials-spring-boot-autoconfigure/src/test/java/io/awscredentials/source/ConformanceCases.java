package io.awscredentials.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The recorded cases, if they are there.
 */
public final class ConformanceCases {

	private ConformanceCases() {
	}

	/**
	 * Return where a file or folder of the cases is; where it is absent, the test is
	 * skipped.
	 * @param name the name of the file or folder
	 * @return its place
	 */
	public static Path path(String name) {
		Path path = Path.of(System.getProperty("conformance.dir", "../../shared/conformance"), name);
		assumeThat(path).as("recorded cases, set -Dconformance.dir").exists();
		return path;
	}

	/**
	 * Return the cases of a file.
	 * @param name the name of the file
	 * @return what is in its array {@code tests}
	 */
	public static List<JsonNode> tests(String name) {
		return json(path(name)).get("tests").valueStream().toList();
	}

	public static JsonNode json(Path file) {
		try {
			return JsonMapper.shared().readTree(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the fields of an object that are strings.
	 * @param object the object, or {@code null}
	 * @return the fields
	 */
	public static Map<String, String> strings(@Nullable JsonNode object) {
		Map<String, String> strings = new HashMap<>();
		if (object != null) {
			object.properties().forEach((field) -> strings.put(field.getKey(), field.getValue().asString()));
		}
		return strings;
	}

}
