package io.awscredentials.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.rolesanywhere.KeyMaterial;
import io.awscredentials.source.rolesanywhere.KeyMaterialSource;
import io.awscredentials.source.rolesanywhere.MlDsaKeyFile;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.env.Environment;

/**
 * Reads a key and its certificates from an SSL bundle. One that properties define is made
 * anew each time, so that its files are read whether or not the bundle reloads them, and
 * also while configuration is loaded, when there is no bean with bundles yet.
 *
 * @param name the name of the bundle
 * @param bundle gives the bundle as it is now
 * @param pem where the bundle is in PEM, if properties say so; else {@code null}
 */
record BundleKeyMaterial(String name, Supplier<SslBundle> bundle,
		PemSslBundleProperties.@Nullable Store pem) implements KeyMaterialSource {

	private static final String PREFIX = "spring.ssl.bundle.";

	/**
	 * Find a bundle.
	 * @param name its name
	 * @param environment the properties that may define it
	 * @param bundles the bundles of the application, or {@code null}
	 * @return what reads it, or {@code null} if there is no such bundle
	 */
	static @Nullable BundleKeyMaterial find(String name, Environment environment, @Nullable SslBundles bundles) {
		Binder binder = Binder.get(environment);
		PemSslBundleProperties pem = binder.bind(PREFIX + "pem." + name, PemSslBundleProperties.class).orElse(null);
		if (pem != null) {
			return new BundleKeyMaterial(name, () -> PropertiesSslBundle.get(pem), pem.getKeystore());
		}
		JksSslBundleProperties jks = binder.bind(PREFIX + "jks." + name, JksSslBundleProperties.class).orElse(null);
		if (jks != null) {
			return new BundleKeyMaterial(name, () -> PropertiesSslBundle.get(jks), null);
		}
		return (bundles != null && bundles.getBundleNames().contains(name))
				? new BundleKeyMaterial(name, () -> bundles.getBundle(name), null) : null;
	}

	@Override
	public KeyMaterial load() {
		try {
			SslBundle bundle = this.bundle.get();
			SslStoreBundle stores = bundle.getStores();
			if (stores.getKeyStore() == null) {
				throw failure("has no key store").withAdvice("Add 'keystore.certificate' and 'keystore.private-key'");
			}
			String password = bundle.getKey().getPassword();
			return KeyMaterial.of(stores.getKeyStore(), bundle.getKey().getAlias(),
					(password != null) ? password : stores.getKeyStorePassword());
		}
		catch (CredentialsException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			KeyMaterial material = (this.pem != null) ? mlDsa(this.pem) : null;
			if (material != null) {
				return material;
			}
			// Whose message may quote the content of a property
			throw failure("can't be loaded, " + ex.getClass().getSimpleName()).withRetryable(true)
				.withAdvice("Check the files, passwords and the provider of the bundle");
		}
	}

	/** Spring Boot does not read such keys. */
	private static @Nullable KeyMaterial mlDsa(PemSslBundleProperties.Store pem) {
		try {
			List<X509Certificate> certificates = PemContent.of(text(pem.getCertificate())).getCertificates();
			KeyMaterial.requireKnown(certificates);
			PrivateKey key = MlDsaKeyFile.read(text(pem.getPrivateKey()), pem.getPrivateKeyPassword());
			return (key != null) ? new KeyMaterial(key, certificates) : null;
		}
		catch (IOException | IllegalStateException ex) {
			return null;
		}
	}

	private static String text(@Nullable String contentOrLocation) throws IOException {
		if (contentOrLocation == null || PemContent.isPresentInText(contentOrLocation)) {
			return Objects.requireNonNullElse(contentOrLocation, "");
		}
		return ApplicationResourceLoader.get()
			.getResource(contentOrLocation)
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private CredentialsException failure(String problem) {
		return new CredentialsException(CredentialsErrorCode.ROLES_ANYWHERE_CERTIFICATE, "RolesAnywhere",
				"The SSL bundle '" + this.name + "' " + problem);
	}

	@Override
	public String toString() {
		return "SSL bundle '" + this.name + "'";
	}

}
