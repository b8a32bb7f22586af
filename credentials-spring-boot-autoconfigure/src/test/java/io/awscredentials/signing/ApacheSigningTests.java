package io.awscredentials.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;
import io.awscredentials.test.RecordedRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests of Apache's HTTP client against an API that checks their signature.
 */
class ApacheSigningTests {

	private static final Timeout PATIENCE = Timeout.ofSeconds(30);

	private final SignedApi api = new SignedApi(InstantSource.system());

	private final HttpHost host = new HttpHost("http", "127.0.0.1", this.api.server.uri().getPort());

	@AfterEach
	void close() {
		this.api.close();
	}

	private RecordedRequest last() {
		return this.api.server.requests().get(this.api.server.requests().size() - 1);
	}

	private int send(RequestSigning signing, String uri, @Nullable HttpEntity entity)
			throws HttpException, IOException {
		HttpRequester requester = RequesterBootstrap.bootstrap()
			.setHttpProcessor(HttpProcessors.customClient(null).addLast(signing.apacheInterceptor()).build())
			.create();
		try (ClassicHttpResponse response = requester.execute(this.host,
				ClassicRequestBuilder.post(uri).setHttpHost(this.host).setEntity(entity).build(), PATIENCE,
				HttpCoreContext.create())) {
			return response.getCode();
		}
		finally {
			requester.close(CloseMode.IMMEDIATE);
		}
	}

	@Test
	void blockingRequestsAreSigned() throws Exception {
		assertThat(send(this.api.signing(), "/orders?q=a%20b&flag", null)).isEqualTo(200);
		assertThat(send(this.api.signing(), "/orders/a%2Fb",
				new StringEntity("{\"name\":\"Zürich\"}", ContentType.APPLICATION_JSON)))
			.isEqualTo(200);
		assertThat(last().header("Authorization")).contains("SignedHeaders=content-type;host;");
	}

	@Test
	void requestsThatDoNotBlockAreSigned() throws Exception {
		assertThat(sendAsync(null)).isEqualTo(200);
		assertThat(sendAsync("{\"name\":\"Zürich\"}")).isEqualTo(200);
		assertThat(last().body()).isEqualTo("{\"name\":\"Zürich\"}");
	}

	private int sendAsync(@Nullable String json) throws Exception {
		HttpAsyncRequester requester = AsyncRequesterBootstrap.bootstrap()
			.setHttpProcessor(HttpProcessors.customClient(null).addLast(this.api.signing().apacheInterceptor()).build())
			.create();
		try {
			requester.start();
			BasicHttpRequest request = new BasicHttpRequest("POST", this.host, "/orders");
			AsyncEntityProducer body = (json != null) ? AsyncEntityProducers.create(json, ContentType.APPLICATION_JSON)
					: null;
			return requester
				.execute(new BasicRequestProducer(request, body),
						new BasicResponseConsumer<>(new StringAsyncEntityConsumer()), PATIENCE, null)
				.get(30, TimeUnit.SECONDS)
				.getHead()
				.getCode();
		}
		finally {
			requester.close(CloseMode.IMMEDIATE);
		}
	}

	@Test
	void requestThatIsSentAgainIsSignedAgain() throws Exception {
		BasicHttpRequest request = new BasicHttpRequest("GET", URI.create(this.api.server.uri() + "/orders"));
		request.setHeader("Authorization", "AWS4-HMAC-SHA256 Credential=old");
		this.api.signing().apacheInterceptor().process(request, null, HttpCoreContext.create());
		assertThat(request.getHeader("Authorization").getValue()).contains(this.api.resolveCredentials().accessKeyId());
		assertThat(request.getHeaders("Authorization")).hasSize(1);
	}

	@Test
	void bodyThatCanBeReadOnceIsOneClearAnswer() {
		HttpEntity once = new InputStreamEntity(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
				ContentType.APPLICATION_JSON);
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> send(this.api.signing(), "/orders", once))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(CredentialsErrorCode.SIGNING))
			.satisfies((ex) -> assertThat(ex.advice()).contains("repeatable"));
	}

	@Test
	void bodyThatIsNotSignedIsNotRead() throws Exception {
		HttpEntity once = new InputStreamEntity(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
				ContentType.APPLICATION_JSON);
		assertThat(send(this.api.signing().payload(Payload.UNSIGNED), "/orders", once)).isEqualTo(200);
	}

	@Test
	void strangersAndOtherAuthorizationsGetNoSignature() {
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> send(this.api.signing().hosts("api.example.com"), "/orders", null))
			.withMessageContaining(this.api.host());
		BasicHttpRequest request = new BasicHttpRequest("GET", URI.create(this.api.server.uri() + "/orders"));
		request.setHeader("Authorization", "Basic abc");
		assertThatExceptionOfType(CredentialsException.class)
			.isThrownBy(() -> this.api.signing().apacheInterceptor().process(request, null, HttpCoreContext.create()))
			.withMessageNotContaining("abc");
		assertThat(this.api.server.requests()).isEmpty();
	}

}
