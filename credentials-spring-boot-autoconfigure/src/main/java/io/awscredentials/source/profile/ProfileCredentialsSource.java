package io.awscredentials.source.profile;

import java.security.cert.X509Certificate;
import java.time.Duration;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.RetrievedCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way to credentials that a profile of the shared AWS files describes. The files
 * are looked at anew at each retrieval; as long as they say the same about the profile,
 * the sources of the steps and what these have cached are kept.
 */
public final class ProfileCredentialsSource implements DetailedSource {

	private static final String NAME = "Profile";

	// Tools write keys for an hour into these files and don't say so there.
	private static final Duration RECHECK_AFTER = Duration.ofSeconds(10);

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
	public RetrievedCredentials retrieveDetailed() {
		Way way = way();
		try {
			return RetrievedCredentials.from(way.source())
				.withRecheckAfter((this.files.reload()) ? RECHECK_AFTER : null);
		}
		catch (CredentialsException ex) {
			throw ofProfile(ex, way.profiles());
		}
	}

	private Way way() {
		try {
			Profiles profiles = this.files.profiles();
			return way(profiles, this.files.plan());
		}
		catch (CredentialsException ex) {
			if (!this.files.reload()) {
				throw ex;
			}
			// Files that were right before may be so at the next look: a tool may be
			// writing them right now.
			throw ex.withNextAttempt(RECHECK_AFTER).withRetryable(ex.retryable() || this.way != null);
		}
	}

	private Way way(Profiles profiles, ProfilePlan plan) {
		Way current = this.way;
		if (current != null && current.profiles() == profiles) {
			return current;
		}
		try {
			ProfileSettings settings = new ProfileSettings(profiles, this.files.profileName());
			CredentialsSource source = (current != null && current.leadsThere(plan, settings)) ? current.source()
					: source(plan, settings);
			Way next = new Way(profiles, plan, settings, source);
			this.way = next;
			return next;
		}
		catch (CredentialsException ex) {
			throw ofProfile(ex, profiles);
		}
	}

	private CredentialsSource source(ProfilePlan plan, ProfileSettings settings) {
		CredentialsSource source = this.sources.first(plan.base(), settings);
		if (plan.base() instanceof ProfileStep.Process process && process.accountId() != null) {
			source = new WithAccount(source, process.accountId());
		}
		for (ProfileStep.AssumeRole role : plan.roles()) {
			source = this.sources.assumeRole(source, role, settings);
		}
		return source;
	}

	/**
	 * Return a failure with the profile in its message. That a step finds nothing where
	 * the profile sends it is a failure of the profile: a chain must not go on.
	 */
	private CredentialsException ofProfile(CredentialsException failure, Profiles profiles) {
		String message = "Profile " + profiles.profile(this.files.profileName()) + ": " + failure.getMessage();
		if (failure.code() != CredentialsErrorCode.NOT_FOUND) {
			return failure.withMessage(message);
		}
		return new CredentialsException(CredentialsErrorCode.PROFILE_INVALID, NAME, message, failure)
			.withAdvice("Set what is missing there, or correct 'credential_source' in the profile");
	}

	@Override
	public @Nullable X509Certificate certificate() {
		Way current = this.way;
		return (current != null) ? DetailedSource.certificateOf(current.source()) : null;
	}

	@Override
	public String name() {
		Way current = this.way;
		return (current != null) ? current.source().name() + " (profile " + this.files.profileName() + ")" : NAME;
	}

	/**
	 * Gives credentials the account ID of the profile if they come without one.
	 */
	private record WithAccount(CredentialsSource source, String accountId) implements DetailedSource {

		@Override
		public RetrievedCredentials retrieveDetailed() {
			RetrievedCredentials retrieved = RetrievedCredentials.from(this.source);
			Credentials credentials = retrieved.credentials();
			return (credentials.accountId() != null) ? retrieved
					: retrieved.with(new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(),
							credentials.sessionToken(), credentials.expiration(), this.accountId));
		}

		@Override
		public @Nullable X509Certificate certificate() {
			return DetailedSource.certificateOf(this.source);
		}

		@Override
		public String name() {
			return this.source.name();
		}

	}

	private record Way(Profiles profiles, ProfilePlan plan, ProfileSettings settings, CredentialsSource source) {

		boolean leadsThere(ProfilePlan plan, ProfileSettings settings) {
			return this.plan.equals(plan) && this.settings.equalsInCalls(settings);
		}

	}

}
