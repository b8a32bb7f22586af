package io.awscredentials.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.test.RecordedRequest;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests against an API that checks their signature with code of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestSigningTests {

	private final SignedApi api = new SignedApi(InstantSource.system());

	@AfterEach
	void close() {
		this.api.close();
	}

	@Test
	void restClientIsSigned() {
		assertThat(get(this.api.client(this.api.signing()), "/orders")).isEqualTo("{\"orders\":[]}");
		assertThat(last().header("Authorization")).contains("/eu-west-1/execute-api/aws4_request");
	}

	@Test
	void restTemplateIsSignedAfterInterceptorsThatWereAddedLater() {
		RestTemplate template = new RestTemplate();
		template.setInterceptors(List.of(this.api.signing().interceptor(), new EarlyHeader()));
		assertThat(template.getForObject(this.api.server.uri() + "/orders", String.class)).isNotEmpty();
		assertThat(last().header("X-Amz-Meta")).isEqualTo("early");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/orders/a%2Fb", "/orders/%C3%BC", "/orders/a%20b/", "/orders//x/../y", "/orders?b=2&a=1&a=0",
					"/orders?empty=&q=a%20b%2Bc%2Fd", "/orders?plus=a+b", "/orders/model:v1%3A0", "/orders?flag" })
	void pathsAndQueriesAreSignedAsTheyGoOverTheWire(String target) {
		URI uri = URI.create(this.api.server.uri() + target);
		assertThat(this.api.client(this.api.signing()).get().uri(uri).retrieve().body(String.class)).isNotEmpty();
	}

	@Test
	void templatesWithUnicodeAreSigned() {
		assertThat(this.api.client(this.api.signing())
			.get()
			.uri("/orders/{name}?q={q}", "Zürich / 1+1", "ä&b=c")
			.retrieve()
			.body(String.class)).isNotEmpty();
	}

	@Test
	void bodiesAreSigned() throws IOException {
		RestClient client = this.api.client(this.api.signing());
		assertThat(post(client, Map.of("id", 7), MediaType.APPLICATION_JSON)).isNotEmpty();
		assertThat(post(client, new byte[1 << 20], MediaType.APPLICATION_OCTET_STREAM)).isNotEmpty();
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("text", "ü");
		assertThat(post(client, parts, MediaType.MULTIPART_FORM_DATA)).isNotEmpty();
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write("{}".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(client.post()
			.uri("/orders")
			.header("Content-Encoding", "gzip")
			.contentType(MediaType.APPLICATION_JSON)
			.body(zipped.toByteArray())
			.retrieve()
			.body(String.class)).isNotEmpty();
		assertThat(client.delete().uri("/orders").retrieve().body(String.class)).isNotEmpty();
	}

	@Test
	void headersOfTracersAreNotSigned() {
		assertThat(this.api.client(this.api.signing())
			.get()
			.uri("/orders")
			.header("traceparent", "00-1-2-01")
			.header("X-Amz-Target", "Orders.List")
			.retrieve()
			.body(String.class)).isNotEmpty();
		assertThat(last().header("Authorization"))
			.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-target,");
	}

	@Test
	void unsignedPayloadIsSaid() {
		assertThat(
				post(this.api.client(this.api.signing().payload(Payload.UNSIGNED)), "{}", MediaType.APPLICATION_JSON))
			.isNotEmpty();
		assertThat(last().header("X-Amz-Content-Sha256")).isEqualTo("UNSIGNED-PAYLOAD");
	}

	@Test
	void strangersGetNoSignature() {
		RestClient client = this.api.client(this.api.signing().hosts("api.example.com", "*.example.org"));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(client, "/orders"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING))
			.withMessageContaining(this.api.host())
			.satisfies((ex) -> assertThat(ex.advice()).contains("hosts(\"" + this.api.host() + "\")"));
		assertThat(this.api.server.requests()).isEmpty();
	}

	@Test
	void requestWithAnotherAuthorizationIsRefused() {
		RestClient client = RestClient.builder()
			.baseUrl(this.api.server.uri())
			.requestInterceptor(header("Authorization", "Bearer abc"))
			.apply(this.api.signing())
			.build();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(client, "/orders"))
			.withMessageContaining("'Authorization'")
			.withMessageNotContaining("abc");
	}

	@Test
	void interceptorThatIsAddedAfterTheSigningIsWarnedOf(CapturedOutput output) {
		RestClient client = RestClient.builder()
			.baseUrl(this.api.server.uri())
			.apply(this.api.signing())
			.requestInterceptor(header("X-Late", "1"))
			.build();
		get(client, "/orders");
		get(client, "/orders");
		assertThat(output).containsOnlyOnce("Apply the signing last");
	}

	@Test
	void revokedKeyIsInvalidatedAndTheRequestRepeatedOnce() {
		this.api.server.revoke(this.api.resolveCredentials().accessKeyId());
		assertThat(post(this.api.client(this.api.signing()), "{}", MediaType.APPLICATION_JSON)).isNotEmpty();
		assertThat(this.api.invalidated).isEqualTo(1);
		assertThat(this.api.server.requests()).hasSize(2);
	}

	@Test
	void refusalThatANewSignatureDoesNotMendIsTheAnswer() {
		RestClient client = this.api
			.client(this.api.signing(InstantSource.system()).of("es").hosts("127.0.0.1", "localhost"));
		assertThatExceptionOfType(HttpClientErrorException.Forbidden.class).isThrownBy(() -> get(client, "/orders"))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).contains("scoped to correct service"));
		assertThat(this.api.server.requests()).hasSize(1);
		assertThat(this.api.invalidated).isZero();
	}

	@Test
	void keyThatStaysRefusedIsTriedTwiceAndNoMore() {
		Credentials stranger = new Credentials("AKIAUNKNOWN", "secret", null, null, null);
		RestClient client = this.api.client(this.api.signing().provider(() -> stranger));
		assertThatExceptionOfType(HttpClientErrorException.Forbidden.class).isThrownBy(() -> get(client, "/orders"));
		assertThat(this.api.server.requests()).hasSize(2);
	}

	@Test
	void clockThatIsFiveHoursOffIsCorrected() {
		Instant now = Instant.now();
		try (SignedApi later = new SignedApi(() -> Instant.now().plusSeconds(5 * 3600))) {
			RestClient client = later
				.client(later.signing(InstantSource.fixed(now)).of("execute-api").hosts(later.host()));
			assertThat(get(client, "/orders")).isNotEmpty();
			assertThat(get(client, "/orders")).isNotEmpty();
			assertThat(later.server.requests()).hasSize(3);
		}
	}

	@Test
	void namedProviderSigns() {
		Credentials archive = SignedApi.credentials(this.api.server.addUser());
		this.api.providers.put("archive", () -> archive);
		get(this.api.client(this.api.signing().provider("archive")), "/orders");
		assertThat(last().header("Authorization")).contains("Credential=" + archive.accessKeyId() + "/");
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.api.signing().provider("none"))
			.satisfies((ex) -> assertThat(ex.advice()).contains("archive").contains("default"));
	}

	private RecordedRequest last() {
		List<RecordedRequest> requests = this.api.server.requests();
		return requests.get(requests.size() - 1);
	}

	private static String get(RestClient client, String uri) {
		return String.valueOf(client.get().uri(uri).retrieve().body(String.class));
	}

	private static String post(RestClient client, Object body, MediaType type) {
		return String.valueOf(client.post().uri("/orders").contentType(type).body(body).retrieve().body(String.class));
	}

	/**
	 * Comes before those that have no order, wherever it is added.
	 */
	private static final class EarlyHeader implements ClientHttpRequestInterceptor, Ordered {

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			request.getHeaders().set("X-Amz-Meta", "early");
			return execution.execute(request, body);
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	private static ClientHttpRequestInterceptor header(String name, String value) {
		return (request, body, execution) -> {
			request.getHeaders().set(name, value);
			return execution.execute(request, body);
		};
	}

}
