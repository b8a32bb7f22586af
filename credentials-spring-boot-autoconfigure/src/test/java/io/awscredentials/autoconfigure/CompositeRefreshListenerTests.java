package io.awscredentials.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CompositeRefreshListener}.
 */
class CompositeRefreshListenerTests {

	@Test
	void listenerThatThrowsKeepsNoOtherFromBeingTold() {
		Recorder recorder = new Recorder();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsCredentialsAutoConfiguration.class))
			.withBean(Thrower.class)
			.withBean(Breaker.class)
			.withBean(Recorder.class, () -> recorder)
			.withBean("customCredentialsSource", CredentialsSource.class,
					() -> () -> new Credentials("AKIA", "secret", null, null, null))
			.run((context) -> {
				context.getBean(CredentialsProvider.class).resolveCredentials();
				// The listeners of a retrieval in the background are told after its
				// credentials are there.
				await().untilAsserted(() -> assertThat(recorder.told).containsExactly("default"));
			});
	}

	@Order(1)
	static class Thrower implements RefreshListener {

		@Override
		public void refreshed(RefreshStatus status, Duration took) {
			throw new IllegalStateException("no");
		}

	}

	@Order(2)
	static class Breaker implements RefreshListener {

		@Override
		public void refreshed(RefreshStatus status, Duration took) {
			throw new NoClassDefFoundError("no");
		}

	}

	@Order(3)
	static class Recorder implements RefreshListener {

		private final List<String> told = new CopyOnWriteArrayList<>();

		@Override
		public void refreshed(RefreshStatus status, Duration took) {
			this.told.add(status.provider());
		}

	}

}
