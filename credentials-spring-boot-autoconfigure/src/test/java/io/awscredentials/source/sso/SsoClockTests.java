package io.awscredentials.source.sso;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.http.sigv4.ClockSkew;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for IAM Identity Center on a machine whose clock is known to be wrong.
 */
class SsoClockTests {

	@TempDir
	Path cache;

	private SsoFixture sso;

	@BeforeEach
	void open() {
		this.sso = new SsoFixture(this.cache);
	}

	@AfterEach
	void close() {
		this.sso.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 12 })
	void tokensAndCredentialsAreJudgedByTheTimeOfAws(int hours) {
		this.sso.signIn("dev");
		Instant expected = Objects.requireNonNull(this.sso.source("dev").retrieve().expiration());
		InstantSource local = () -> this.sso.now().plus(Duration.ofHours(hours));
		ClockSkew skew = new ClockSkew(local);
		skew.learn(DateTimeFormatter.RFC_1123_DATE_TIME.format(this.sso.now().atOffset(ZoneOffset.UTC)));
		CredentialsHttpClient http = CredentialsHttpClient.builder(HttpOptions.service()).clockSkew(skew).build();
		SsoSession session = new SsoSession(this.sso.options("dev"), http, (service) -> this.sso.uri(), local);
		assertThat(new SsoCredentialsSource(session, SsoFixture.ACCOUNT, "Reader").retrieve().expiration())
			.isEqualTo(expected.plus(Duration.ofHours(hours)));
		assertThat(this.sso.aws.count("CreateToken")).isZero();
	}

}
