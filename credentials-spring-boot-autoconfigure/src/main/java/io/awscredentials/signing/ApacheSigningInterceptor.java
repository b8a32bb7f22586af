package io.awscredentials.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.List;

import io.awscredentials.http.sigv4.SigV4Signer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Signs the requests of an Apache HTTP client, blocking or not, and so of what is built
 * upon one.
 */
final class ApacheSigningInterceptor implements HttpRequestInterceptor {

	private final RequestSigner signer;

	ApacheSigningInterceptor(RequestSigner signer) {
		this.signer = signer;
	}

	/**
	 * Return an interceptor, as a type that its caller need not load to be verified:
	 * Apache's client may not be there.
	 * @param signer signs
	 * @return the interceptor
	 */
	static HttpRequestInterceptor create(RequestSigner signer) {
		return new ApacheSigningInterceptor(signer);
	}

	@Override
	public void process(HttpRequest request, @Nullable EntityDetails entity, HttpContext context)
			throws ProtocolException, IOException {
		HttpHeaders headers = headers(request);
		URI uri = uri(request);
		SigningTarget target = this.signer.target(uri, headers);
		String payloadHash = (this.signer.payload(target) == Payload.UNSIGNED) ? SigV4Signer.UNSIGNED_PAYLOAD
				: SigV4Signer.sha256(content(entity));
		this.signer.sign(this.signer.credentials(), target, request.getMethod(), uri, headers, payloadHash);
		for (String name : SigV4Signer.HEADERS) {
			String value = headers.getFirst(name);
			if (value != null) {
				request.setHeader(name, value);
			}
		}
	}

	/** The headers without the signature of an earlier try. */
	private static HttpHeaders headers(HttpRequest request) {
		HttpHeaders headers = new HttpHeaders();
		for (Header header : request.getHeaders()) {
			if (!header.getName().equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
					|| !header.getValue().startsWith("AWS4-HMAC-SHA256 ")) {
				headers.add(header.getName(), header.getValue());
			}
		}
		return headers;
	}

	private static URI uri(HttpRequest request) throws ProtocolException {
		try {
			return request.getUri();
		}
		catch (URISyntaxException ex) {
			throw new ProtocolException("The request has no valid URI", ex);
		}
	}

	private static byte[] content(@Nullable EntityDetails entity) throws IOException {
		if (entity == null) {
			return new byte[0];
		}
		if (entity instanceof HttpEntity blocking && blocking.isRepeatable()) {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			blocking.writeTo(content);
			return content.toByteArray();
		}
		if (entity instanceof AsyncEntityProducer producer && producer.isRepeatable()) {
			Content content = new Content();
			while (!content.ended) {
				producer.produce(content);
			}
			// Makes it ready to be sent.
			producer.releaseResources();
			return content.bytes.toByteArray();
		}
		throw SigningEnvironment.failure("The body of the request can be read once only, and it is read to be signed",
				"Use an entity that is repeatable, or leave the payload unsigned where the service takes that");
	}

	/**
	 * Takes what would be sent.
	 */
	private static final class Content implements DataStreamChannel {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private boolean ended;

		@Override
		public void requestOutput() {
			// Asked for until it has ended
		}

		@Override
		public int write(ByteBuffer source) {
			byte[] written = new byte[source.remaining()];
			source.get(written);
			this.bytes.writeBytes(written);
			return written.length;
		}

		@Override
		public void endStream() {
			this.ended = true;
		}

		@Override
		public void endStream(List<? extends Header> trailers) {
			this.ended = true;
		}

	}

}
