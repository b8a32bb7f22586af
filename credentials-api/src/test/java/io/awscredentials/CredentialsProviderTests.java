package io.awscredentials;

import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the defaults of {@link CredentialsProvider}.
 */
class CredentialsProviderTests {

	private static final Credentials CREDENTIALS = new Credentials("key", "secret", null, null, null);

	@Test
	void asyncResolvesOnAnotherThread() {
		Thread caller = Thread.currentThread();
		CredentialsProvider provider = () -> {
			assertThat(Thread.currentThread()).isNotSameAs(caller);
			return CREDENTIALS;
		};
		assertThat(provider.resolveCredentialsAsync().join()).isSameAs(CREDENTIALS);
	}

	@Test
	void asyncWhenResolvingFailsCompletesWithTheFailure() {
		CredentialsException failure = new CredentialsException(CredentialsErrorCode.CONNECTION, "Custom", "No");
		CredentialsProvider provider = () -> {
			throw failure;
		};
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> provider.resolveCredentialsAsync().join())
			.withCause(failure);
	}

	@Test
	void invalidateDoesNothing() {
		CredentialsProvider provider = () -> CREDENTIALS;
		provider.invalidate(CREDENTIALS);
		assertThat(provider.resolveCredentials()).isSameAs(CREDENTIALS);
	}

}
