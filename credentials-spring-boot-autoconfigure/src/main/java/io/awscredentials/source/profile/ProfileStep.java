package io.awscredentials.source.profile;

import java.time.Duration;

import io.awscredentials.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * One step from a profile to credentials.
 */
public sealed interface ProfileStep {

	/**
	 * Return the name of the profile that asks for this step.
	 * @return the name
	 */
	String profile();

	/**
	 * A first step, which needs no credentials.
	 */
	sealed interface Base extends ProfileStep {

	}

	/**
	 * Credentials that are in the files.
	 *
	 * @param profile the profile
	 * @param credentials the credentials
	 */
	record AccessKey(String profile, Credentials credentials) implements Base {

	}

	/**
	 * The credentials of the place the service runs in, by {@code credential_source}.
	 *
	 * @param profile the profile
	 * @param place the place
	 */
	record CredentialSource(String profile, Place place) implements Base {

		/**
		 * The values of {@code credential_source}.
		 */
		public enum Place {

			ENVIRONMENT("Environment"), EC2_INSTANCE_METADATA("Ec2InstanceMetadata"), ECS_CONTAINER("EcsContainer");

			private final String value;

			Place(String value) {
				this.value = value;
			}

			static @Nullable Place of(String value) {
				for (Place place : values()) {
					if (place.value.equalsIgnoreCase(value)) {
						return place;
					}
				}
				return null;
			}

			@Override
			public String toString() {
				return this.value;
			}

		}

	}

	/**
	 * A role that is assumed with a web identity token.
	 *
	 * @param profile the profile
	 * @param roleArn the role
	 * @param tokenFile the file with the token
	 * @param sessionName the session name, or {@code null} for one of the executor's
	 * @param duration the lifetime to ask for, or {@code null} for that of STS
	 * @param region the region of the profile, or {@code null}
	 */
	record WebIdentity(String profile, String roleArn, String tokenFile, @Nullable String sessionName,
			@Nullable Duration duration, @Nullable String region) implements Base {

	}

	/**
	 * A role of IAM Identity Center.
	 *
	 * @param profile the profile
	 * @param startUrl the start URL of the sign-in
	 * @param region the region of the sign-in, not of the profile
	 * @param accountId the account of the role
	 * @param roleName the name of the role
	 * @param sessionName the name of the {@code sso-session}, or {@code null} for the
	 * legacy form, whose token has the start URL as its key and is never refreshed
	 */
	record Sso(String profile, String startUrl, String region, String accountId, String roleName,
			@Nullable String sessionName) implements Base {

	}

	/**
	 * What {@code aws login} left.
	 *
	 * @param profile the profile
	 * @param session the value of {@code login_session}
	 * @param region the region of the profile, or {@code null}
	 */
	record LoginSession(String profile, String session, @Nullable String region) implements Base {

	}

	/**
	 * The output of a program. Its command line may hold secrets.
	 *
	 * @param profile the profile
	 * @param command the value of {@code credential_process} as it is written
	 * @param accountId the account ID of credentials whose output names none, or
	 * {@code null}
	 * @param file the file that names the command
	 */
	record Process(String profile, String command, @Nullable String accountId, String file) implements Base {

		@Override
		public String toString() {
			return "Process[profile=" + this.profile + "]";
		}

	}

	/**
	 * A role that is assumed with the credentials of the step before.
	 *
	 * @param profile the profile
	 * @param roleArn the role
	 * @param externalId the external ID, or {@code null}
	 * @param mfaSerial the serial number of the MFA device, or {@code null}
	 * @param sessionName the session name, or {@code null} for one of the executor's
	 * @param duration the lifetime to ask for, or {@code null} for that of STS
	 * @param region the region of the profile, or {@code null}
	 */
	record AssumeRole(String profile, String roleArn, @Nullable String externalId, @Nullable String mfaSerial,
			@Nullable String sessionName, @Nullable Duration duration, @Nullable String region) implements ProfileStep {

		@Override
		public String toString() {
			return "AssumeRole[profile=" + this.profile + ", roleArn=" + this.roleArn + "]";
		}

	}

}
