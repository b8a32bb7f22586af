package io.awscredentials.source.profile;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way to credentials that a profile of the shared AWS files describes. The files
 * are looked at anew at each retrieval; as long as they are the same, the sources of the
 * steps and what these have cached are kept.
 */
public final class ProfileCredentialsSource implements CredentialsSource {

	private static final String NAME = "Profile";

	private final ProfileFiles files;

	private final ProfileSources sources;

	private volatile @Nullable Way way;

	/**
	 * Create a new instance, which reads nothing yet.
	 * @param files the files
	 * @param sources creates the sources of the steps
	 */
	public ProfileCredentialsSource(ProfileFiles files, ProfileSources sources) {
		this.files = files;
		this.sources = sources;
	}

	@Override
	public Credentials retrieve() {
		return way().source().retrieve();
	}

	private Way way() {
		Profiles profiles = this.files.profiles();
		Way current = this.way;
		if (current != null && current.profiles() == profiles) {
			return current;
		}
		ProfilePlan plan = this.files.plan();
		ProfileSettings settings = this.files.settings();
		CredentialsSource source = this.sources.first(plan.base(), settings);
		for (ProfileStep.AssumeRole role : plan.roles()) {
			source = this.sources.assumeRole(source, role, settings);
		}
		Way changed = new Way(profiles, source);
		this.way = changed;
		return changed;
	}

	@Override
	public String name() {
		Way current = this.way;
		return (current != null) ? current.source().name() + " (profile " + this.files.profileName() + ")" : NAME;
	}

	@Override
	public PastExpiry pastExpiry() {
		Way current = this.way;
		return (current != null) ? current.source().pastExpiry() : PastExpiry.REFUSE;
	}

	private record Way(Profiles profiles, CredentialsSource source) {
	}

}
