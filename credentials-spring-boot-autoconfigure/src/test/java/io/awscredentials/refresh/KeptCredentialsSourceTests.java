package io.awscredentials.refresh;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsSource;
import io.awscredentials.SignInChallenge;
import io.awscredentials.internal.DetailedSource;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.internal.RetrievedCredentials;
import io.awscredentials.internal.RetrievedCredentials.Keeper;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;
import io.awscredentials.test.TestCertificateAuthority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link KeptCredentialsSource}.
 */
class KeptCredentialsSourceTests {

	private final MutableClock clock = new MutableClock();

	private final ScriptedSource source = new ScriptedSource(this.clock);

	private final RefreshScheduler scheduler = new RefreshScheduler(this.clock, () -> 0, (task) -> {
		throw new AssertionError("No thread is needed but that of the outer provider");
	}, new SplittableRandom(42), true);

	private final KeptCredentialsSource kept = kept(this.source, RefreshPolicy.defaults());

	private KeptCredentialsSource kept(CredentialsSource source, RefreshPolicy policy) {
		return new KeptCredentialsSource("default", source, policy, this.scheduler);
	}

	@Test
	void credentialsAreGivenAgainUntilTheirRefreshIsDue() {
		Credentials first = this.kept.retrieve();
		this.clock.advance(Duration.ofMinutes(44));
		assertThat(this.kept.retrieve()).isSameAs(first);
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(this.kept.retrieve()).isNotSameAs(first);
		assertThat(this.source.calls()).isEqualTo(2);
	}

	@Test
	void windowIsThatOfThePolicy() {
		KeptCredentialsSource kept = kept(this.source, new RefreshPolicy(Duration.ofMinutes(5), 0,
				Duration.ofMinutes(1), Duration.ofSeconds(30), OnFailure.AUTO));
		Credentials first = kept.retrieve();
		this.clock.advance(Duration.ofMinutes(55));
		assertThat(kept.retrieve()).isSameAs(first);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(kept.retrieve()).isNotSameAs(first);
	}

	@Test
	void failureIsThatOfTheSourceAndTheSourceIsAskedAgainEachTime() {
		this.source.fail();
		assertThat(failure().code()).isEqualTo(CredentialsErrorCode.CONNECTION);
		failure();
		assertThat(this.source.calls()).as("the outer provider backs off").isEqualTo(2);
		this.source.succeed(Duration.ofHours(1));
		assertThat(this.kept.retrieve()).isNotNull();
	}

	@Test
	void whatIsValidIsUsedOnButForItsLastMinute() {
		Credentials first = this.kept.retrieve();
		this.source.fail();
		this.clock.advance(Duration.ofMinutes(58));
		RetrievedCredentials retrieved = this.kept.retrieveDetailed();
		assertThat(retrieved.credentials()).isSameAs(first);
		assertThat(keeper(retrieved).overdue()).as("it may pass").isNull();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(failure().code()).isEqualTo(CredentialsErrorCode.CONNECTION);
	}

	@Test
	void whatHasExpiredIsUsedOnIfAwsProlongsIt() {
		this.source.pastExpiry(PastExpiry.SERVE);
		this.kept.retrieve();
		this.source.fail();
		this.clock.advance(Duration.ofMinutes(61));
		failure();
		this.source.pastExpiry(PastExpiry.PROLONGED);
		this.source.succeed(Duration.ofHours(1));
		Credentials second = this.kept.retrieve();
		this.source.fail();
		this.clock.advance(Duration.ofMinutes(61));
		assertThat(this.kept.retrieve()).isSameAs(second);
	}

	@Test
	void whatTakesAPersonIsTold() {
		Credentials first = this.kept.retrieve();
		this.source.requireMfa();
		this.clock.advance(Duration.ofMinutes(55));
		RetrievedCredentials retrieved = this.kept.retrieveDetailed();
		assertThat(retrieved.credentials()).isSameAs(first);
		assertThat(keeper(retrieved).overdue()).isNotNull()
			.satisfies((overdue) -> assertThat(overdue.mfaChallenge()).isNotNull());
	}

	@Test
	void signInTakesAPersonToo() {
		CredentialsException signIn = new CredentialsException(CredentialsErrorCode.SSO_TOKEN_EXPIRED, "Sso", "over")
			.withSignInChallenge(new SignInChallenge("https://device.sso.example", null, "ABCD",
					Instant.parse("2026-11-21T11:00:00Z")));
		this.kept.retrieve();
		this.source.run(() -> {
			throw signIn;
		});
		this.clock.advance(Duration.ofMinutes(55));
		assertThat(keeper(this.kept.retrieveDetailed()).overdue()).isSameAs(signIn);
	}

	@Test
	void anyNumberOfProvidersNeedsNoThreadMore() throws InterruptedException {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		RefreshScheduler scheduler = new RefreshScheduler(this.clock, () -> 0, executor, new SplittableRandom(42),
				true);
		List<RefreshingCredentialsProvider> providers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			KeptCredentialsSource inner = new KeptCredentialsSource("inner", this.source, RefreshPolicy.defaults(),
					scheduler);
			providers.add(new RefreshingCredentialsProvider("outer" + i,
					new KeptCredentialsSource("middle", inner, RefreshPolicy.defaults(), scheduler),
					RefreshPolicy.defaults(), scheduler, new RecordingListener()));
		}
		providers.forEach(RefreshingCredentialsProvider::start);
		assertThat(providers).allSatisfy((provider) -> assertThat(provider.resolveCredentials()).isNotNull());
		assertThat(this.source.calls()).isEqualTo(20);
		executor.shutdown();
		assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void rejectedCredentialsAreReplaced() {
		RetrievedCredentials first = this.kept.retrieveDetailed();
		this.clock.advance(Duration.ofMinutes(2));
		keeper(first).reject();
		RetrievedCredentials second = this.kept.retrieveDetailed();
		assertThat(second.credentials()).isNotSameAs(first.credentials());
		assertThat(keeper(second).since()).isEqualTo(this.clock.instant());
		keeper(first).reject();
		assertThat(this.kept.retrieve()).as("they have been replaced already").isSameAs(second.credentials());
	}

	@Test
	void keyThatIsObtainedAgainStaysAsOldAsItIs() {
		this.source.repeat();
		RetrievedCredentials first = this.kept.retrieveDetailed();
		this.clock.advance(Duration.ofMinutes(2));
		keeper(first).reject();
		RetrievedCredentials again = this.kept.retrieveDetailed();
		assertThat(keeper(again).since()).isEqualTo(keeper(first).since());
		assertThat(this.source.calls()).isEqualTo(2);
	}

	@Test
	void retrievalThatWasGivenUpIsNoNewsWhenItEnds() {
		AtomicReference<Credentials> other = new AtomicReference<>();
		AtomicReference<KeptCredentialsSource> kept = new AtomicReference<>();
		kept.set(kept(() -> {
			if (other.get() == null) {
				other.set(ScriptedSource.credentials(2, null));
				assertThat(kept.get().retrieve()).isSameAs(other.get());
				return ScriptedSource.credentials(1, null);
			}
			return other.get();
		}, RefreshPolicy.defaults()));
		kept.get().retrieve();
		assertThat(kept.get().retrieve()).isSameAs(other.get());
	}

	@Test
	void whatHasNoExpirationIsAskedForEachTimeAndNotUsedOn() {
		this.source.succeedForever();
		Credentials first = this.kept.retrieve();
		assertThat(this.kept.retrieve()).isNotSameAs(first);
		this.source.fail();
		failure();
	}

	@Test
	void whatAwsDoesNotKnowYetIsGivenAgainForAMinute() {
		this.source.succeedForever();
		RetrievedCredentials first = this.kept.retrieveDetailed();
		keeper(first).hold();
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(this.kept.retrieve()).isSameAs(first.credentials());
		this.clock.advance(Duration.ofSeconds(1));
		Credentials second = this.kept.retrieve();
		assertThat(second).isNotSameAs(first.credentials());
		assertThat(this.kept.retrieve()).isNotSameAs(second);
	}

	@Test
	void nameIsThatOfTheSource() {
		assertThat(this.kept.name()).isEqualTo(this.source.name());
	}

	@Test
	void certificateIsThatOfTheSource() {
		X509Certificate certificate = TestCertificateAuthority.create("Authority", this.clock).certificate();
		DetailedSource source = new DetailedSource() {

			@Override
			public RetrievedCredentials retrieveDetailed() {
				throw new AssertionError("Whoever looks does not wait");
			}

			@Override
			public X509Certificate certificate() {
				return certificate;
			}

		};
		assertThat(kept(source, RefreshPolicy.defaults()).certificate()).isSameAs(certificate);
	}

	private CredentialsException failure() {
		return Objects.requireNonNull(catchThrowableOfType(CredentialsException.class, this.kept::retrieve));
	}

	private static Keeper keeper(RetrievedCredentials retrieved) {
		return Objects.requireNonNull(retrieved.keeper());
	}

}
