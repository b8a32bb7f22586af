package io.awscredentials.source.plugin;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks a plugin: a jar that is loaded at run time, at the first retrieval, in a class
 * loader of its own. Its class implements {@link CredentialsSource}, or has the two
 * methods {@code retrieve} and {@code isExpired} that plugins of AWS's SDK for Go have.
 * <p>
 * Where it may be reloaded, the jar is looked at for each retrieval, and another content
 * is loaded in place of the one that is there; if it can't be, the one that is there goes
 * on. A plugin that is {@link AutoCloseable} is closed when it is replaced, and with this
 * source.
 */
public final class PluginCredentialsSource implements DetailedSource, AutoCloseable {

	static final String NAME = "Plugin";

	private static final Log logger = LogFactory.getLog(PluginCredentialsSource.class);

	private final PluginOptions options;

	private final InstantSource clock;

	private final Path temporaryFolder;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable LoadedPlugin plugin;

	private volatile boolean closed;

	private @Nullable String warned;

	/**
	 * Create a new instance.
	 * @param options which plugin to load
	 * @param clock tells whether credentials have expired
	 */
	public PluginCredentialsSource(PluginOptions options, InstantSource clock) {
		this(options, clock, Path.of(System.getProperty("java.io.tmpdir")));
	}

	PluginCredentialsSource(PluginOptions options, InstantSource clock, Path temporaryFolder) {
		this.options = options;
		this.clock = clock;
		this.temporaryFolder = temporaryFolder;
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		LoadedPlugin plugin = acquire();
		try {
			RetrievedCredentials retrieved = plugin.retrieve();
			Instant expiration = retrieved.credentials().expiration();
			if (expiration != null && !expiration.isAfter(this.clock.instant())) {
				throw new CredentialsException(CredentialsErrorCode.EXPIRED, plugin.name(),
						"The plugin '" + this.options.jar() + "' gave credentials that expired at " + expiration);
			}
			return retrieved;
		}
		finally {
			plugin.release();
		}
	}

	private LoadedPlugin acquire() {
		LoadedPlugin before;
		LoadedPlugin current;
		this.lock.lock();
		try {
			before = this.plugin;
			current = current(before);
			current.acquire();
			this.plugin = current;
		}
		finally {
			this.lock.unlock();
			if (this.closed) {
				close();
			}
		}
		if (before != null && before != current) {
			before.release();
		}
		return current;
	}

	private LoadedPlugin current(@Nullable LoadedPlugin before) {
		if (this.closed) {
			throw new CredentialsException(CredentialsErrorCode.PLUGIN_LOAD, NAME,
					"The plugin '" + this.options.jar() + "' is not used any more: its source has been closed")
				.withAdvice("Do not use a source after the application context it belongs to has been closed");
		}
		if (before == null) {
			return load();
		}
		return (this.options.reload()) ? reloaded(before) : before;
	}

	private LoadedPlugin load() {
		if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
			throw new CredentialsException(CredentialsErrorCode.PLUGIN_LOAD, NAME,
					"The plugin '" + this.options.jar()
							+ "' can't be loaded: this is a native image, which takes in no " + "classes")
				.withAdvice("Run this service on a JVM, or make the source a bean of it: customCredentialsSource");
		}
		return LoadedPlugin.load(this.options, this.temporaryFolder, this.clock);
	}

	private LoadedPlugin reloaded(LoadedPlugin before) {
		try {
			boolean same = PluginJar.sha256(this.options).equals(before.sha256());
			LoadedPlugin current = (same) ? before : load();
			this.warned = null;
			return current;
		}
		catch (CredentialsException ex) {
			if (!ex.getMessage().equals(this.warned)) {
				this.warned = ex.getMessage();
				logger.warn("The plugin is not replaced, the one that was loaded goes on: [" + ex.code() + "] "
						+ ex.getMessage() + ". " + ex.advice());
			}
			return before;
		}
	}

	/**
	 * Return the name of this source and, once it is loaded, of the plugin.
	 * @return the name, {@code "Plugin(Vault)"} for example
	 */
	@Override
	public String name() {
		LoadedPlugin plugin = this.plugin;
		return (plugin != null) ? plugin.name() : NAME;
	}

	@Override
	public void close() {
		this.closed = true;
		// Not behind a plugin that takes its time to load: whoever loads it comes here
		// next.
		if (!this.lock.tryLock()) {
			return;
		}
		LoadedPlugin plugin = this.plugin;
		try {
			this.plugin = null;
		}
		finally {
			this.lock.unlock();
		}
		if (plugin != null) {
			plugin.release();
		}
	}

}
