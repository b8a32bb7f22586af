package io.awscredentials.source.profile;

import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.source.KeyChecks;
import org.jspecify.annotations.Nullable;

/**
 * Reads the step of a profile that needs no other profile, in the order of AWS's SDK for
 * Rust where a profile has several.
 */
final class BaseSteps {

	private static final String ACCESS_KEY_ID = "aws_access_key_id";

	private static final String SECRET_ACCESS_KEY = "aws_secret_access_key";

	private final Profiles profiles;

	BaseSteps(Profiles profiles) {
		this.profiles = profiles;
	}

	/**
	 * Return the step of a profile.
	 * @param profile the profile
	 * @return the step, or {@code null} if the profile has no credentials
	 * @throws CredentialsException if the profile is incomplete or contradicts itself
	 */
	ProfileStep.@Nullable Base base(ProfileSection profile) {
		ProfileStep.Base base = webIdentity(profile);
		base = (base != null) ? base : credentialSource(profile);
		base = (base != null) ? base : sso(profile);
		base = (base != null) ? base : login(profile);
		base = (base != null) ? base : process(profile);
		return (base != null) ? base : accessKey(profile);
	}

	private ProfileStep.@Nullable WebIdentity webIdentity(ProfileSection profile) {
		String tokenFile = profile.text("web_identity_token_file");
		if (tokenFile == null) {
			return null;
		}
		String roleArn = profile.text("role_arn");
		if (roleArn == null) {
			throw ProfileErrors.invalid(
					"Profile " + profile + " has " + profile.property("web_identity_token_file") + " but no role_arn",
					"Add role_arn to profile '" + profile.name() + "', with "
							+ ProfileErrors.set("role_arn", "<arn>", profile) + "; AWS_ROLE_ARN does not count there");
		}
		return new ProfileStep.WebIdentity(profile.name(), roleArn, tokenFile, profile.text("role_session_name"),
				profile.duration(), profile.text("region"));
	}

	private ProfileStep.@Nullable CredentialSource credentialSource(ProfileSection profile) {
		String value = profile.text("credential_source");
		if (value == null) {
			return null;
		}
		ProfileStep.CredentialSource.Place place = ProfileStep.CredentialSource.Place.of(value);
		if (place == null) {
			throw ProfileErrors.invalid(
					"Not one of the known sources: " + profile.property("credential_source") + " of profile '"
							+ profile.name() + "'",
					"Write Environment, Ec2InstanceMetadata or EcsContainer there, with "
							+ ProfileErrors.set("credential_source", "<one of them>", profile));
		}
		return new ProfileStep.CredentialSource(profile.name(), place);
	}

	/**
	 * Return whether a profile signs in to IAM Identity Center for a token and not for
	 * credentials.
	 * @param profile the profile
	 * @return whether it does
	 */
	boolean isTokenOnly(ProfileSection profile) {
		return Stream.of("sso_session", "sso_start_url").anyMatch((name) -> profile.property(name) != null)
				&& Stream.of("sso_account_id", "sso_role_name").allMatch((name) -> profile.property(name) == null);
	}

	private ProfileStep.@Nullable Sso sso(ProfileSection profile) {
		String accountId = profile.text("sso_account_id");
		String roleName = profile.text("sso_role_name");
		if (accountId == null && roleName == null) {
			return null;
		}
		if (accountId == null || roleName == null) {
			throw incomplete(profile, (accountId != null) ? "sso_account_id" : "sso_role_name",
					(accountId != null) ? "sso_role_name" : "sso_account_id");
		}
		String sessionName = profile.text("sso_session");
		ProfileSection signIn = (sessionName != null) ? session(profile, sessionName) : profile;
		return new ProfileStep.Sso(profile.name(), signIn(profile, signIn, "sso_start_url"),
				signIn(profile, signIn, "sso_region"), accountId, roleName, sessionName);
	}

	private ProfileSection session(ProfileSection profile, String name) {
		ProfileSection session = this.profiles.ssoSession(name);
		if (session == null) {
			String ignored = this.profiles.ignored(SectionHeader.Type.SSO_SESSION, name);
			String header = "[sso-session " + SectionHeader.quoted(name) + "]";
			throw ProfileErrors.invalid(
					"There is no section " + header + ", which " + profile.property("sso_session") + " of profile '"
							+ profile.name() + "' names" + ((ignored != null) ? ", but " + ignored : ""),
					"Add " + header + " with sso_start_url and sso_region to " + this.profiles.config().file()
							+ ", with 'aws configure sso-session' for example");
		}
		return session;
	}

	private String signIn(ProfileSection profile, ProfileSection signIn, String name) {
		String value = signIn.text(name);
		if (value == null) {
			throw ProfileErrors
				.invalid(((signIn == profile) ? "Profile " : "Section sso-session ") + signIn + " has no " + name,
						"Add " + name + " there, with " + ((signIn == profile)
								? ProfileErrors.configureSso(profile.name()) : "'aws configure sso-session'")
								+ " for example");
		}
		String repeated = profile.text(name);
		if (repeated != null && !repeated.equals(value)) {
			// The same value twice says nothing wrong; botocore allows it, too.
			throw ProfileErrors.invalid(
					profile.property(name) + " of profile '" + profile.name() + "' and " + signIn.property(name)
							+ " of sso-session '" + signIn.name() + "' differ",
					"Remove " + name + " from profile '" + profile.name() + "'");
		}
		return value;
	}

	private ProfileStep.@Nullable LoginSession login(ProfileSection profile) {
		String session = profile.text("login_session");
		return (session != null) ? new ProfileStep.LoginSession(profile.name(), session, profile.text("region")) : null;
	}

	private ProfileStep.@Nullable Process process(ProfileSection profile) {
		// A command may go on over several lines: they are white space between words.
		ProfileProperty command = profile.property("credential_process");
		return (command != null)
				? new ProfileStep.Process(profile.name(), command.value(), profile.accountId(), command.at().file())
				: null;
	}

	private ProfileStep.@Nullable AccessKey accessKey(ProfileSection profile) {
		ProfileStep.AccessKey key = completeAccessKey(profile);
		if (key != null) {
			return key;
		}
		ProfileProperty accessKeyId = profile.property(ACCESS_KEY_ID);
		ProfileProperty secretAccessKey = profile.property(SECRET_ACCESS_KEY);
		if (accessKeyId != null) {
			throw incomplete(profile, ACCESS_KEY_ID, SECRET_ACCESS_KEY);
		}
		if (secretAccessKey != null) {
			throw incomplete(profile, SECRET_ACCESS_KEY, ACCESS_KEY_ID);
		}
		if (profile.property("aws_session_token") != null) {
			throw incomplete(profile, "aws_session_token", ACCESS_KEY_ID);
		}
		return null;
	}

	/**
	 * Return the access key of a profile.
	 * @param profile the profile
	 * @return the access key, or {@code null} unless both halves of it are there
	 */
	ProfileStep.@Nullable AccessKey completeAccessKey(ProfileSection profile) {
		String accessKeyId = keyText(profile, ACCESS_KEY_ID);
		String secretAccessKey = keyText(profile, SECRET_ACCESS_KEY);
		if (accessKeyId == null || secretAccessKey == null) {
			return null;
		}
		String token = keyText(profile, "aws_session_token");
		// botocore's older name for it, which some tools still write
		token = (token != null) ? token : keyText(profile, "aws_security_token");
		return new ProfileStep.AccessKey(profile.name(),
				new Credentials(accessKeyId, secretAccessKey, token, null, profile.accountId()));
	}

	private @Nullable String keyText(ProfileSection profile, String name) {
		String text = profile.text(name);
		String problem = KeyChecks.problem(text);
		if (problem != null) {
			throw ProfileErrors.invalid(profile.property(name) + " of profile '" + profile.name() + "' " + problem,
					"Write " + name + " anew in that line, without that character");
		}
		return text;
	}

	private CredentialsException incomplete(ProfileSection profile, String present, String missing) {
		return ProfileErrors.invalid("Profile " + profile + " has " + profile.property(present) + " but no " + missing,
				"Add " + missing + " to profile '" + profile.name() + "'"
						+ ((missing.startsWith("sso_"))
								? ", with " + ProfileErrors.configureSso(profile.name()) + " for example"
								: ProfileErrors.configure(profile.name()))
						+ ", or remove " + present);
	}

}
