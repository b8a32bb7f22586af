package io.awscredentials.source.plugin;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of a plugin. It sees the JDK, the package of the model and its own
 * jar, and nothing of the application: a plugin may bring any version of anything.
 */
final class PluginClassLoader extends SecureClassLoader implements Closeable {

	static {
		registerAsParallelCapable();
	}

	static final String NAME = "plugin";

	private static final String MODEL = CredentialsSource.class.getPackageName();

	private final PluginJar jar;

	private final CodeSource codeSource;

	PluginClassLoader(PluginJar jar) {
		super(NAME, ClassLoader.getPlatformClassLoader());
		this.jar = jar;
		this.codeSource = new CodeSource(location(jar), (Certificate[]) null);
	}

	private static @Nullable URL location(PluginJar jar) {
		try {
			return jar.path().toUri().toURL();
		}
		catch (MalformedURLException ex) {
			return null;
		}
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		if (name.startsWith(MODEL) && name.lastIndexOf('.') == MODEL.length()) {
			return Class.forName(name, false, CredentialsSource.class.getClassLoader());
		}
		byte[] bytes;
		try {
			bytes = this.jar.read(name.replace('.', '/') + ".class");
		}
		catch (FileNotFoundException ex) {
			throw new ClassNotFoundException(name + ", which is not in the plugin");
		}
		catch (IOException | IllegalStateException ex) {
			throw new ClassNotFoundException(name + ", which can't be read from the plugin", ex);
		}
		return defineClass(name, bytes, 0, bytes.length, this.codeSource);
	}

	@Override
	protected @Nullable URL findResource(String name) {
		try {
			return (this.jar.has(name)) ? new URL("plugin", "", -1, "/" + name, new EntryHandler()) : null;
		}
		catch (MalformedURLException | IllegalStateException ex) {
			return null;
		}
	}

	@Override
	protected Enumeration<URL> findResources(String name) {
		URL resource = findResource(name);
		return Collections.enumeration((resource != null) ? List.of(resource) : List.of());
	}

	@Override
	public void close() throws IOException {
		this.jar.close();
	}

	/**
	 * Opens resources without the JDK's cache of jar files, which would keep them.
	 */
	private final class EntryHandler extends URLStreamHandler {

		@Override
		protected URLConnection openConnection(URL url) {
			return new URLConnection(url) {

				@Override
				public void connect() {
				}

				@Override
				public InputStream getInputStream() throws IOException {
					return new ByteArrayInputStream(PluginClassLoader.this.jar.read(url.getPath().substring(1)));
				}

			};
		}

	}

}
