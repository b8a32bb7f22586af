package io.awscredentials.connect;

import java.time.Instant;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Connections}.
 */
class ConnectionsTests {

	private Instant now = Instant.parse("2026-11-21T09:00:00Z");

	private final Connections connections = new Connections(() -> this.now);

	@Test
	void tellWhatHappenedInTheOrderOfRegistration() {
		TrackedConnection jdbc = this.connections.register("jdbc dataSource", "orders_app", "db.example.com",
				"default");
		this.connections.register("kafka", null, null, "archive");
		jdbc.tokenIssued();
		this.now = this.now.plusSeconds(1);
		jdbc.failed(new CredentialsException(CredentialsErrorCode.TIMEOUT, "IamTokens", "too late"));
		assertThat(this.connections.statuses()).containsExactly(
				new ConnectionStatus("jdbc dataSource", "orders_app", "db.example.com", "default",
						Instant.parse("2026-11-21T09:00:00Z"),
						new ConnectionStatus.Failure("TIMEOUT", "too late", CredentialsErrorCode.TIMEOUT.advice(),
								Instant.parse("2026-11-21T09:00:01Z"))),
				new ConnectionStatus("kafka", null, null, "archive", null, null));
	}

	@Test
	void messageOfAServiceForgesNoLine() {
		TrackedConnection jdbc = this.connections.register("jdbc dataSource", "u", "h", "default");
		jdbc.failed(CredentialsErrorCode.CONNECTION, "FATAL: no\nINFO all is well", "Look at the grants");
		ConnectionStatus.Failure failure = this.connections.statuses().get(0).lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.message()).isEqualTo("FATAL: no INFO all is well");
		assertThat(failure.advice()).isEqualTo("Look at the grants");
	}

}
