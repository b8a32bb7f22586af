package io.awscredentials.signing;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.http.sigv4.ClockSkew;
import org.jspecify.annotations.Nullable;

/**
 * What all signing of an application shares.
 *
 * @param provider the default provider
 * @param providers the providers by name
 * @param region gives the region for hosts that do not tell theirs, or {@code null}
 * @param clock the time as AWS sees it
 */
record SigningEnvironment(CredentialsProvider provider, Map<String, ? extends CredentialsProvider> providers,
		Supplier<@Nullable String> region, ClockSkew clock) {

	static final String SOURCE = "Signing";

	CredentialsProvider provider(String name) {
		CredentialsProvider found = this.providers.get(name);
		if (found == null) {
			Collection<String> names = this.providers.keySet();
			throw failure("There is no provider '" + name + "' to sign with",
					"Use one of: " + String.join(", ", names));
		}
		return found;
	}

	static CredentialsException failure(String message, String advice) {
		return new CredentialsException(CredentialsErrorCode.SIGNING, SOURCE, message).withAdvice(advice);
	}

}
