package io.awscredentials.source.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cases that AWS's SDKs share, read from the folder {@code conformance.dir}.
 */
final class Conformance {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Conformance() {
	}

	static Path folder() {
		return Path.of(System.getProperty("conformance.dir", "../shared/conformance"));
	}

	static JsonNode read(String name) throws IOException {
		Path file = folder().resolve(name);
		Assumptions.assumeTrue(Files.isRegularFile(file),
				() -> name + " is not in the folder that 'conformance.dir' names");
		return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
	}

	static Map<String, String> texts(JsonNode node) {
		Map<String, String> texts = new TreeMap<>();
		node.properties().forEach((entry) -> texts.put(entry.getKey(), entry.getValue().asString()));
		return texts;
	}

	static Map<String, Map<String, String>> textsOfEach(JsonNode node) {
		Map<String, Map<String, String>> each = new TreeMap<>();
		node.properties().forEach((entry) -> each.put(entry.getKey(), texts(entry.getValue())));
		return each;
	}

}
