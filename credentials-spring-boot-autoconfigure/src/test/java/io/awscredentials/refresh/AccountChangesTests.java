package io.awscredentials.refresh;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Level;
import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.sts.IdentityOptions;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.source.sts.VerifiedCredentialsSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand changes of the account whose credentials a source gives, under a running
 * provider, while STS fails now and then: credentials of the wrong account are never
 * served.
 */
class AccountChangesTests {

	private static final int CHANGES = Integer.getInteger("simulation.accounts", 10_000);

	private static final String RIGHT = "111111111111";

	private static final List<String> ACCOUNTS = List.of(RIGHT, RIGHT, "222222222222", "333333333333");

	private final LogCapture log = new LogCapture(RefreshingCredentialsProvider.class, Level.OFF);

	private final LogCapture otherLog = new LogCapture(VerifiedCredentialsSource.class, Level.OFF);

	private final SplittableRandom random = new SplittableRandom(Long.getLong("simulation.seed", 42));

	private final Harness harness = new Harness();

	/** The accounts of all keys there ever were. */
	private final Map<String, String> accounts = new HashMap<>();

	private final RefreshingCredentialsProvider provider = new RefreshingCredentialsProvider("default",
			new VerifiedCredentialsSource(this.harness.source,
					new IdentityOptions("default", List.of(RIGHT), "the test", this.random.nextBoolean(), null),
					connection()),
			RefreshPolicy.defaults(), this.harness.scheduler, this.harness.listener);

	private String account = RIGHT;

	private @Nullable Credentials latest;

	private boolean faultless;

	private int asked;

	private int served;

	private int refused;

	@AfterEach
	void close() {
		this.log.close();
		this.otherLog.close();
	}

	private StsConnection connection() {
		CredentialsHttpClient client = CredentialsHttpClient.builder(HttpOptions.service())
			.customizers(List.of((builder) -> builder.requestInterceptor((request, body, execution) -> sts(request))))
			.clock(this.harness.clock)
			.pause((pause) -> {
			})
			.build();
		EnvironmentVariables environment = (name) -> null;
		return new StsConnection(client,
				new Endpoints(EndpointSettings.none(), environment, new DefaultEndpointResolver()),
				ProfileEndpoints::none, () -> "eu-west-1", new ClockSkew(this.harness.clock));
	}

	private ClientHttpResponse sts(HttpRequest request) throws IOException {
		this.asked++;
		String authorization = String.valueOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
		String key = authorization.replaceAll(".*Credential=([^/]+)/.*", "$1");
		return switch ((this.faultless) ? 9 : this.random.nextInt(10)) {
			case 0 -> throw new IOException("Told by the test");
			case 1 -> answer(503, "<ErrorResponse><Error><Code>ServiceUnavailable</Code></Error></ErrorResponse>");
			case 2 -> answer(403, "<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>");
			case 3 -> answer(200, "<html/>");
			default -> answer(200,
					"<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/u</Arn><Account>"
							+ this.accounts.get(key)
							+ "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
		};
	}

	private static ClientHttpResponse answer(int status, String body) {
		return new MockClientHttpResponse(body.getBytes(), HttpStatusCode.valueOf(status));
	}

	private Credentials give() {
		if (!this.faultless && this.random.nextInt(12) == 0) {
			throw ScriptedSource.failure();
		}
		Credentials latest = this.latest;
		boolean same = latest != null && this.account.equals(this.accounts.get(latest.accessKeyId()))
				&& (latest.expiration() == null || latest.expiration().isAfter(this.harness.clock.instant()));
		if (latest != null && same && this.random.nextBoolean()) {
			return latest;
		}
		String key = "AKIA%016d".formatted(this.accounts.size());
		this.accounts.put(key, this.account);
		Instant expiration = (this.random.nextInt(4) == 0) ? null
				: this.harness.clock.instant().plusSeconds(this.random.nextLong(5, 5_000));
		Credentials next = new Credentials(key, "secret", null, expiration,
				(this.random.nextInt(3) == 0) ? this.account : null);
		this.latest = next;
		return next;
	}

	@Test
	void wrongAccountIsNeverServed() {
		this.harness.source.run(this::give);
		for (int change = 0; change < CHANGES; change++) {
			this.account = ACCOUNTS.get(this.random.nextInt(ACCOUNTS.size()));
			this.harness.source.recheckAfter((this.random.nextBoolean()) ? Duration.ofSeconds(10) : null);
			for (int steps = this.random.nextInt(1, 4); steps > 0; steps--) {
				step();
				check();
			}
			if (change % 10 == 0) {
				endsWell();
			}
		}
		assertThat(this.served).isGreaterThan(CHANGES / 4);
		assertThat(this.refused).isGreaterThan(CHANGES / 4);
		assertThat(this.asked).isGreaterThan(CHANGES / 4);
	}

	private void step() {
		switch (this.random.nextInt(6)) {
			case 0 -> this.provider.refresh();
			case 1 -> {
				Credentials served = resolve();
				if (served != null) {
					this.provider.invalidate(served);
				}
			}
			case 2 -> pass(this.random.nextLong(1, 15));
			case 3 -> pass(this.random.nextLong(15, 900));
			case 4 -> pass(this.random.nextLong(900, 7_200));
			default -> resolve();
		}
	}

	/**
	 * Let time pass with the scheduler at work a few times, which is as good as often.
	 */
	private void pass(long seconds) {
		for (int i = 0; i < 2; i++) {
			this.harness.sleep(Duration.ofMillis(seconds * 500)).elapse(Duration.ofMillis(seconds * 500));
			check();
		}
	}

	private @Nullable Credentials resolve() {
		try {
			Credentials served = this.provider.resolveCredentials();
			assertThat(this.accounts.get(served.accessKeyId())).isEqualTo(RIGHT);
			assertThat(served.accountId()).isEqualTo(RIGHT);
			this.served++;
			return served;
		}
		catch (CredentialsException ex) {
			this.refused += (ex.code() == CredentialsErrorCode.ACCOUNT_MISMATCH) ? 1 : 0;
			return null;
		}
	}

	private void check() {
		resolve();
		RefreshStatus status = this.provider.status();
		assertThat(status.accountId()).isIn(null, RIGHT);
	}

	/** With all in order again, the right ones are served after a minute at most. */
	private void endsWell() {
		this.faultless = true;
		this.account = RIGHT;
		this.harness.sleep(Duration.ofMinutes(1));
		try {
			Credentials now = this.provider.refresh().join();
			assertThat(this.latest).isNotNull();
			assertThat(now.accessKeyId()).isEqualTo(this.latest.accessKeyId());
			assertThat(this.provider.status().state()).isEqualTo(RefreshState.VALID);
		}
		catch (CompletionException ex) {
			throw new AssertionError("The right account is refused", ex);
		}
		finally {
			this.faultless = false;
		}
	}

}
