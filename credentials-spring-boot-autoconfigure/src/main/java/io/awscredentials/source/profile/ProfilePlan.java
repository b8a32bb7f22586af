package io.awscredentials.source.profile;

import java.util.List;

/**
 * The steps from a profile to its credentials. Equal plans give equal credentials, so an
 * executor may keep what it built for one, tokens included, until a change of the files
 * leads to another.
 *
 * @param base the first step
 * @param roles the roles to assume after it, in that order
 */
record ProfilePlan(ProfileStep.Base base, List<ProfileStep.AssumeRole> roles) {

	ProfilePlan {
		roles = List.copyOf(roles);
	}

}
