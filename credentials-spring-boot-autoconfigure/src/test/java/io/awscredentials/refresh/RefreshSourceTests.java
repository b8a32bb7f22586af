package io.awscredentials.refresh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.internal.PastExpiry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Sources that break their contract. None of it may stop a provider.
 */
class RefreshSourceTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

	private final Harness harness = new Harness();

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	static Stream<Arguments> misdeeds() {
		return Stream.of(argumentSet("null", misdeed(RefreshSourceTests::nothing)),
				argumentSet("unchecked exception", misdeed(() -> raise(new IllegalStateException(SECRET)))),
				argumentSet("checked exception", misdeed(() -> raise(new java.io.IOException(SECRET)))),
				argumentSet("error", misdeed(() -> raise(new NoClassDefFoundError(SECRET)))),
				argumentSet("out of memory", misdeed(() -> raise(new OutOfMemoryError(SECRET)))),
				argumentSet("stack overflow", misdeed(RefreshSourceTests::overflow)),
				argumentSet("interrupted", misdeed(() -> raise(new InterruptedException(SECRET)))),
				argumentSet("interrupts itself", misdeed(() -> {
					Thread.currentThread().interrupt();
					return raise(new IllegalStateException(SECRET));
				})));
	}

	@ParameterizedTest
	@MethodSource("misdeeds")
	void resolveWhenSourceMisbehavesRaisesFailureWithoutItsText(CredentialsSource misdeed) {
		this.harness.source.run(misdeed);
		CredentialsException failure = this.harness.resolveFailure();
		assertThat(failure.code()).isEqualTo(CredentialsErrorCode.RESPONSE_INVALID);
		assertThat(failure.source()).isEqualTo("Scripted");
		assertThat(failure.toString()).doesNotContain(SECRET);
		assertThat(this.harness.status().toString()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@MethodSource("misdeeds")
	void schedulerWhenSourceMisbehavesGoesOn(CredentialsSource misdeed) {
		this.harness.resolve();
		this.harness.source.run(misdeed);
		this.harness.advance(Duration.ofMinutes(53));
		assertThat(this.harness.state()).isEqualTo(RefreshState.STALE);
		Thread.interrupted();
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(Duration.ofMinutes(3));
		assertThat(this.harness.state()).isEqualTo(RefreshState.VALID);
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-2");
	}

	@Test
	@SuppressWarnings("NullAway")
	void setOfUnknownStabilityIsNotServedPastItsExpiry() {
		this.harness.source.pastExpiry(null);
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.sleep(Duration.ofMinutes(61));
		assertThat(this.harness.resolveFailure().code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		assertThat(this.harness.state()).isEqualTo(RefreshState.EXPIRED);
	}

	@Test
	void failureWhenItIsTheSourcesOwnIsKept() {
		CredentialsException own = ScriptedSource.denial().withAdvice("Do this");
		this.harness.source.run(() -> raise(own));
		CredentialsException failure = this.harness.resolveFailure();
		assertThat(failure.getCause()).isSameAs(own);
		assertThat(failure).hasMessage("Upstream denied");
		assertThat(failure.advice()).isEqualTo("Do this");
	}

	@Test
	void nameWhenSourceFailsToGiveOneIsThatOfItsClass() {
		CredentialsSource nameless = new Nameless(() -> raise(new IllegalStateException("no name")));
		assertThat(Retrieval.name(nameless)).isEqualTo(Nameless.class.getName());
		RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("nameless", nameless,
				RefreshPolicy.defaults(), this.harness.scheduler, this.harness.listener);
		assertThat(provider.refresh()).isCompletedExceptionally();
		assertThat(provider.status().source()).isEqualTo(Nameless.class.getName());
		assertThat(provider.status().state()).isEqualTo(RefreshState.FAILED);
	}

	@Test
	void pastExpiryIsThatOfTheSetNotOfTheMoment() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		this.harness.source.pastExpiry(PastExpiry.REFUSE);
		this.harness.source.fail();
		this.harness.sleep(Duration.ofMinutes(61));
		assertThat(this.harness.resolve().secretAccessKey()).isEqualTo("secret-1");
		assertThat(this.harness.status().state()).isEqualTo(RefreshState.EXTENDED);
	}

	@Test
	void retrievalThatStartsFromAnotherProviderUsesItsCredentials() {
		AtomicInteger number = new AtomicInteger(10);
		CredentialsSource chained = () -> {
			Credentials base = this.harness.resolve();
			return ScriptedSource.credentials(number.incrementAndGet(), base.expiration());
		};
		RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("chained", chained,
				RefreshPolicy.defaults(), this.harness.scheduler, this.harness.listener);
		assertThat(provider.resolveCredentials().secretAccessKey()).isEqualTo("secret-11");
		this.harness.source.deny();
		this.harness.provider.invalidate(ScriptedSource.credentials(1, null));
		assertThat(provider.refresh()).isCompletedExceptionally();
		assertThat(provider.status().lastFailure()).isNotNull()
			.extracting(RefreshStatus.Failure::code)
			.isEqualTo(CredentialsErrorCode.STS_ACCESS_DENIED);
	}

	private static CredentialsSource misdeed(CredentialsSource source) {
		return source;
	}

	@SuppressWarnings("NullAway")
	private static Credentials nothing() {
		return null;
	}

	private static Credentials overflow() {
		return overflow();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable, V> V raise(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private record Nameless(Supplier<@Nullable String> text) implements CredentialsSource {

		@Override
		public Credentials retrieve() {
			return RefreshSourceTests.<RuntimeException, Credentials>raise(new IllegalStateException());
		}

		@Override
		@SuppressWarnings("NullAway")
		public String name() {
			return this.text.get();
		}

	}

}
