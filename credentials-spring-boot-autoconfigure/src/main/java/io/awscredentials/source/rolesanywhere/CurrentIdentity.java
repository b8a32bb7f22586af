package io.awscredentials.source.rolesanywhere;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;

import io.awscredentials.CredentialsException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificate and key as they are now, read anew each time. Where they can't be, or
 * do not belong together, since somebody is writing one of them, those of the last time
 * go on.
 */
final class CurrentIdentity {

	private static final Log logger = LogFactory.getLog(CurrentIdentity.class);

	private final KeyMaterialSource source;

	private volatile @Nullable X509Identity last;

	private volatile @Nullable String told;

	private volatile @Nullable X509Identity toldOfEnd;

	CurrentIdentity(KeyMaterialSource source) {
		this.source = source;
	}

	/**
	 * Read certificate and key.
	 * @param now the time as AWS sees it
	 * @return what is there now, or was the last time
	 * @throws CredentialsException if nothing is, or was
	 */
	X509Identity get(Instant now) {
		X509Identity last = this.last;
		try {
			KeyMaterial material = this.source.load();
			X509Identity identity = (last != null && last.isOf(material)) ? last : X509Identity.of(material);
			this.last = identity;
			warnOfEnd(identity, now);
			this.told = null;
			return identity;
		}
		catch (CredentialsException ex) {
			if (last == null || !last.lastsAt(now)) {
				throw ex.withMessage(ex.getMessage() + ", from " + this.source);
			}
			warn(last, ex);
			return last;
		}
	}

	/**
	 * Return the certificate that was read last.
	 * @return the certificate, or {@code null} if none was
	 */
	@Nullable X509Certificate certificate() {
		X509Identity last = this.last;
		return (last != null) ? last.certificate() : null;
	}

	private void warnOfEnd(X509Identity identity, Instant now) {
		if (identity.endsSoon(now) && this.toldOfEnd != identity) {
			this.toldOfEnd = identity;
			logger.warn("The certificate " + identity + " from " + this.source + " ends at "
					+ identity.certificate().getNotAfter().toInstant()
					+ " and has not been renewed; without another one there will be no credentials then");
		}
	}

	private void warn(X509Identity last, CredentialsException ex) {
		String problem = ex.getMessage();
		if (!Objects.equals(this.told, problem)) {
			this.told = problem;
			logger.warn("The certificate or its key can't be used as it is now, " + last + " goes on until "
					+ last.certificate().getNotAfter().toInstant() + ": " + problem + ", from " + this.source);
		}
	}

}
