package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.awscredentials.EnvironmentVariables;
import io.awscredentials.autoconfigure.AwsCredentialsAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsIdentityTokenAutoConfiguration;
import io.awscredentials.autoconfigure.AwsCredentialsSigningAutoConfiguration;
import io.awscredentials.autoconfigure.reference.Pages.Block;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries what the pages show: an application starts with each configuration, other blocks
 * are what they say they are, and links lead somewhere.
 */
class DocumentationTests {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern MODULES = Pattern.compile("mvn .*-pl ([a-z,-]+)");

	private static final Pattern PROFILE = Pattern.compile("run\\.profiles=([a-z0-9-]+)");

	@TempDir
	private Path folder;

	static List<Block> yaml() {
		return Pages.blocks("yaml");
	}

	static List<Block> json() {
		return Pages.blocks("json");
	}

	static List<Block> shell() {
		return Pages.blocks("shell");
	}

	static List<String> hunks() {
		return Pages.blocks("diff")
			.stream()
			.flatMap((block) -> Stream.of(block.text().split("(?m)^@@ ")))
			.filter((hunk) -> !hunk.isBlank())
			.toList();
	}

	static List<Path> pages() {
		return Pages.all();
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void applicationStartsWith(Block block) throws IOException {
		List<PropertySource<?>> documents = new YamlPropertySourceLoader().load(block.toString(),
				new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
		for (PropertySource<?> document : documents) {
			Map<String, Object> properties = properties((EnumerablePropertySource<?>) document);
			if (properties.keySet().stream().anyMatch((name) -> name.startsWith("aws.credentials."))) {
				start(new MapPropertySource("page", properties), block);
			}
		}
	}

	/** Those of the console are only known where that is. */
	private static Map<String, Object> properties(EnumerablePropertySource<?> document) {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String name : document.getPropertyNames()) {
			if (!name.startsWith("aws.credentials.console.")) {
				properties.put(name, document.getProperty(name));
			}
		}
		return properties;
	}

	private void start(PropertySource<?> document, Block block) throws IOException {
		Path config = Files.writeString(this.folder.resolve("config"),
				Pages.blocks("ini")
					.stream()
					.filter((ini) -> ini.page().equals(block.page()))
					.map(Block::text)
					.collect(Collectors.joining()));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class,
					AwsCredentialsSigningAutoConfiguration.class, AwsCredentialsIdentityTokenAutoConfiguration.class,
					SslAutoConfiguration.class))
			.withBean(EnvironmentVariables.class,
					() -> (name) -> (name.equals("AWS_CONFIG_FILE")) ? config.toString() : null)
			.withPropertyValues("aws.credentials.startup=lazy")
			.withPropertyValues(PLACEHOLDER.matcher(block.text())
				.results()
				.map((result) -> result.group(1) + "=text")
				.toArray(String[]::new))
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(document))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@MethodSource("json")
	void jsonIsJson(Block block) {
		String text = block.text().strip();
		assertThat(JsonMapper.shared().readTree((text.startsWith("\"")) ? "{" + text + "}" : text)).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("shell")
	void commandsAreCommands(Block block) throws IOException, InterruptedException {
		MODULES.matcher(block.text())
			.results()
			.flatMap((result) -> Stream.of(result.group(1).split(",")))
			.forEach((module) -> assertThat(Path.of("..", module, "pom.xml")).exists());
		PROFILE.matcher(block.text())
			.results()
			.map((result) -> "../sample-app/src/main/resources/application-" + result.group(1) + ".yml")
			.forEach((file) -> assertThat(Path.of(file)).exists());
		Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")), "Needs bash");
		Process bash = new ProcessBuilder("/bin/bash", "-n").redirectErrorStream(true).start();
		try (OutputStream out = bash.getOutputStream()) {
			out.write(block.text().getBytes(StandardCharsets.UTF_8));
		}
		try (InputStream in = bash.getInputStream()) {
			assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
		}
		assertThat(bash.waitFor()).isZero();
	}

	/** The lines that it does not add are there, one after the other. */
	@ParameterizedTest
	@MethodSource("hunks")
	void diffApplies(String hunk) throws IOException {
		String name = hunk.lines().findFirst().orElseThrow();
		String before = hunk.lines()
			.skip(1)
			.filter((line) -> !line.startsWith("+"))
			.map((line) -> (line.isEmpty()) ? "" : line.substring(1))
			.collect(Collectors.joining("\n"));
		try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
			assertThat(files.filter((file) -> file.endsWith(name))).singleElement(InstanceOfAssertFactories.PATH)
				.content()
				.contains(before);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		Matcher matcher = LINK.matcher(Pages.text(page));
		matcher.results().map((result) -> result.group(1)).filter((link) -> !link.contains(":")).forEach((link) -> {
			String[] parts = link.split("#", 2);
			Path target = (parts[0].isEmpty()) ? page : page.resolveSibling(parts[0]).normalize();
			assertThat(target).as("%s in %s", link, page).exists();
			if (parts.length > 1) {
				assertThat(Pages.anchors(target)).as("%s in %s", link, page).contains(parts[1]);
			}
		});
	}

	@Test
	void everyPageIsListed() {
		Path docs = Path.of("../docs").normalize();
		List<Path> listed = Stream.of("README.md", "guides/README.md", "reference/README.md")
			.map(docs::resolve)
			.flatMap((index) -> LINK.matcher(Pages.text(index))
				.results()
				.map((result) -> index.resolveSibling(result.group(1).replaceFirst("#.*", "")).normalize()))
			.toList();
		assertThat(Pages.all().stream().map(Path::normalize).filter((page) -> page.startsWith(docs)))
			.filteredOn((page) -> !page.equals(docs.resolve("README.md")))
			.isNotEmpty()
			.allMatch(listed::contains);
	}

}
