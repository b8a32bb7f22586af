package io.awscredentials.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

/**
 * The refresh that is asked for over HTTP: refused for a page of another site, not done
 * again right after the last one, and answered before a client or a shutdown gives up.
 */
final class WebRefresh {

	static final Duration PAUSE = Duration.ofSeconds(5);

	private static final int ACCEPTED = 202;

	private static final int FORBIDDEN = 403;

	private static final int TOO_MANY_REQUESTS = 429;

	private final CredentialsEndpoint endpoint;

	private final boolean crossOriginAllowed;

	private final Duration timeout;

	private final LongSupplier nanoTime;

	private final Map<String, Long> started = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param endpoint the endpoint
	 * @param crossOriginAllowed whether the actuator has rules of its own about other
	 * origins, which have been applied before
	 */
	WebRefresh(CredentialsEndpoint endpoint, boolean crossOriginAllowed) {
		this(endpoint, crossOriginAllowed, CredentialsEndpoint.REFRESH_TIMEOUT, System::nanoTime);
	}

	WebRefresh(CredentialsEndpoint endpoint, boolean crossOriginAllowed, Duration timeout, LongSupplier nanoTime) {
		this.endpoint = endpoint;
		this.crossOriginAllowed = crossOriginAllowed;
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	/**
	 * Refresh the credentials of a provider.
	 * @param request the request that asks for it, or {@code null} if unknown
	 * @param responseHeaders the headers of its response
	 * @param name the name of the provider
	 * @param tokenCode the MFA code that answers its pending challenge, or {@code null}
	 * @return the answer
	 */
	CompletableFuture<WebEndpointResponse<?>> refresh(@Nullable HttpRequest request, HttpHeaders responseHeaders,
			String name, @Nullable String tokenCode) {
		if (request == null || isOtherSite(request)) {
			return refusal(FORBIDDEN, "Credentials are not refreshed for a page of another site: "
					+ "Sec-Fetch-Site or Origin say that this request comes from one");
		}
		String query = request.getURI().getRawQuery();
		if (query != null && query.contains("tokenCode")) {
			throw new InvalidEndpointRequestException("An MFA code belongs into the body, not into the address",
					"'tokenCode' must be in the body");
		}
		if (this.endpoint.provider(name) == null) {
			return CompletableFuture.completedFuture(new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
		}
		long left = (tokenCode == null) ? nanosLeft(name) : 0;
		if (left > 0) {
			long seconds = TimeUnit.NANOSECONDS.toSeconds(left) + 1;
			responseHeaders.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
			return refusal(TOO_MANY_REQUESTS, "Provider '" + name + "' was refreshed on demand less than "
					+ PAUSE.toSeconds() + " seconds ago: try again in " + seconds);
		}
		return this.endpoint.start(name, tokenCode)
			.handle((credentials, failure) -> WebEndpointResponse.STATUS_OK)
			.completeOnTimeout(ACCEPTED, this.timeout.toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((status) -> new WebEndpointResponse<>(this.endpoint.provider(name), status));
	}

	private boolean isOtherSite(HttpRequest request) {
		return !(this.crossOriginAllowed && request.getHeaders().getOrigin() != null)
				&& BrowserOrigin.isOtherSite(request);
	}

	private long nanosLeft(String name) {
		long now = this.nanoTime.getAsLong();
		long last = this.started.compute(name,
				(key, before) -> (before == null || now - before >= PAUSE.toNanos()) ? now : before);
		return (last != now) ? PAUSE.toNanos() - (now - last) : 0;
	}

	private static CompletableFuture<WebEndpointResponse<?>> refusal(int status, String message) {
		return CompletableFuture
			.completedFuture(new WebEndpointResponse<>(OperationResponseBody.of(Map.of("message", message)), status));
	}

}
