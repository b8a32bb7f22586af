package io.awscredentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
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
	 * Return where a file of the vectors is that were made for this project, beside the
	 * recorded cases; where it is absent, the test is skipped.
	 * @param name the name of the file
	 * @return its place
	 */
	public static Path vectors(String name) {
		Path path = path("").resolveSibling("vectors").resolve(name);
		assumeThat(path).as("vectors beside the recorded cases, set -Dconformance.dir").exists();
		return path;
	}

	/**
	 * Return the cases of a file.
	 * @param name the name of the file
	 * @return what is in its array {@code tests}
	 */
	public static List<JsonNode> tests(String name) {
		return json(name).get("tests").valueStream().toList();
	}

	/**
	 * Return the cases that are a folder each.
	 * @param name the name of the folder they are in
	 * @return their folders, in order
	 */
	public static List<Path> folders(String name) {
		try (Stream<Path> children = Files.list(path(name))) {
			List<Path> folders = children.filter(Files::isDirectory).sorted().toList();
			assertThat(folders).isNotEmpty();
			return folders;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what is in a file.
	 * @param name the name of the file
	 * @return its content
	 */
	public static JsonNode json(String name) {
		return json(path(name));
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
	 * Return the fields of an object whose fields are objects of strings.
	 * @param object the object
	 * @return the fields of each field
	 */
	public static Map<String, Map<String, String>> stringsOfEach(JsonNode object) {
		Map<String, Map<String, String>> each = new HashMap<>();
		object.properties().forEach((field) -> each.put(field.getKey(), strings(field.getValue())));
		return each;
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
