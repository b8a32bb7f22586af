package io.awscredentials.source.chain;

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
 * not configured, unless a profile asks for it. The source that gave credentials is asked
 * first from then on, as the AWS SDK for Java does, so that its outage is not mistaken
 * for its absence.
 */
public final class ChainCredentialsSource implements DetailedSource {

	private static final String NAME = "Chain";

	private static final String METADATA = "instance-metadata";

	private static final Set<CredentialsErrorCode> NO_METADATA = EnumSet.of(CredentialsErrorCode.IMDS_DISABLED,
			CredentialsErrorCode.IMDS_UNAVAILABLE, CredentialsErrorCode.IMDS_NO_ROLE);

	private final List<Link> links;

	private volatile @Nullable CredentialsSource last;

	/**
	 * Create a new instance.
	 * @param links the sources, in the order in which they are asked
	 */
	public ChainCredentialsSource(List<Link> links) {
		this.links = List.copyOf(links);
	}

	@Override
	public RetrievedCredentials retrieveDetailed() {
		CredentialsSource last = this.last;
		return (last != null) ? again(last) : search();
	}

	private RetrievedCredentials again(CredentialsSource last) {
		try {
			return RetrievedCredentials.from(last);
		}
		catch (CredentialsException ex) {
			if (ex.code() != CredentialsErrorCode.NOT_FOUND) {
				throw ex;
			}
			return search();
		}
	}

	private RetrievedCredentials search() {
		List<String> reasons = new ArrayList<>();
		for (Link link : this.links) {
			try {
				RetrievedCredentials credentials = RetrievedCredentials.from(link.source());
				this.last = link.source();
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
		this.last = null;
		throw new CredentialsException(CredentialsErrorCode.NOT_FOUND, NAME,
				"None of the sources has credentials (" + String.join("; ", reasons) + ")");
	}

	@Override
	public String name() {
		CredentialsSource last = this.last;
		return (last != null) ? last.name() : NAME;
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
