package io.awscredentials.autoconfigure.reference;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.awscredentials.event.CredentialsEvent;

/**
 * The events of an application context.
 */
final class EventsPage implements ReferencePage {

	@Override
	public void write(Markdown markdown) throws IOException {
		markdown.title("Events")
			.paragraph("Of the package `io.awscredentials.event`. Each has `provider()`, the name of the provider, and "
					+ "`status()`, its `RefreshStatus` after what happened.")
			.table("event", "published when", "has also");
		for (Class<?> event : events()) {
			Javadoc javadoc = Javadoc.of(event);
			StringBuilder methods = new StringBuilder();
			for (Method method : methods(event)) {
				String returned = javadoc.tag("public [^\\n]* " + method.getName() + "\\(", "return");
				methods.append((methods.isEmpty()) ? "" : "<br>")
					.append(Markdown.code(method.getReturnType().getSimpleName() + " " + method.getName() + "()"))
					.append(": ")
					.append(returned);
			}
			markdown.row(Markdown.code(event.getSimpleName()), javadoc.sentence("public final class"),
					methods.toString());
		}
	}

	private static List<Class<?>> events() {
		return Arrays.stream(CredentialsEvent.class.getPermittedSubclasses())
			.<Class<?>>map((event) -> event)
			.sorted(Comparator.comparing(Class::getSimpleName))
			.toList();
	}

	private static List<Method> methods(Class<?> event) {
		return Arrays.stream(event.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()))
			.sorted(Comparator.comparing(Method::getName))
			.toList();
	}

	@Override
	public List<String> words() {
		return events().stream().map(Class::getSimpleName).toList();
	}

}
