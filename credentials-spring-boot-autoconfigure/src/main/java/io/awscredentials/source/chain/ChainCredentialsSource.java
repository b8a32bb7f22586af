package io.awscredentials.source.chain;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks one source after the other. A source that is not configured is skipped; one that
 * is configured and fails ends the search, since the credentials of the next one would be
 * somebody else's. Metadata that can't be reached, is disabled or has no role counts as
 * not configured, unless a profile asks for it. The source that gave credentials is the
 * only one to be asked from then on: if it finds nothing, a file that a tool is writing
 * is empty for a moment, say, it has failed and is not absent.
 */
public final class ChainCredentialsSource implements DetailedSource {

	private static final String NAME = "Chain";

	private static final String METADATA = "instance-metadata";

	private static final Set<CredentialsErrorCode> NO_METADATA = EnumSet.of(CredentialsErrorCode.IMDS_DISABLED,
			CredentialsErrorCode.IMDS_UNAVAILABLE, CredentialsErrorCode.IMDS_NO_ROLE);

	private final List<Link> links;

	private volatile @Nullable CredentialsSource chosen;

	/**
	 * Create a new instance.
	 * @param links the sources, in the order in which they are asked
	 */
	public ChainCredentialsSource(List<Link> links) {
		this.links = List.copyOf(links);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		CredentialsSource chosen = this.chosen;
		return (chosen != null) ? again(chosen) : search();
	}

	private RetrievedCredentials again(CredentialsSource chosen) {
		try {
			return RetrievedCredentials.from(chosen);
		}
		catch (CredentialsException ex) {
			throw (ex.code() == CredentialsErrorCode.NOT_FOUND) ? vanished(ex) : ex;
		}
	}

	private static CredentialsException vanished(CredentialsException absence) {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.CONFIGURATION, absence.source(),
				absence.getMessage() + ", where there were credentials before", absence)
			.withAdvice("Put them back; the next source is asked only after a restart, since it is somebody else's")
			.withRetryable(true);
		return (absence.nextAttempt() != null) ? failure.withNextAttempt(absence.nextAttempt()) : failure;
	}

	private RetrievedCredentials search() {
		List<String> reasons = new ArrayList<>();
		for (Link link : this.links) {
			try {
				RetrievedCredentials credentials = RetrievedCredentials.from(link.source());
				this.chosen = link.source();
				return credentials;
			}
			catch (CredentialsException ex) {
				boolean known = ex.code() == CredentialsErrorCode.NOT_FOUND;
				boolean noMetadata = link.kind().equals(METADATA) && NO_METADATA.contains(ex.code());
				if (!known && !noMetadata) {
					throw ex;
				}
				reasons.add(link.kind() + ": " + ex.getMessage() + ((known) ? "" : ", " + ex.advice()));
			}
		}
		throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, NAME,
				"None of the sources has credentials (" + String.join("; ", reasons) + ")");
	}

	@Override
	public @Nullable X509Certificate certificate() {
		return DetailedSource.certificateOf(this.chosen);
	}

	@Override
	public String name() {
		CredentialsSource chosen = this.chosen;
		return (chosen != null) ? chosen.name() : NAME;
	}

	/**
	 * A source in the chain.
	 *
	 * @param kind its kind, as it is configured
	 * @param source the source
	 */
	public record Link(String kind, CredentialsSource source) {
	}

}
