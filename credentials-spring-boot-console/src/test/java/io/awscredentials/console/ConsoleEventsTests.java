package io.awscredentials.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.console.ConsoleEvent.Type;
import io.awscredentials.event.CredentialsEvent;
import io.awscredentials.event.EventPublishingRefreshListener;
import io.awscredentials.refresh.RefreshState;
import io.awscredentials.refresh.RefreshStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ConsoleEventsTests {

	private final ConsoleEvents events = new ConsoleEvents();

	private final EventPublishingRefreshListener publisher = new EventPublishingRefreshListener(
			(event) -> this.events.onApplicationEvent((CredentialsEvent) event));

	private static RefreshStatus status(String provider, boolean runtimeRole) {
		return new RefreshStatus(provider, "Custom", RefreshState.VALID, true, false, "ASIA********0001", null, null,
				null, null, null, Instant.EPOCH, null, null, null, 1, 0, 0, null, null, null, runtimeRole, null);
	}

	private void refreshed(String provider) {
		this.publisher.refreshed(status(provider, false), Duration.ZERO, null);
	}

	private void failed(String provider, CredentialsErrorCode code) {
		this.publisher.refreshFailed(status(provider, false), new CredentialsException(code, "Custom", "why"),
				Duration.ZERO);
	}

	@Test
	void equalFailuresInARowAreOne() {
		failed("default", CredentialsErrorCode.CONNECTION);
		long first = this.events.after(0).get(0).sequence();
		failed("other", CredentialsErrorCode.CONNECTION);
		failed("default", CredentialsErrorCode.CONNECTION);
		failed("default", CredentialsErrorCode.TIMEOUT);
		failed("default", CredentialsErrorCode.CONNECTION);
		assertThat(this.events.after(0)).extracting(ConsoleEvent::provider, ConsoleEvent::code, ConsoleEvent::count)
			.containsExactly(tuple("other", "CONNECTION", 1), tuple("default", "CONNECTION", 2),
					tuple("default", "TIMEOUT", 1), tuple("default", "CONNECTION", 1));
		assertThat(this.events.after(first)).hasSize(4);
		assertThat(this.events.after(this.events.after(0).get(3).sequence())).isEmpty();
	}

	@Test
	void memoryIsBoundedForEachProvider() {
		failed("quiet", CredentialsErrorCode.CONNECTION);
		for (int i = 0; i < 1000; i++) {
			failed("noisy", (i % 2 == 0) ? CredentialsErrorCode.CONNECTION : CredentialsErrorCode.TIMEOUT);
		}
		assertThat(this.events.after(0)).hasSize(ConsoleEvents.LIMIT + 1)
			.extracting(ConsoleEvent::provider)
			.contains("quiet");
	}

	@Test
	void renewalsDoNotPushOutAFailureAtOnce() {
		failed("default", CredentialsErrorCode.CONNECTION);
		for (int i = 0; i < 1000; i++) {
			refreshed("default");
		}
		List<Type> types = new ArrayList<>();
		this.events.after(0).forEach((event) -> types.add(event.type()));
		assertThat(types).hasSize(ConsoleEvents.LIMIT).contains(Type.FAILED);
	}

	@Test
	void rolesKnownOnlyAtRunTimeShareTheRoomOfOne() {
		for (int i = 0; i < 1000; i++) {
			String arn = "arn:aws:iam::123456789012:role/tenant-" + i;
			this.publisher.refreshed(status(arn, true), Duration.ZERO, null);
			this.publisher.refreshFailed(status(arn, true),
					new CredentialsException(CredentialsErrorCode.STS_ACCESS_DENIED, "AssumeRole", "why"),
					Duration.ZERO);
		}
		assertThat(this.events.after(0)).hasSize(ConsoleEvents.LIMIT)
			.allSatisfy((event) -> assertThat(event.type()).isEqualTo(Type.FAILED));
	}

}
