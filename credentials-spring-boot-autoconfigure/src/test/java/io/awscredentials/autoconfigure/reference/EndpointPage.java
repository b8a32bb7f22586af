package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.awscredentials.actuate.CredentialsDescriptor;
import io.awscredentials.connect.ConnectionStatus;
import io.awscredentials.refresh.RefreshState;

/**
 * The keys of what the endpoint answers, and of the details of the health.
 */
final class EndpointPage implements ReferencePage {

	private static final Path HEALTH = Path
		.of("src/main/java/io/awscredentials/actuate/CredentialsHealthIndicator.java");

	@Override
	public void write(Markdown markdown) throws IOException {
		markdown.title("Endpoint and health")
			.paragraph("`GET /actuator/awscredentials` answers an object. What is not known is not there. "
					+ "`GET /actuator/awscredentials/{name}` answers one of `providers`.");
		for (Class<? extends Record> type : types()) {
			Javadoc javadoc = Javadoc.of(type);
			markdown.section(name(type)).table("key", "type", "what");
			for (RecordComponent component : type.getRecordComponents()) {
				markdown.row(Markdown.code(component.getName()), typeOf(component),
						javadoc.tag("public record " + type.getSimpleName() + "\\(", "param " + component.getName()));
			}
		}
		markdown.section("States").table("state", "what");
		Javadoc states = Javadoc.of(RefreshState.class);
		for (RefreshState state : RefreshState.values()) {
			markdown.row(Markdown.code(state.name()), states.sentence(state.name() + "\\b"));
		}
		markdown.section("Details of the health `awsCredentials`")
			.paragraph(details().stream().map(Markdown::code).collect(Collectors.joining(", ")));
	}

	private static List<Class<? extends Record>> types() {
		List<Class<? extends Record>> types = new ArrayList<>(List.of(CredentialsDescriptor.class));
		Arrays.stream(CredentialsDescriptor.class.getDeclaredClasses())
			.filter(Class::isRecord)
			.sorted((left, right) -> name(left).compareTo(name(right)))
			.forEach((type) -> types.add(type.asSubclass(Record.class)));
		types.add(ConnectionStatus.Failure.class);
		return types;
	}

	private static String name(Class<?> type) {
		if (type == CredentialsDescriptor.class) {
			return "Answer";
		}
		return (type == ConnectionStatus.Failure.class) ? "Failure of a connection"
				: type.getSimpleName().replace("Descriptor", "");
	}

	private static String typeOf(RecordComponent component) {
		Class<?> type = component.getType();
		if (type.isRecord()) {
			return "[" + name(type) + "](#" + name(type).toLowerCase(Locale.ROOT).replace(' ', '-') + ")";
		}
		return switch (component.getGenericType().getTypeName().replaceAll("[a-z.]+\\.|.*\\$", "")) {
			case "String", "CredentialsErrorCode" -> "text";
			case "Instant" -> "time in ISO 8601";
			case "Long", "long", "int" -> "number";
			default -> (type == Map.class) ? "object" : "list";
		};
	}

	private static List<String> details() throws IOException {
		return Pattern.compile("withDetail\\(\"(\\w+)\"")
			.matcher(Files.readString(HEALTH))
			.results()
			.map((MatchResult result) -> result.group(1))
			.distinct()
			.toList();
	}

	@Override
	public List<String> words() throws IOException {
		List<String> words = new ArrayList<>(details());
		types().forEach((type) -> Arrays.stream(type.getRecordComponents()).forEach((key) -> words.add(key.getName())));
		Arrays.stream(RefreshState.values()).forEach((state) -> words.add(state.name()));
		return words;
	}

}
