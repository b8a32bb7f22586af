package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a context which is stopped, as Spring Framework pauses those of tests,
 * refreshes nothing until it is started again.
 */
class StoppedContextTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T09:00:00Z"));

	private ApplicationContextRunner runner(AtomicInteger retrievals) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withPropertyValues("aws.credentials.chain=custom")
			.withBean("credentialsClock", InstantSource.class, () -> this.now::get)
			.withBean("customCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIAEXAMPLE%05d".formatted(retrievals.incrementAndGet()), "secret",
							null, this.now.get().plus(Duration.ofHours(1)), null));
	}

	@Test
	void stoppedContextRefreshesNothingUntilItIsStarted() {
		AtomicInteger stopped = new AtomicInteger();
		AtomicInteger running = new AtomicInteger();
		runner(stopped).run((context) -> runner(running).run((other) -> {
			context.getBean(CredentialsProvider.class).resolveCredentials();
			other.getBean(CredentialsProvider.class).resolveCredentials();
			ConfigurableApplicationContext lifecycle = context.getSourceApplicationContext();
			lifecycle.stop();
			// Where the one refreshes twice, the other would have had the time.
			advanceUntil(running, 2);
			advanceUntil(running, 3);
			assertThat(stopped).hasValue(1);
			lifecycle.start();
			Awaitility.await().until(() -> stopped.get() == 2);
			advanceUntil(stopped, 3);
		}));
	}

	private void advanceUntil(AtomicInteger retrievals, int expected) {
		this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(58)));
		Awaitility.await().until(() -> retrievals.get() >= expected);
	}

}
