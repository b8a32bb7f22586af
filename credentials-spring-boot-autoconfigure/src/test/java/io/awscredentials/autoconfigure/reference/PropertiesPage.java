package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * The properties, as the metadata has them that the IDE completes from.
 */
final class PropertiesPage implements ReferencePage {

	private static final String PREFIX = "aws.credentials.";

	/** Of a module that needs this one. */
	private static final Path CONSOLE = Path.of("../credentials-spring-boot-console/src/main/resources/META-INF",
			"spring-configuration-metadata.json");

	private final List<JsonNode> properties;

	PropertiesPage() {
		try (InputStream in = Objects
			.requireNonNull(getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			this.properties = Stream
				.of(JsonMapper.shared().readTree(in), JsonMapper.shared().readTree(Files.readString(CONSOLE)))
				.flatMap((metadata) -> metadata.get("properties").valueStream())
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<String> names() {
		return this.properties.stream().map((property) -> property.get("name").asString()).toList();
	}

	/** Groups by their names, those of the prefix itself first. */
	private Map<String, List<JsonNode>> groups() {
		Map<String, List<JsonNode>> groups = new TreeMap<>();
		for (JsonNode property : this.properties) {
			String name = property.get("name").asString();
			String rest = (name.startsWith(PREFIX)) ? name.substring(PREFIX.length()) : "management." + name;
			int dot = rest.indexOf('.');
			groups.computeIfAbsent((dot > 0) ? rest.substring(0, dot) : "", (group) -> new ArrayList<>()).add(property);
		}
		return groups;
	}

	@Override
	public void write(Markdown markdown) {
		markdown.title("Properties")
			.paragraph("Each of those that describe a provider is there below `aws.credentials.named.<name>` too. "
					+ "What they mean together: [configuration](../configuration.md).");
		groups().forEach((group, properties) -> {
			markdown
				.section((group.isEmpty()) ? "aws.credentials" : (group.equals("management")) ? group : PREFIX + group)
				.table("property", "type", "default", "what");
			for (JsonNode property : properties) {
				markdown.row(Markdown.code(property.get("name").asString()), type(property),
						Markdown.code(property.path("defaultValue").asString("")),
						property.path("description").asString("") + values(property));
			}
		});
	}

	private static String type(JsonNode property) {
		String type = property.path("type").asString("").replaceAll("[a-z]+\\.(?=[a-zA-Z])|[A-Za-z]+\\$", "");
		return switch (type) {
			case "String" -> "text";
			case "Boolean" -> "`true`, `false`";
			case "Integer", "Double" -> "number";
			case "List<String>", "Set<String>" -> "list";
			case "Map<String,String>" -> "map";
			case "Duration" -> "duration";
			case "DataSize" -> "data size";
			case "Path" -> "file";
			case "URI" -> "URL";
			default -> (values(property).isEmpty()) ? Markdown.code(type) : "word";
		};
	}

	/** The words that there are to choose from. */
	private static String values(JsonNode property) {
		String type = property.path("type").asString("");
		ClassLoader loader = PropertiesPage.class.getClassLoader();
		if (type.isEmpty() || type.indexOf('<') >= 0 || !ClassUtils.isPresent(type, loader)) {
			return "";
		}
		Object[] constants = ClassUtils.resolveClassName(type, loader).getEnumConstants();
		return (constants == null) ? ""
				: Arrays.stream(constants)
					.map((value) -> Markdown.code(((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-')))
					.collect(Collectors.joining(", ", " One of ", "."));
	}

	@Override
	public List<String> words() {
		return groups().keySet()
			.stream()
			.filter((group) -> !group.isEmpty() && !group.equals("management"))
			.map((group) -> group + ".")
			.toList();
	}

}
