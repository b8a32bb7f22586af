package io.awscredentials.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests of a {@code WebClient} against an API that checks their signature with code of
 * its own.
 */
class SigningFilterTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final SignedApi api = new SignedApi(InstantSource.system());

	@AfterEach
	void close() {
		this.api.close();
	}

	@Test
	void requestWithoutBodyIsSigned() {
		assertThat(
				client(this.api.signing()).get().uri("/orders?a=b").retrieve().bodyToMono(String.class).block(TIMEOUT))
			.isEqualTo("{\"orders\":[]}");
	}

	@Test
	void bodyIsSignedWhetherItIsOneOrManyBuffers() {
		assertThat(post(this.api.signing(), Mono.just("{\"id\":7}"))).isNotEmpty();
		assertThat(post(this.api.signing(), Flux.just("{\"id\"", ":7}"))).isNotEmpty();
		assertThat(post(this.api.signing(), Flux.empty())).isNotEmpty();
		assertThat(client(this.api.signing()).post()
			.uri("/orders")
			.bodyValue(Map.of("id", "ü"))
			.retrieve()
			.bodyToMono(String.class)
			.block(TIMEOUT)).isNotEmpty();
	}

	@Test
	void revokedKeyIsInvalidatedAndABodyThatCanBeReadOnceIsSentAgain() {
		this.api.server.revoke(this.api.resolveCredentials().accessKeyId());
		Flux<String> once = Flux.fromStream(Stream.of("{\"id\"", ":7}"));
		assertThat(post(this.api.signing(), once)).isNotEmpty();
		assertThat(this.api.invalidated).isEqualTo(1);
		assertThat(this.api.server.requests()).hasSize(2);
		assertThat(this.api.server.requests().get(1).header("Content-Type")).startsWith("application/json");
	}

	@Test
	void refusalIsTheAnswerWithItsBody() {
		RequestSigning other = this.api.signing(InstantSource.system()).of("es").hosts(this.api.host());
		assertThatExceptionOfType(WebClientResponseException.Forbidden.class)
			.isThrownBy(() -> post(other, Mono.just("{}")))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).contains("scoped to correct service"));
		assertThat(this.api.server.requests()).hasSize(1);
	}

	@Test
	void unsignedPayloadIsStreamed() {
		Flux<DataBuffer> large = Flux.range(0, 8).map((i) -> buffer(1024 * 1024));
		assertThat(client(this.api.signing().payload(Payload.UNSIGNED)).post()
			.uri("/orders")
			.body(BodyInserters.fromDataBuffers(large))
			.retrieve()
			.bodyToMono(String.class)
			.block(TIMEOUT)).isNotEmpty();
	}

	@Test
	void bodyThatIsTooLargeToBeSignedIsOneClearAnswer() {
		Flux<DataBuffer> large = Flux.range(0, 100).map((i) -> buffer(1024 * 1024));
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> client(this.api.signing()).post()
				.uri("/orders")
				.body(BodyInserters.fromDataBuffers(large))
				.retrieve()
				.bodyToMono(String.class)
				.block(TIMEOUT))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING);
				assertThat(ex).hasMessageContaining("16 MB");
			});
		assertThat(this.api.server.requests()).isEmpty();
	}

	@Test
	void noThreadWaitsForCredentials() {
		CompletableFuture<Credentials> late = new CompletableFuture<>();
		CredentialsProvider provider = new CredentialsProvider() {

			@Override
			public Credentials resolveCredentials() {
				throw new IllegalStateException("Nobody may wait");
			}

			@Override
			public CompletableFuture<Credentials> resolveCredentialsAsync() {
				return late;
			}

		};
		CompletableFuture<String> answer = client(this.api.signing().provider(provider)).get()
			.uri("/orders")
			.retrieve()
			.bodyToMono(String.class)
			.toFuture();
		assertThat(answer).isNotDone();
		late.complete(this.api.resolveCredentials());
		assertThat(answer).succeedsWithin(TIMEOUT).isEqualTo("{\"orders\":[]}");
	}

	@Test
	void strangersGetNoSignature() {
		RequestSigning signing = this.api.signing().hosts();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> post(signing, Mono.just("{}")));
		assertThat(this.api.server.requests()).isEmpty();
	}

	private String post(RequestSigning signing, Publisher<String> body) {
		return String.valueOf(client(signing).post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body, String.class)
			.retrieve()
			.bodyToMono(String.class)
			.block(TIMEOUT));
	}

	private WebClient client(RequestSigning signing) {
		return WebClient.builder()
			.clientConnector(new JdkClientHttpConnector())
			.baseUrl(this.api.server.uri().toString())
			.filter(signing.filter())
			.build();
	}

	private static DataBuffer buffer(int size) {
		return DefaultDataBufferFactory.sharedInstance.wrap("x".repeat(size).getBytes(StandardCharsets.UTF_8));
	}

}
