package io.awscredentials.autoconfigure;

import io.awscredentials.sdk.RejectedCredentialsInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets the AWS SDK find the interceptor in a native image.
 */
class SdkRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("software/amazon/awssdk/global/handlers/execution.interceptors");
		hints.reflection()
			.registerType(RejectedCredentialsInterceptor.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
