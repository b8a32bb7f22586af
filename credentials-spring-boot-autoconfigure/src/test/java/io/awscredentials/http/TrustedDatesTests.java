package io.awscredentials.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import io.awscredentials.http.sigv4.ClockSkew;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose {@code Date} tells the time.
 */
class TrustedDatesTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final Duration OFF = Duration.ofHours(2);

	private final ClockSkew clock = new ClockSkew(InstantSource.fixed(NOW));

	@Test
	void answerOverTlsTellsTheTime() {
		learn(false, HttpCall.get(URI.create("https://sts.amazonaws.com/")), OFF);
		assertThat(this.clock.offset()).isEqualTo(OFF);
		learn(false, HttpCall.get(URI.create("https://sts.amazonaws.com/")), Duration.ofSeconds(50));
		assertThat(this.clock.offset()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://127.0.0.1:51679/",
			"http://localhost/", "http://[::1]/" })
	void neighbourTellsTheTime(String uri) {
		learn(true, HttpCall.get(URI.create(uri)), OFF.negated());
		assertThat(this.clock.offset()).isEqualTo(OFF.negated());
	}

	@Test
	void neighbourWhoseAddressWasCheckedTellsTheTime() throws UnknownHostException {
		HttpCall call = HttpCall.get(URI.create("http://agent/"));
		learn(true, call, OFF);
		assertThat(this.clock.offset()).isZero();
		learn(true, call.withAddresses(List.of(InetAddress.getByName("127.0.0.1"))), OFF);
		assertThat(this.clock.offset()).isEqualTo(OFF);
	}

	@Test
	void neighbourThatGoesByTheLocalClockTeachesNothing() {
		learn(false, HttpCall.get(URI.create("https://sts.amazonaws.com/")), OFF);
		learn(true, HttpCall.get(URI.create("http://127.0.0.1/")), Duration.ZERO);
		assertThat(this.clock.offset()).isEqualTo(OFF);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://sts.amazonaws.com/", "http://127.0.0.1/", "http://169.254.169.254/" })
	void otherAnswersWithoutTlsTellNothing(String uri) {
		learn(false, HttpCall.get(URI.create(uri)), OFF);
		assertThat(this.clock.offset()).isZero();
	}

	@Test
	void smallDifferencesAreIgnored() {
		learn(false, HttpCall.get(URI.create("https://sts.amazonaws.com/")), Duration.ofSeconds(59));
		assertThat(this.clock.offset()).isZero();
	}

	@Test
	void exchangeLearnsUnlessTheTaskIsSigned() throws Exception {
		try (RawServer server = RawServer.answering(RawServer.status(200, "Date: " + date(NOW.plus(OFF))))) {
			CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.metadata())
				.clockSkew(this.clock)
				.build();
			HttpTask task = HttpTask.of("Test", () -> HttpCall.get(server.uri("/")));
			client.exchange(task.asSigned());
			assertThat(client.clockSkew().offset()).isZero();
			client.exchange(task);
			assertThat(client.clockSkew().offset()).isEqualTo(OFF);
			assertThat(client.clockSkew()).hasToString("The clock of this machine is 7200 s slow");
		}
	}

	private void learn(boolean neighbours, HttpCall call, Duration ahead) {
		new TrustedDates(this.clock, neighbours).learn("Test", call,
				new HttpAnswer(200, Map.of("Date", List.of(date(NOW.plus(ahead)))), new byte[0]));
	}

	private static String date(Instant time) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
	}

}
