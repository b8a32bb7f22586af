package io.awscredentials.signing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Presigned URLs against an API that checks their signature with code of its own.
 */
class PresignTests {

	private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

	private final HttpClient anybody = HttpClient.newHttpClient();

	private Instant time = NOW;

	private final SignedApi api = new SignedApi(() -> this.time);

	private final RequestSigning signing = this.api.signing(InstantSource.fixed(NOW))
		.of("execute-api")
		.hosts("127.0.0.1");

	@AfterEach
	void close() {
		this.api.close();
	}

	@Test
	void anybodyCanUseTheUrlUntilItExpires() throws Exception {
		URI url = this.signing.presign(HttpMethod.GET, uri("/orders?a=ü%20b"), Duration.ofMinutes(10));
		assertThat(url.getRawQuery()).contains("X-Amz-Expires=600");
		assertThat(status(url)).isEqualTo(200);
		this.time = NOW.plus(Duration.ofMinutes(9));
		assertThat(status(url)).isEqualTo(200);
		this.time = NOW.plus(Duration.ofMinutes(11));
		assertThat(status(url)).isEqualTo(403);
	}

	@Test
	void urlDoesNotOutliveTheCredentials() throws Exception {
		Credentials user = this.api.resolveCredentials();
		this.api.credentials.set(new Credentials(user.accessKeyId(), user.secretAccessKey(), null,
				NOW.plus(Duration.ofSeconds(90)), null));
		assertThat(this.signing.presign(HttpMethod.GET, uri("/orders"), Duration.ofDays(7)).getRawQuery())
			.contains("X-Amz-Expires=90");
		this.api.credentials.set(new Credentials(user.accessKeyId(), user.secretAccessKey(), null, NOW, null));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.signing.presign(HttpMethod.GET, uri("/orders"), Duration.ofDays(7)))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING));
	}

	@Test
	void strangersAndWrongTimesAreRefused() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(
				() -> this.signing.presign(HttpMethod.GET, URI.create("https://example.com/"), Duration.ofMinutes(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.signing.presign(HttpMethod.GET, uri("/orders"), Duration.ofDays(8)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.signing.presign(HttpMethod.GET, uri("/orders"), Duration.ZERO));
	}

	@Test
	void bodyOfAnObjectIsNotSigned() throws IOException {
		URI url = this.api.signing(InstantSource.fixed(NOW))
			.of("s3")
			.presign(HttpMethod.PUT, URI.create("https://bucket.s3.eu-west-1.amazonaws.com/a//b"),
					Duration.ofMinutes(1));
		assertThat(url.toString()).startsWith("https://bucket.s3.eu-west-1.amazonaws.com/a//b?X-Amz-Algorithm=")
			.contains("%2Feu-west-1%2Fs3%2Faws4_request");
	}

	private URI uri(String target) {
		return URI.create(URI.create(this.api.server.uri() + target).toASCIIString());
	}

	private int status(URI url) throws IOException, InterruptedException {
		return this.anybody.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding()).statusCode();
	}

}
