package io.awscredentials.refresh;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.internal.PastExpiry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine logs: each news once, and no secret.
 */
class RefreshLogTests {

	private final LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.INFO);

	private final Harness harness = new Harness();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void refreshedWhenFirstIsInfo() {
		this.harness.resolve();
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO Credentials of provider 'default' from Scripted: ASIA********MP01, account 123456789012,"
					+ " expire at 2026-11-21T11:00:00Z, next refresh at 2026-11-21T10:")
			.endsWith(" ms)");
	}

	@Test
	void refreshedWhenRoutineIsSilent() {
		this.harness.resolve();
		this.log.lines();
		this.harness.advance(Duration.ofHours(5));
		assertThat(this.harness.status().refreshes()).isGreaterThan(5);
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void failedWhenRepeatedIsOneWarning() {
		this.harness.resolve();
		this.log.lines();
		this.harness.source.fail();
		this.harness.advance(Duration.ofMinutes(58));
		assertThat(this.harness.status().failures()).isGreaterThan(1);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Credential refresh failed for provider 'default', [CONNECTION] Scripted: "
					+ "No connection to upstream. Check network, DNS, proxy and firewall for the address named here. "
					+ "The present credentials are served until they expire at 2026-11-21T11:00:00Z, "
					+ "next attempt at 2026-11-21T10:");
	}

	@Test
	void outageIsToldWhenItBeginsWhenTheSetExpiresAndWhenItEnds() {
		this.harness.source.pastExpiry(PastExpiry.SERVE);
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.advance(Duration.ofHours(3));
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.advance(Duration.ofSeconds(30));
		this.harness.advance(Duration.ofMinutes(50));
		assertThat(this.log.lines()).satisfiesExactly((line) -> assertThat(line).startsWith("INFO Credentials of"),
				(line) -> assertThat(line).contains("WARN Credential refresh failed", "are served until they expire"),
				(line) -> assertThat(line).startsWith("WARN Credentials of provider 'default' expired at "
						+ "2026-11-21T11:00:00Z and are served on, since refreshes fail: [CONNECTION] No connection to "
						+ "upstream. Check network, DNS, proxy and firewall for the address named here. Next attempt"),
				(line) -> assertThat(line).startsWith("INFO Credentials of").contains(", after failures"));
	}

	@Test
	void outageOfSourceWhoseSetsEndIsToldToo() {
		this.harness.resolve();
		this.harness.source.fail();
		this.harness.advance(Duration.ofHours(3));
		assertThat(this.log.lines()).satisfiesExactly((line) -> assertThat(line).startsWith("INFO Credentials of"),
				(line) -> assertThat(line).contains("WARN Credential refresh failed", "are served until they expire"),
				(line) -> assertThat(line).startsWith(
						"WARN Credentials of provider 'default' expired at 2026-11-21T11:00:00Z, since refreshes "
								+ "fail: [CONNECTION] No connection to upstream."));
	}

	@Test
	void failedForAnotherReasonIsNews() {
		this.harness.source.fail();
		this.harness.resolveFailure();
		this.harness.resolveFailure();
		this.harness.source.deny();
		this.harness.resolveFailure();
		this.harness.advance(Duration.ofMinutes(5));
		assertThat(this.log.lines()).satisfiesExactly(
				(line) -> assertThat(line).contains("WARN", "[CONNECTION]", "There are no valid credentials, next"),
				(line) -> assertThat(line).contains("WARN", "[STS_ACCESS_DENIED]"));
	}

	@Test
	void failedAgainAfterRecoveryIsNews() {
		for (int i = 0; i < 2; i++) {
			this.harness.source.fail();
			this.harness.provider.refresh();
			this.harness.source.succeed(Duration.ofHours(1));
			this.harness.provider.refresh();
		}
		assertThat(this.log.lines()).extracting((line) -> line.substring(0, 4))
			.containsExactly("WARN", "INFO", "WARN", "INFO");
	}

	@Test
	void challengeIsToldOnce() {
		this.harness.resolve();
		this.log.lines();
		this.harness.source.requireMfa();
		for (int i = 0; i < 3; i++) {
			this.harness.provider.refresh();
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO ")
			.contains("waits for a person to give an MFA code", "The present credentials are served until then");
		this.harness.advance(Duration.ofHours(1));
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN ")
			.endsWith("expired at 2026-11-21T11:00:00Z, since no person has given an MFA code.");
		this.harness.source.succeed(Duration.ofHours(1));
		this.harness.provider.refresh();
		assertThat(this.log.lines()).singleElement().asString().startsWith("INFO ").doesNotContain("failures");
	}

	@Test
	void nothingSecretIsLoggedAtAnyLevel() {
		try (LogCapture all = new LogCapture(RefreshingCredentialsProvider.class, Level.TRACE)) {
			this.harness.resolve();
			this.harness.source.run(() -> {
				throw new CredentialsException(CredentialsErrorCode.PLUGIN_RETRIEVE, "Scripted", "Plugin failed",
						new IllegalStateException("Out of order"));
			});
			this.harness.provider.refresh();
			this.harness.provider.refresh();
			this.harness.source.succeed(Duration.ofHours(1));
			this.harness.provider.refresh();
			this.harness.provider.refresh();
			assertThat(all.lines()).hasSize(5)
				.noneMatch((line) -> line.contains("secret-") || line.contains("token-")
						|| line.contains("ASIAIOSFODNN7EXAMP"))
				.anyMatch((line) -> line.startsWith("WARN ") && line.contains("IllegalStateException: Out of order"))
				.anyMatch((line) -> line.startsWith("DEBUG Credential refresh failed"))
				.anyMatch((line) -> line.startsWith("DEBUG Credentials of provider"));
		}
	}

	@Test
	void stackTraceIsOnlyForThoseWhoDebug() {
		this.harness.source.run(() -> {
			throw new IllegalStateException("secret-1");
		});
		this.harness.resolveFailure();
		assertThat(this.log.lines()).singleElement().asString().startsWith("WARN ").doesNotContain(" + ", "secret-1");
	}

}
