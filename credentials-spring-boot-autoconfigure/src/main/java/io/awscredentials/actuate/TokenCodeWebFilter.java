package io.awscredentials.actuate;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Hands each {@code POST} to the operations of the endpoint in a reactive application,
 * and takes an MFA code out of its body: WebFlux logs what it decodes.
 */
public final class TokenCodeWebFilter implements WebFilter {

	private static final int LIMIT = 4096;

	private static final Pattern TOKEN_CODE = Pattern.compile("\"tokenCode\"\\s*:\\s*\"?([^\",}]*)");

	private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

	private final String path;

	/**
	 * Create a new instance.
	 * @param path the path of the endpoint within the application
	 */
	public TokenCodeWebFilter(String path) {
		this.path = path + "/";
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!HttpMethod.POST.equals(request.getMethod())) {
			return chain.filter(exchange);
		}
		if (!request.getPath().pathWithinApplication().value().startsWith(this.path)) {
			return new Posted(exchange, null).pass(exchange, chain);
		}
		return DataBufferUtils.join(request.getBody(), LIMIT)
			.onErrorMap(DataBufferLimitException.class,
					(ex) -> new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE))
			.map(TokenCodeWebFilter::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> filter(body, exchange, chain));
	}

	private static Mono<Void> filter(byte[] body, ServerWebExchange exchange, WebFilterChain chain) {
		Matcher code = TOKEN_CODE.matcher(new String(body, StandardCharsets.UTF_8));
		boolean found = code.find();
		Posted posted = new Posted(exchange, (found) ? code.group(1) : null);
		byte[] rest = (found) ? EMPTY : body;
		return posted.pass(exchange.mutate().request(new ServerHttpRequestDecorator(exchange.getRequest()) {

			@Override
			public Flux<DataBuffer> getBody() {
				return (rest.length > 0) ? Flux.just(exchange.getResponse().bufferFactory().wrap(rest)) : Flux.empty();
			}

		}).build(), chain);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	/**
	 * A request that is under way.
	 *
	 * @param exchange the request and its response
	 * @param tokenCode the MFA code in its body, or {@code null} if there is none
	 */
	record Posted(ServerWebExchange exchange, @Nullable String tokenCode) {

		static @Nullable Posted from(ContextView context) {
			return context.<Posted>getOrEmpty(Posted.class).orElse(null);
		}

		Mono<Void> pass(ServerWebExchange passed, WebFilterChain chain) {
			return chain.filter(passed).contextWrite((context) -> context.put(Posted.class, this));
		}

		@Override
		public String toString() {
			return "Posted[exchange=" + this.exchange + "]";
		}

	}

}
