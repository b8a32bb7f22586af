package io.awscredentials.refresh;

import org.jspecify.annotations.Nullable;

/**
 * That new credentials are somebody else's than those before: they come from another
 * source, are of another account, or are other long-lived keys.
 *
 * @param previousSource the name of the source of those before
 * @param previousAccessKeyId their masked access key ID
 * @param previousAccountId the ID of their account, or {@code null} if unknown
 * @since 0.1.0
 */
public record CredentialsChange(String previousSource, String previousAccessKeyId, @Nullable String previousAccountId) {

	@Override
	public String toString() {
		return this.previousAccessKeyId
				+ ((this.previousAccountId != null) ? ", account " + this.previousAccountId : "") + ", from "
				+ this.previousSource;
	}

}
