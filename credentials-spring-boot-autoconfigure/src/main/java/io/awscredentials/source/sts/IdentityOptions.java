package io.awscredentials.source.sts;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What credentials are checked for before anybody gets them.
 *
 * @param provider the name of the provider that gives them
 * @param expectedAccountIds the IDs of the accounts they may belong to; empty for any
 * @param property what says so, for failures: the name of a property with its origin
 * @param verify whether STS is asked whose they are also where nothing depends on it
 * @param arn the ARN of the role they are credentials of, which tells the partition where
 * no region is configured, or {@code null}
 * @hidden
 */
public record IdentityOptions(String provider, List<String> expectedAccountIds, String property, boolean verify,
		@Nullable String arn) {

	public IdentityOptions {
		expectedAccountIds = List.copyOf(expectedAccountIds);
	}

	/**
	 * Return whether there is anything to check.
	 * @return whether there is
	 */
	public boolean any() {
		return this.verify || !this.expectedAccountIds.isEmpty();
	}

}
