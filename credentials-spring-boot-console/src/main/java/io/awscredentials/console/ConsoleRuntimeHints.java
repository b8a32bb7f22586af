package io.awscredentials.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image has to keep for us: the files of the page, what is answered as
 * JSON, and the methods that answer, which are found by their annotations.
 */
class ConsoleRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ConsoleFiles.NAMES.forEach((name) -> hints.resources().registerResource(ConsoleFiles.resource(name)));
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), ConsoleStatus.class,
				ConsoleRoles.class, ConsoleToken.class);
		for (Class<?> handler : List.of(Console.class, ServletConsole.class, ReactiveConsole.class,
				ConsolePath.MissingSlash.class)) {
			hints.reflection().registerType(handler, MemberCategory.INVOKE_DECLARED_METHODS);
		}
		// Whether the properties are known is read from their record.
		hints.reflection().registerType(ConsoleProperties.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
	}

}
