package io.awscredentials.sdk;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The adapters that somebody still uses. The SDK creates interceptors by itself, so there
 * is no other way for them to find the adapter that gave the credentials of a request.
 * Keeps no adapter alive.
 */
final class LiveProviders {

	private static final Map<SdkCredentialsProvider, Boolean> PROVIDERS = new WeakHashMap<>();

	private LiveProviders() {
	}

	static void add(SdkCredentialsProvider provider) {
		synchronized (PROVIDERS) {
			PROVIDERS.put(provider, true);
		}
	}

	static List<SdkCredentialsProvider> all() {
		synchronized (PROVIDERS) {
			return List.copyOf(PROVIDERS.keySet());
		}
	}

}
