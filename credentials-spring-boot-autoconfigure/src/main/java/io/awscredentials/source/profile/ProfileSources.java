package io.awscredentials.source.profile;

import io.awscredentials.CredentialsSource;

/**
 * Creates the sources that the steps of a profile ask for.
 */
public interface ProfileSources {

	/**
	 * Create the source of a first step.
	 * @param step the step
	 * @param settings what the selected profile sets besides credentials
	 * @return the source
	 * @throws io.awscredentials.CredentialsException if there can't be one
	 */
	CredentialsSource first(ProfileStep.Base step, ProfileSettings settings);

	/**
	 * Create the source that assumes a role.
	 * @param source the source of the credentials that assume it
	 * @param step the step
	 * @param settings what the selected profile sets besides credentials
	 * @return the source
	 * @throws io.awscredentials.CredentialsException if there can't be one
	 */
	CredentialsSource assumeRole(CredentialsSource source, ProfileStep.AssumeRole step, ProfileSettings settings);

}
