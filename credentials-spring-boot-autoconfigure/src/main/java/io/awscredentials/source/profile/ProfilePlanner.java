package io.awscredentials.source.profile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps from a profile to credentials, the way AWS's SDK for Rust and botocore
 * do: {@code role_arn} makes a chain of {@code source_profile} references, which ends at
 * the first profile without one, at one that names itself, or at a source with an access
 * key.
 */
final class ProfilePlanner {

	private final Profiles profiles;

	private final BaseSteps bases;

	private final Deque<ProfileStep.AssumeRole> roles = new ArrayDeque<>();

	private final Set<String> visited = new LinkedHashSet<>();

	private ProfilePlanner(Profiles profiles) {
		this.profiles = profiles;
		this.bases = new BaseSteps(profiles);
	}

	/**
	 * Plan the way to the credentials of a profile.
	 * @param profiles what the files say
	 * @param selection the profile
	 * @return the steps
	 * @throws CredentialsException if there is no way;
	 * {@link CredentialsErrorCode#NOT_FOUND} if the profile is none that anyone meant to
	 * have credentials
	 */
	static ProfilePlan plan(Profiles profiles, ProfileLocations.Selection selection) {
		return new ProfilePlanner(profiles).plan(selection);
	}

	private ProfilePlan plan(ProfileLocations.Selection selection) {
		ProfileSection profile = selected(selection);
		while (true) {
			this.visited.add(profile.name());
			boolean source = this.visited.size() > 1;
			ProfileStep.AccessKey key = (source) ? this.bases.completeAccessKey(profile) : null;
			if (key != null) {
				return plan(key);
			}
			String roleArn = profile.text("role_arn");
			if (roleArn == null || profile.text("web_identity_token_file") != null) {
				ProfileStep.Base base = this.bases.base(profile);
				if (base == null) {
					throw withoutCredentials(profile, source);
				}
				return plan(base);
			}
			this.roles.addFirst(assumeRole(profile, roleArn));
			ProfileProperty sourceProfile = sourceProfile(profile);
			if (sourceProfile == null || sourceProfile.value().equals(profile.name())) {
				ProfileStep.Base base = this.bases.base(profile);
				if (base == null) {
					throw withoutCredentials(profile, true);
				}
				return plan(base);
			}
			profile = next(profile, sourceProfile);
		}
	}

	private ProfilePlan plan(ProfileStep.Base base) {
		return new ProfilePlan(base, List.copyOf(this.roles));
	}

	private ProfileSection selected(ProfileLocations.Selection selection) {
		String name = selection.name();
		ProfileSection profile = this.profiles.profile(name);
		if (profile != null) {
			return profile;
		}
		if (selection.namedBy() == null) {
			throw ProfileErrors.notConfigured("There is no profile '" + name + "' in " + files(name));
		}
		String message = "Profile '" + name + "', which '" + selection.namedBy() + "' names, is not in " + files(name);
		String advice = "Correct '" + selection.namedBy() + "', or " + add(name);
		boolean nothing = this.profiles.config().remark() != null && this.profiles.credentials().remark() != null;
		if (nothing && selection.byVariable()) {
			// Such a variable may be left over in a container. A file without the profile
			// is another matter: it may be empty since a tool is writing it right now.
			throw ProfileErrors.notConfigured(message).withAdvice(advice);
		}
		throw ProfileErrors.profileNotFound(message, advice);
	}

	private ProfileSection next(ProfileSection profile, ProfileProperty sourceProfile) {
		String name = sourceProfile.value();
		ProfileSection next = this.profiles.profile(name);
		if (next == null) {
			throw ProfileErrors
				.profileNotFound(
						"Profile '" + name + "', which " + sourceProfile + " of profile '" + profile.name()
								+ "' names, is not in " + files(name),
						"Correct that 'source_profile', or " + add(name));
		}
		if (this.visited.contains(name)) {
			throw ProfileErrors.loop(
					"The profiles refer to each other in a circle: " + String.join(" -> ", this.visited) + " -> " + name
							+ ", the last by " + sourceProfile,
					"Let one 'source_profile' name a profile that is not in the circle, with "
							+ ProfileErrors.set("source_profile", "<name>", profile)
							+ " for example, or give keys to one of these profiles" + ProfileErrors.configure(name));
		}
		return next;
	}

	private String files(String name) {
		String ignored = this.profiles.ignored(SectionHeader.Type.PROFILE, name);
		return this.profiles.config() + " or " + this.profiles.credentials()
				+ ((ignored != null) ? ", but " + ignored : "");
	}

	private String add(String name) {
		ParsedFile config = this.profiles.config();
		ParsedFile credentials = this.profiles.credentials();
		String header = "add " + config.kind().header(name) + " to " + config.file();
		return (SectionHeader.isName(name)) ? header + " or " + credentials.kind().header(name) + " to "
				+ credentials.file() + ProfileErrors.configure(name) : header;
	}

	/**
	 * Return the reference to the source profile.
	 * @return the property, or {@code null} if the profile has a credential source
	 * instead
	 */
	private @Nullable ProfileProperty sourceProfile(ProfileSection profile) {
		String source = profile.text("source_profile");
		String place = profile.text("credential_source");
		if (source != null && place != null) {
			throw ProfileErrors.invalid(
					"Profile " + profile + " has both " + profile.property("source_profile") + " and "
							+ profile.property("credential_source"),
					"Remove one of them from profile '" + profile.name() + "'");
		}
		if (source == null && place == null) {
			throw ProfileErrors.invalid(
					"Profile " + profile + " has " + profile.property("role_arn")
							+ " and nothing that gives the credentials to assume the role with",
					"Add source_profile with the name of a profile, or credential_source with Environment, "
							+ "Ec2InstanceMetadata or EcsContainer, to profile '" + profile.name() + "', with "
							+ ProfileErrors.set("source_profile", "<name>", profile) + " for example");
		}
		return profile.property("source_profile");
	}

	private ProfileStep.AssumeRole assumeRole(ProfileSection profile, String roleArn) {
		return new ProfileStep.AssumeRole(profile.name(), roleArn, profile.text("external_id"),
				profile.text("mfa_serial"), profile.text("role_session_name"), profile.duration(),
				profile.text("region"));
	}

	private CredentialsException withoutCredentials(ProfileSection profile, boolean source) {
		String message = "Profile " + profile + " has no credentials" + (this.bases.isTokenOnly(profile)
				? ": sign-in without sso_account_id and sso_role_name gives a token only" : "");
		String name = profile.name();
		if (!source) {
			return ProfileErrors.notConfigured(message)
				.withAdvice("Give profile '" + name + "' credentials, with "
						+ ((SectionHeader.isName(name)) ? "'aws configure --profile " + name + "' or " : "")
						+ ProfileErrors.configureSso(name) + " for example, or name another profile");
		}
		return ProfileErrors.invalid(message + ", and a role is to be assumed with them",
				"Add aws_access_key_id and aws_secret_access_key, or another source of credentials, to profile '" + name
						+ "'" + ProfileErrors.configure(name) + ", or name another source_profile");
	}

}
