package io.awscredentials.source.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.source.AccountId;
import io.awscredentials.source.Redaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that was loaded. It is code of others: it runs with its own class loader as
 * that of the thread, and nothing it throws leaves here as it is. Closed when nobody uses
 * it any more, so that replacing it breaks no retrieval.
 */
final class LoadedPlugin {

	private static final Log logger = LogFactory.getLog(PluginCredentialsSource.class);

	private final String sha256;

	private final PluginClassLoader loader;

	private final PluginFailures failures;

	private final Object instance;

	private final CredentialsSource source;

	private final String name;

	private final AtomicInteger users = new AtomicInteger(1);

	private LoadedPlugin(PluginJar jar, PluginClassLoader loader, PluginOptions options, InstantSource clock) {
		this.sha256 = jar.sha256();
		this.loader = loader;
		this.failures = new PluginFailures(jar.path());
		this.instance = call(() -> new PluginClass(jar, loader).instance(options), CredentialsErrorCode.PLUGIN_LOAD,
				PluginCredentialsSource.NAME);
		this.source = (this.instance instanceof CredentialsSource own) ? own
				: new TwoMethodSource(this.instance, clock);
		this.name = PluginCredentialsSource.NAME + ownName();
	}

	/**
	 * Load a plugin.
	 * @param options which one
	 * @param folder where a copy is made
	 * @param clock tells the time
	 * @return the plugin, used by the caller
	 */
	static LoadedPlugin load(PluginOptions options, Path folder, InstantSource clock) {
		PluginJar jar = PluginJar.open(options, folder);
		try {
			LoadedPlugin loaded = new LoadedPlugin(jar, new PluginClassLoader(jar), options, clock);
			logger.info("Loaded the plugin '" + Redaction.onOneLine(jar.path().toString()) + "' with the SHA-256 "
					+ jar.sha256());
			return loaded;
		}
		catch (RuntimeException | Error ex) {
			close(jar);
			throw ex;
		}
	}

	private String ownName() {
		try {
			String own = call(this.source::name, CredentialsErrorCode.PLUGIN_LOAD, PluginCredentialsSource.NAME);
			return (own == null || own.isBlank()) ? "" : "(" + Redaction.of(own, null) + ")";
		}
		catch (CredentialsException ex) {
			return "";
		}
	}

	String name() {
		return this.name;
	}

	String sha256() {
		return this.sha256;
	}

	RetrievedCredentials retrieve() {
		RetrievedCredentials retrieved = call(() -> RetrievedCredentials.from(this.source),
				CredentialsErrorCode.PLUGIN_RETRIEVE, this.name);
		if (isNull(retrieved.credentials())) {
			throw this.failures
				.failure(CredentialsErrorCode.PLUGIN_RETRIEVE, this.name, "gave null in place of credentials")
				.withAdvice("Let the plugin throw a CredentialsException where it has none");
		}
		String accountId = retrieved.credentials().accountId();
		if (accountId != null && AccountId.of(accountId) == null) {
			throw this.failures
				.failure(CredentialsErrorCode.PLUGIN_RETRIEVE, this.name,
						"gave an account ID that is not twelve digits")
				.withAdvice("Let the plugin give the account ID with its zeros, or null");
		}
		return retrieved.with(PastExpiry.REFUSE);
	}

	// A plugin's code need not be null-marked.
	private static boolean isNull(@Nullable Credentials credentials) {
		return credentials == null;
	}

	private <T extends @Nullable Object> T call(Callable<T> call, CredentialsErrorCode code, String source) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this.loader);
		try {
			return call.call();
		}
		catch (Throwable ex) {
			throw this.failures.of(ex, code, source);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * Use this plugin, which somebody else uses already.
	 */
	void acquire() {
		this.users.incrementAndGet();
	}

	/**
	 * Use this plugin no longer. The last one to do so closes it.
	 */
	void release() {
		if (this.users.decrementAndGet() > 0) {
			return;
		}
		try {
			if (this.instance instanceof AutoCloseable closeable) {
				call(() -> {
					closeable.close();
					return null;
				}, CredentialsErrorCode.PLUGIN_LOAD, this.name);
			}
		}
		catch (CredentialsException ex) {
			logger.warn("Closing failed: " + ex.getMessage());
		}
		finally {
			close(this.loader);
		}
	}

	private static void close(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			logger.debug("A jar was closed with " + ex.getClass().getName());
		}
	}

}
