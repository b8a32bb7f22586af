package io.awscredentials.internal;

import java.security.cert.X509Certificate;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * A source that knows more about what it retrieves than the credentials alone.
 */
public interface DetailedSource extends CredentialsSource {

	/**
	 * Retrieve credentials, once, with all that is known about them.
	 * @return the credentials and what is known about them
	 * @throws io.awscredentials.CredentialsException if that fails
	 */
	RetrievedCredentials retrieveDetailed();

	/**
	 * Return the certificate for which the credentials are had, as it was read last.
	 * Asked at any time, by anybody who looks: it waits for nothing.
	 * @return the certificate, or {@code null} if there is none or it has not been read
	 */
	default @Nullable X509Certificate certificate() {
		return null;
	}

	/**
	 * Return the certificate for which any source has its credentials.
	 * @param source the source
	 * @return the certificate, or {@code null}
	 */
	static @Nullable X509Certificate certificateOf(@Nullable CredentialsSource source) {
		return (source instanceof DetailedSource detailed) ? detailed.certificate() : null;
	}

	@Override
	default Credentials retrieve() {
		return retrieveDetailed().credentials();
	}

}
