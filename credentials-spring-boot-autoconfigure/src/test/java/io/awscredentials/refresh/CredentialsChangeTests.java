package io.awscredentials.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for credentials that are somebody else's than those before.
 */
class CredentialsChangeTests {

	private static final Credentials KEYS = keys("AKIAIOSFODNN7EXAMPL1", "111111111111");

	private final LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.INFO);

	private final Harness harness = new Harness();

	private final AtomicReference<Credentials> next = new AtomicReference<>(KEYS);

	private String name = "Static (profile work)";

	private final List<@Nullable CredentialsChange> changes = new ArrayList<>();

	private final RefreshingCredentialsProvider provider = provider(Usage.ALWAYS);

	@AfterEach
	void close() {
		this.log.close();
	}

	private RefreshingCredentialsProvider provider(Usage usage) {
		CredentialsSource source = new CredentialsSource() {

			@Override
			public Credentials retrieve() {
				return CredentialsChangeTests.this.next.get();
			}

			@Override
			public String name() {
				return CredentialsChangeTests.this.name;
			}

		};
		RefreshListener listener = new RefreshListener() {

			@Override
			public void refreshed(RefreshStatus status, Duration took, @Nullable CredentialsChange change) {
				CredentialsChangeTests.this.changes.add(change);
			}

		};
		return new RefreshContext(RefreshPolicy.defaults(), this.harness.scheduler, listener).provider("default",
				source, usage);
	}

	private static Credentials keys(String accessKeyId, @Nullable String accountId) {
		return new Credentials(accessKeyId, "secret", null, null, accountId);
	}

	private @Nullable CredentialsChange changed(Credentials credentials) {
		this.next.set(credentials);
		this.provider.refresh().join();
		return this.changes.get(this.changes.size() - 1);
	}

	private Credentials session(int number) {
		return ScriptedSource.credentials(number, this.harness.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void firstCredentialsAreNoChange() {
		assertThat(changed(KEYS)).isNull();
		assertThat(changed(KEYS)).isNull();
		assertThat(this.log.lines()).singleElement().asString().doesNotContain("in place of");
	}

	@Test
	void otherLongLivedKeyIsToldAtInfo() {
		changed(KEYS);
		this.log.lines();
		assertThat(changed(keys("AKIAIOSFODNN7EXAMPL2", "111111111111")))
			.isEqualTo(new CredentialsChange("Static (profile work)", "AKIA********MPL1", "111111111111"));
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO Credentials of provider 'default' from Static (profile work): AKIA********MPL2, "
					+ "account 111111111111, in place of AKIA********MPL1, account 111111111111, from Static "
					+ "(profile work) (took ");
	}

	@Test
	void otherAccountIsToldAlsoOfTemporaryCredentials() {
		Credentials first = session(1);
		changed(first);
		Credentials next = session(2);
		assertThat(changed(next)).as("the usual renewal").isNull();
		Credentials other = new Credentials(session(3).accessKeyId(), "secret", "token", next.expiration(),
				"999999999999");
		assertThat(changed(other))
			.isEqualTo(new CredentialsChange("Static (profile work)", "ASIA********MP02", "123456789012"));
		Credentials unknown = new Credentials(session(4).accessKeyId(), "secret", "token", next.expiration(), null);
		assertThat(changed(unknown)).as("not known to be another one").isNull();
	}

	@Test
	void otherSourceIsTold() {
		changed(session(1));
		this.name = "Process (profile work)";
		assertThat(changed(session(2))).isNotNull()
			.extracting(CredentialsChange::previousSource)
			.isEqualTo("Static (profile work)");
		assertThat(changed(session(3))).isNull();
	}

	@Test
	void changeThatComesAfterFailuresIsTold() {
		changed(KEYS);
		this.next.set(null);
		assertThat(this.provider.refresh()).isCompletedExceptionally();
		assertThat(changed(keys("AKIAIOSFODNN7EXAMPL2", null))).isNotNull();
		assertThat(this.log.lines()).last().asString().contains(", after failures, in place of AKIA********MPL1");
	}

	@Test
	void roleThatIsKnownOnlyAtRunTimeDoesNotChange() {
		RefreshingCredentialsProvider role = provider(new Usage() {
		});
		role.refresh().join();
		this.name = "other";
		role.refresh().join();
		assertThat(this.changes).containsExactly(null, null);
	}

}
