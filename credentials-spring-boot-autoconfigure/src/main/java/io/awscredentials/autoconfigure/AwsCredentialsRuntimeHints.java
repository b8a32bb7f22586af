package io.awscredentials.autoconfigure;

import java.util.List;
import java.util.concurrent.Executors;

import io.awscredentials.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * What a native image has to keep for us: credentials as JSON, SSL bundles that are bound
 * anew, and virtual threads, which are looked up by reflection since the baseline is Java
 * 17.
 */
class AwsCredentialsRuntimeHints implements RuntimeHintsRegistrar {

	private static final TypeReference STRING = TypeReference.of(String.class);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(PemSslBundleProperties.class, JksSslBundleProperties.class)
			.registerHints(hints);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), Credentials.class);
		hints.reflection()
			.registerType(Thread.class, (type) -> type.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
			.registerType(TypeReference.of("java.lang.Thread$Builder"),
					(type) -> type
						.withMethod("name", List.of(STRING, TypeReference.of(long.class)), ExecutableMode.INVOKE)
						.withMethod("inheritInheritableThreadLocals", List.of(TypeReference.of(boolean.class)),
								ExecutableMode.INVOKE)
						.withMethod("factory", List.of(), ExecutableMode.INVOKE))
			.registerType(Executors.class, (type) -> type.withMethod("newThreadPerTaskExecutor",
					List.of(TypeReference.of("java.util.concurrent.ThreadFactory")), ExecutableMode.INVOKE));
	}

}
