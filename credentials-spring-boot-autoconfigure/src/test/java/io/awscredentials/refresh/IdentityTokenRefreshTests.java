package io.awscredentials.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.EnvironmentVariables;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import io.awscredentials.identity.IdentityToken;
import io.awscredentials.identity.RefreshingIdentityTokenProvider;
import io.awscredentials.region.AwsService;
import io.awscredentials.region.DefaultEndpointResolver;
import io.awscredentials.region.EndpointSettings;
import io.awscredentials.region.Endpoints;
import io.awscredentials.region.ProfileEndpoints;
import io.awscredentials.source.basic.ProvidedCredentialsSource;
import io.awscredentials.source.sts.IdentityTokenOptions;
import io.awscredentials.source.sts.IdentityTokenSource;
import io.awscredentials.source.sts.StsConnection;
import io.awscredentials.test.AwsTestServer;
import io.awscredentials.test.Fault;
import io.awscredentials.test.TestCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what the engine makes of identity tokens, with the time driven by hand.
 */
class IdentityTokenRefreshTests {

	private static final String ACTION = "GetWebIdentityToken";

	private final MutableClock clock = new MutableClock();

	private final AwsTestServer aws = AwsTestServer.start(0, this.clock);

	private long nanos;

	private final RefreshScheduler scheduler = new RefreshScheduler(this.clock, () -> this.nanos, Runnable::run,
			new SplittableRandom(42), true);

	private final RecordingListener listener = new RecordingListener();

	private Credentials keys = keys();

	private final RefreshingCredentialsProvider caller = new RefreshingCredentialsProvider("default", () -> this.keys,
			RefreshPolicy.defaults(), this.scheduler, new RefreshListener() {
			});

	private final RefreshingCredentialsProvider engine = new RefreshingCredentialsProvider("identity-token.orders",
			new IdentityTokenSource(new ProvidedCredentialsSource(this.caller, () -> "Static", () -> null),
					new IdentityTokenOptions(List.of("orders"), "ES384", Duration.ofMinutes(5), Map.of(), null),
					connection()),
			RefreshPolicy.defaults(), this.scheduler, this.listener);

	private final RefreshingIdentityTokenProvider tokens = new RefreshingIdentityTokenProvider("orders", "default",
			List.of("orders"), this.engine);

	private Credentials keys() {
		TestCredentials user = this.aws.addUser();
		return new Credentials(user.accessKeyId(), user.secretAccessKey(), null, null, user.accountId());
	}

	private StsConnection connection() {
		EndpointSettings settings = new EndpointSettings(Map.of(AwsService.STS, this.aws.uri().toString()), null, null);
		EnvironmentVariables environment = (name) -> null;
		return new StsConnection(CredentialsHttpClient.builder(HttpOptions.service().withMaxAttempts(1)).build(),
				new Endpoints(settings, environment, new DefaultEndpointResolver()), ProfileEndpoints::none,
				() -> "eu-west-1", new ClockSkew(this.clock));
	}

	private void advance(Duration duration) {
		Instant end = this.clock.instant().plus(duration);
		while (this.clock.instant().isBefore(end)) {
			this.clock.advance(Duration.ofSeconds(1));
			this.nanos += Duration.ofSeconds(1).toNanos();
			this.scheduler.runDue();
		}
	}

	@AfterEach
	void close() {
		this.engine.close();
		this.scheduler.close();
		this.aws.close();
	}

	@Test
	void tokenIsReplacedBeforeItEndsAndNobodyWaits() {
		Set<String> seen = new HashSet<>();
		this.engine.start();
		for (int minute = 0; minute < 30; minute++) {
			long calls = this.aws.count(ACTION);
			IdentityToken token = this.tokens.getToken();
			assertThat(this.aws.count(ACTION)).isEqualTo(calls);
			assertThat(token.expiration()).isAfter(this.clock.instant().plusSeconds(59));
			seen.add(token.value());
			advance(Duration.ofMinutes(1));
		}
		assertThat(seen).hasSizeBetween(7, 13);
		assertThat(this.aws.count(ACTION)).isBetween(7, 13);
		assertThat(this.listener.events()).allMatch("refreshed VALID"::equals);
	}

	@Test
	void outageIsServedFromWhatIsValidAndNotBeyond() {
		IdentityToken token = this.tokens.getToken();
		this.aws.fault(Fault.status(503).onAction(ACTION));
		advance(Duration.ofSeconds(290));
		assertThat(this.tokens.getToken()).isEqualTo(token);
		assertThat(this.engine.status().state()).isEqualTo(RefreshState.STALE);
		advance(Duration.ofSeconds(11));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(this.tokens::getToken)
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.CONNECTION));
		assertThat(this.tokens.getTokenAsync()).isCompletedExceptionally();
		this.aws.clearFaults();
		advance(Duration.ofSeconds(31));
		assertThat(this.tokens.getToken()).isNotEqualTo(token);
		assertThat(this.engine.status().state()).isEqualTo(RefreshState.VALID);
	}

	@Test
	void rotatedKeysAskForTheNextToken() {
		this.tokens.getToken();
		String old = this.keys.accessKeyId();
		this.keys = keys();
		this.caller.refresh().join();
		this.aws.revoke(old);
		advance(Duration.ofMinutes(5));
		assertThat(this.tokens.getToken().expiration()).isAfter(this.clock.instant());
		assertThat(this.aws.requests()).last()
			.satisfies((request) -> assertThat(request.header("Authorization")).contains(this.keys.accessKeyId()));
		assertThat(this.listener.events()).allMatch("refreshed VALID"::equals);
	}

	@Test
	void accountThatBeginsToIssueTokensIsNoticed() {
		this.aws.outboundFederation().disable(AwsTestServer.ACCOUNT_ID);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(this.tokens::getToken)
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(CredentialsErrorCode.IDENTITY_TOKEN_DISABLED));
		long calls = this.aws.count(ACTION);
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(this.tokens::getToken);
		assertThat(this.aws.count(ACTION)).isEqualTo(calls);
		this.aws.outboundFederation().enable(AwsTestServer.ACCOUNT_ID);
		advance(Duration.ofSeconds(31));
		assertThat(this.tokens.getToken()).isNotNull();
	}

	@Test
	void futureHasTheSameToken() {
		assertThat(this.tokens.getTokenAsync()).isCompletedWithValue(this.tokens.getToken());
	}

	@Test
	void statusTellsNothingOfTheToken() {
		String token = this.tokens.getToken().value();
		assertThat(token.split("\\.")).allSatisfy((part) -> {
			assertThat(this.engine.status().toString()).doesNotContain(part);
			assertThat(this.tokens.getToken().toString()).doesNotContain(part);
		});
	}

}
