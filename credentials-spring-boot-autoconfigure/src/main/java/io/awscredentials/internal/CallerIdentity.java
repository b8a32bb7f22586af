package io.awscredentials.internal;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * Whose credentials are, as STS says, or why it did not say.
 *
 * @param accountId the ID of the account, or {@code null} if there is a failure
 * @param arn the ARN of the user or the session of a role, or {@code null} if there is a
 * failure
 * @param failure why it is not known, or {@code null}
 */
public record CallerIdentity(@Nullable String accountId, @Nullable String arn, @Nullable CredentialsException failure) {

	/**
	 * Create a new instance of an identity that is not known.
	 * @param failure why
	 */
	public CallerIdentity(CredentialsException failure) {
		this(null, null, failure);
	}

}
