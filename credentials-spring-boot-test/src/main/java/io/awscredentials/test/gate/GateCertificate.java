package io.awscredentials.test.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1} that nobody else has signed,
 * made by the JDK's {@code keytool}.
 *
 * @param keyStore the file of type PKCS12 with certificate and key, which may be used as
 * trust store too
 * @param password the password of the file
 * @since 0.1.0
 */
public record GateCertificate(Path keyStore, String password) {

	/**
	 * Make a certificate.
	 * @param folder where its file is put
	 * @return the certificate
	 */
	public static GateCertificate create(Path folder) {
		GateCertificate certificate = new GateCertificate(folder.resolve("gate.p12"), "changeit");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "gate", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
				"-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "3650", "-storetype", "PKCS12", "-keystore",
				certificate.keyStore().toString(), "-storepass", certificate.password());
		try {
			Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
			keytool.getOutputStream().close();
			String output = new String(keytool.getInputStream().readAllBytes());
			if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
				throw new IllegalStateException("The certificate could not be made: " + output);
			}
			return certificate;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The certificate could not be made", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The certificate could not be made in time", ex);
		}
	}

	/**
	 * Return what a server needs that shows this certificate.
	 * @return the context
	 */
	public SSLContext serverContext() {
		try (InputStream input = Files.newInputStream(this.keyStore)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(input, this.password.toCharArray());
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, this.password.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("The certificate could not be read", ex);
		}
	}

	@Override
	public String toString() {
		return this.keyStore.toString();
	}

}
