package io.awscredentials.source.profile;

import java.time.Duration;
import java.util.Map;

import io.awscredentials.source.AccountId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A section of the shared AWS files: a profile, a sign-in session of IAM Identity Center
 * or a group of services.
 *
 * @param name the name
 * @param at where its first header was read
 * @param properties the properties by name in lower case
 */
record ProfileSection(String name, FileLine at, Map<String, ProfileProperty> properties) {

	private static final Log logger = LogFactory.getLog(ProfileSection.class);

	/**
	 * Return a property that has a value. As in the environment, a blank value counts as
	 * none.
	 * @param name the name, in lower case
	 * @return the property, or {@code null} if it is absent or blank
	 */
	@Nullable ProfileProperty property(String name) {
		ProfileProperty property = this.properties.get(name);
		return (property == null || property.value().isBlank()) ? null : property;
	}

	/**
	 * Return the value of a property that has to stand on one line.
	 * @param name the name, in lower case
	 * @return the value, or {@code null} if it is absent or blank
	 */
	@Nullable String text(String name) {
		ProfileProperty property = property(name);
		if (property == null) {
			return null;
		}
		if (property.continued()) {
			// An indented line below it belongs to it, and may well be a secret.
			throw ProfileErrors.invalid(
					"'" + name + "' (" + property.at() + ") of '" + this.name
							+ "' goes on in the line below it, which is indented",
					"Take the white space off the start of the line below line " + property.at().line());
		}
		return property.value();
	}

	/**
	 * Return {@code duration_seconds}.
	 * @return the lifetime to ask for, or {@code null} if it is absent or no whole number
	 */
	@Nullable Duration duration() {
		String seconds = text("duration_seconds");
		try {
			return (seconds != null) ? Duration.ofSeconds(Integer.parseInt(seconds)) : null;
		}
		catch (NumberFormatException ex) {
			// As in botocore: the role is still worth having.
			logger.warn(property("duration_seconds") + " of profile '" + this.name
					+ "' is ignored: it is not a whole number");
			return null;
		}
	}

	/**
	 * Return {@code aws_account_id}.
	 * @return the account ID, or {@code null} if it is absent or blank
	 */
	@Nullable String accountId() {
		String accountId = text("aws_account_id");
		if (accountId != null && AccountId.of(accountId) == null) {
			throw ProfileErrors.invalid(
					property("aws_account_id") + " of profile '" + this.name
							+ "' has not the 12 digits of an account ID",
					"Correct aws_account_id in that line, or remove it");
		}
		return accountId;
	}

	@Override
	public String toString() {
		return "'" + this.name + "' (" + this.at + ")";
	}

}
