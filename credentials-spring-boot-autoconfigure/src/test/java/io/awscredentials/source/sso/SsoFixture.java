package io.awscredentials.source.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.http.CredentialsHttpClient;
import io.awscredentials.http.HttpOptions;
import io.awscredentials.source.JsonFields;
import io.awscredentials.test.AwsTestServer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A loopback AWS, a clock that stands still and a folder of cached sign-ins.
 */
final class SsoFixture implements AutoCloseable {

	static final String START_URL = "https://example.awsapps.com/start";

	static final String ACCOUNT = "123456789012";

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

	final InstantSource clock = this.now::get;

	final AwsTestServer aws = AwsTestServer.start(0, this.clock);

	final CredentialsHttpClient http = CredentialsHttpClient
		.builder(HttpOptions.service().withReadTimeout(Duration.ofSeconds(30)))
		.clock(this.clock)
		.pause((duration) -> {
		})
		.build();

	final Path cache;

	SsoFixture(Path cache) {
		this.cache = cache;
	}

	Instant now() {
		return this.now.get();
	}

	void advance(Duration duration) {
		this.now.updateAndGet((present) -> present.plus(duration));
	}

	SsoSessionOptions options(@Nullable String session) {
		return new SsoSessionOptions(session, START_URL, AwsTestServer.REGION, this.cache.toString(), false, null);
	}

	SsoCredentialsSource source(@Nullable String session) {
		return source(options(session));
	}

	SsoCredentialsSource source(SsoSessionOptions options) {
		return new SsoCredentialsSource(session(options), ACCOUNT, "Reader");
	}

	SsoSession session(SsoSessionOptions options) {
		return new SsoSession(options, this.http, (service) -> this.aws.uri(), this.clock);
	}

	LoginCredentialsSource login(String session) {
		return new LoginCredentialsSource(new LoginOptions(session, this.cache.toString(), null), this.http,
				this.aws::uri, this.clock);
	}

	/** Sign in by other means than the service, as the AWS CLI does. */
	Path signIn(String key) {
		return this.aws.identityCenter().signIn().writeTo(this.cache, key, START_URL);
	}

	static JsonFields read(Path file) {
		try {
			return JsonFields.parse(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String text(Path file, String name) {
		return String.valueOf(read(file).text(name));
	}

	static void fails(CredentialsErrorCode code, Runnable task, Consumer<CredentialsException> failure) {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(task::run).satisfies((ex) -> {
			assertThat(ex.code()).isEqualTo(code);
			failure.accept(ex);
		});
	}

	URI uri() {
		return this.aws.uri();
	}

	@Override
	public void close() {
		this.aws.close();
	}

}
