package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an IDE knows about the properties.
 */
class ConfigurationMetadataTests {

	private final JsonNode metadata = read();

	private static JsonNode read() {
		try (InputStream resource = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(resource).isNotNull();
			return JsonMapper.shared().readTree(resource);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<JsonNode> properties() {
		List<JsonNode> properties = new ArrayList<>();
		this.metadata.get("properties").forEach((property) -> {
			if (property.get("name").asString().startsWith("aws.credentials")) {
				properties.add(property);
			}
		});
		return properties;
	}

	@Test
	void everyPropertyHasATypeAndADescription() {
		assertThat(properties()).hasSizeGreaterThan(20).allSatisfy((property) -> {
			String name = property.get("name").asString();
			assertThat(property.path("type").asString("")).as(name).isNotBlank();
			String description = property.path("description").asString("");
			assertThat(description).as(name).isNotBlank().doesNotStartWith("The ").doesNotStartWith("A ").endsWith(".");
			if (property.path("type").asString("").equals("java.lang.Boolean")) {
				assertThat(description).as(name).startsWith("Whether");
			}
		});
	}

	@Test
	void documentationKnowsEveryProperty() throws IOException {
		StringBuilder pages = new StringBuilder(Files.readString(Path.of("../README.md")));
		try (DirectoryStream<Path> docs = Files.newDirectoryStream(Path.of("../docs"), "*.md")) {
			for (Path page : docs) {
				pages.append(Files.readString(page));
			}
		}
		assertThat(properties()).allSatisfy((property) -> {
			String name = property.get("name").asString();
			// Rows share the beginning of names: static.access-key-id, .secret-access-key
			assertThat(pages).as(name).containsPattern("[`.]" + name.substring(name.lastIndexOf('.') + 1) + "\\b");
		});
	}

	@Test
	void chainHasHintsForEveryKind() {
		assertThat(hint("aws.credentials.chain"))
			.containsExactlyElementsOf(SourceKind.links().stream().map(SourceKind::id).toList());
	}

	@Test
	void defaultsAreKnown() {
		assertThat(defaultOf("aws.credentials.enabled")).isEqualTo("true");
		assertThat(defaultOf("aws.credentials.startup")).isEqualTo("background");
		assertThat(defaultOf("aws.credentials.process.timeout")).isEqualTo("1m");
		assertThat(defaultOf("aws.credentials.process.duration")).isEqualTo("15m");
		assertThat(defaultOf("aws.credentials.process.max-output")).isEqualTo("8KB");
		assertThat(defaultOf("aws.credentials.plugin.reload")).isEqualTo("false");
		assertThat(defaultOf("aws.credentials.refresh.jitter")).isEqualTo("0.5");
		assertThat(defaultOf("aws.credentials.refresh.expiry-window")).isEqualTo("1m");
		assertThat(defaultOf("aws.credentials.refresh.timeout")).isEqualTo("30s");
		assertThat(defaultOf("aws.credentials.refresh.give-up")).isEqualTo("2m");
		assertThat(defaultOf("aws.credentials.refresh.on-failure")).isEqualTo("auto");
		assertThat(defaultOf("management.endpoint.awscredentials.access")).isEqualTo("read_only");
		assertThat(defaultOf("management.health.awscredentials.enabled")).isEqualTo("true");
	}

	private String defaultOf(String name) {
		for (JsonNode property : this.metadata.get("properties")) {
			if (property.get("name").asString().equals(name)) {
				return property.path("defaultValue").asString("");
			}
		}
		return "no such property";
	}

	private List<String> hint(String name) {
		List<String> values = new ArrayList<>();
		this.metadata.get("hints").forEach((hint) -> {
			if (hint.get("name").asString().equals(name)) {
				hint.get("values").forEach((value) -> values.add(value.get("value").asString()));
			}
		});
		return values;
	}

}
