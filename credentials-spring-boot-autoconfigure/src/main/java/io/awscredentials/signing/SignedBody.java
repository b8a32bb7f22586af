package io.awscredentials.signing;

import java.util.function.BiConsumer;

import io.awscredentials.http.sigv4.SigV4Signer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * The body of a request of a {@code WebClient}: it is written once the request has been
 * signed, for which it is held in memory where it is part of what is signed. It is then
 * there for a repetition, too, even if its publisher can't be asked again.
 */
final class SignedBody {

	static final int MAX_LENGTH = 16 * 1024 * 1024;

	private final BodyInserter<?, ? super ClientHttpRequest> inserter;

	private final boolean signed;

	private byte @Nullable [] content;

	private @Nullable String contentType;

	private SignedBody(BodyInserter<?, ? super ClientHttpRequest> inserter, boolean signed) {
		this.inserter = inserter;
		this.signed = signed;
	}

	/**
	 * Return the body of a request. One that is known to be too large is not signed where
	 * the service takes that.
	 * @param request the request
	 * @param target whom it is signed for
	 * @param payload whether the body is to be signed
	 * @return the body
	 */
	static SignedBody of(ClientRequest request, SigningTarget target, Payload payload) {
		boolean tooLarge = request.headers().getContentLength() > MAX_LENGTH && target.takesUnsignedPayload()
				&& "https".equals(request.url().getScheme());
		return new SignedBody(request.body(), payload == Payload.SIGNED && !tooLarge);
	}

	/**
	 * Return whether the body can be sent once more.
	 * @return whether it is held in memory
	 */
	boolean isRepeatable() {
		return this.content != null;
	}

	/**
	 * Sign a request and write the body.
	 * @param output the request
	 * @param context what the inserter needs
	 * @param signature sets the headers that sign the request with a hash of its body
	 * @return when the body has been written
	 */
	Mono<Void> insert(ClientHttpRequest output, BodyInserter.Context context,
			BiConsumer<HttpHeaders, String> signature) {
		byte[] content = this.content;
		if (content == null) {
			return this.inserter.insert(new Output(output, signature), context);
		}
		if (this.contentType != null) {
			output.getHeaders().set(HttpHeaders.CONTENT_TYPE, this.contentType);
		}
		return write(output, content, signature);
	}

	private Mono<Void> write(ClientHttpRequest output, byte[] content, BiConsumer<HttpHeaders, String> signature) {
		signature.accept(output.getHeaders(), SigV4Signer.sha256(content));
		if (content.length == 0) {
			return output.setComplete();
		}
		output.getHeaders().setContentLength(content.length);
		return output.writeWith(Mono.just(output.bufferFactory().wrap(content)));
	}

	private Mono<Void> keepAndWrite(ClientHttpRequest output, byte[] content,
			BiConsumer<HttpHeaders, String> signature) {
		this.content = content;
		this.contentType = output.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return write(output, content, signature);
	}

	private static Throwable tooLarge(DataBufferLimitException ex) {
		return SigningEnvironment.failure(
				"The body of the request is larger than the " + MAX_LENGTH / 1024 / 1024
						+ " MB that are held in memory to sign it",
				"Send it in parts, use a RestClient, or leave the payload unsigned where the service takes that");
	}

	/**
	 * Takes the body from the inserter.
	 */
	private final class Output extends ClientHttpRequestDecorator {

		private final BiConsumer<HttpHeaders, String> signature;

		private Output(ClientHttpRequest delegate, BiConsumer<HttpHeaders, String> signature) {
			super(delegate);
			this.signature = signature;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			if (!SignedBody.this.signed) {
				this.signature.accept(getHeaders(), SigV4Signer.UNSIGNED_PAYLOAD);
				return super.writeWith(body);
			}
			return DataBufferUtils.join(body, MAX_LENGTH)
				.onErrorMap(DataBufferLimitException.class, SignedBody::tooLarge)
				.map(SigningFilter::bytes)
				.defaultIfEmpty(new byte[0])
				.flatMap((content) -> keepAndWrite(getDelegate(), content, this.signature));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			if (!SignedBody.this.signed) {
				this.signature.accept(getHeaders(), SigV4Signer.UNSIGNED_PAYLOAD);
				return super.writeAndFlushWith(body);
			}
			return writeWith(Flux.from(body).concatMap((part) -> part));
		}

		@Override
		public Mono<Void> setComplete() {
			if (!SignedBody.this.signed) {
				this.signature.accept(getHeaders(), SigV4Signer.UNSIGNED_PAYLOAD);
				return super.setComplete();
			}
			return keepAndWrite(getDelegate(), new byte[0], this.signature);
		}

	}

}
