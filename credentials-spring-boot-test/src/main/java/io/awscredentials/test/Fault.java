package io.awscredentials.test;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.awscredentials.test.Service.Call;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpConnection;
import io.awscredentials.test.http.Transmission;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with requests to an {@link AwsTestServer}, from
 * {@link AwsTestServer#fault} on: with every request, until narrowed with
 * {@link #onAction}, {@link #onPath}, {@link #after} and {@link #times}.
 *
 * @since 0.1.0
 */
public final class Fault {

	private static final long HUGE = 100L * 1024 * 1024;

	private static final String GARBAGE = "<html><head><title>Welcome</title></head><body>Please log in</body></html>";

	private final Effect effect;

	private final @Nullable String action;

	private final String path;

	private final int skipped;

	private final int times;

	private final Map<String, String> headers;

	private Fault(Effect effect, @Nullable String action, String path, int skipped, int times,
			Map<String, String> headers) {
		this.effect = effect;
		this.action = action;
		this.path = path;
		this.skipped = skipped;
		this.times = times;
		this.headers = headers;
	}

	private static Fault of(Effect effect) {
		return new Fault(effect, null, "/", 0, Integer.MAX_VALUE, Map.of());
	}

	private static Fault sent(Transmission transmission) {
		return of((call, clock) -> call.answer(null).withTransmission(transmission));
	}

	/**
	 * Keep the client waiting before the answer begins.
	 * @param delay how long
	 * @return the fault
	 */
	public static Fault delay(Duration delay) {
		return sent(Transmissions.delayed(delay, HttpConnection::send));
	}

	/**
	 * Keep the client waiting in the middle of the body.
	 * @param delay how long
	 * @return the fault
	 */
	public static Fault delayInBody(Duration delay) {
		return sent(Transmissions.delayedInBody(delay));
	}

	/**
	 * Keep the client waiting until the test says so.
	 * @param latch opened when the answer may go
	 * @return the fault
	 */
	public static Fault hold(CountDownLatch latch) {
		return sent((answer, connection) -> {
			latch.await();
			connection.send(answer);
		});
	}

	/**
	 * Never answer.
	 * @return the fault
	 */
	public static Fault hang() {
		return of((call, clock) -> HttpAnswer.none((answer, connection) -> connection.hang()));
	}

	/**
	 * Stop in the middle of the body.
	 * @return the fault
	 */
	public static Fault hangInBody() {
		return sent(Transmissions.thenInBody(HttpConnection::hang));
	}

	/**
	 * Reset the connection instead of answering.
	 * @return the fault
	 */
	public static Fault reset() {
		return of((call, clock) -> HttpAnswer.none((answer, connection) -> connection.reset()));
	}

	/**
	 * Reset the connection in the middle of the body.
	 * @return the fault
	 */
	public static Fault resetInBody() {
		return sent(Transmissions.thenInBody(HttpConnection::reset));
	}

	/**
	 * Answer with a status and an empty body.
	 * @param status the status code
	 * @return the fault
	 */
	public static Fault status(int status) {
		return status(status, "");
	}

	/**
	 * Answer with a status and a body.
	 * @param status the status code
	 * @param body the body
	 * @return the fault
	 */
	public static Fault status(int status, String body) {
		return of((call, clock) -> HttpAnswer.of(status, "text/plain", body));
	}

	/**
	 * Answer with an error, in the shape the service that was asked gives it.
	 * @param status the status code
	 * @param code the code
	 * @param message the message
	 * @return the fault
	 */
	public static Fault error(int status, String code, String message) {
		return of((call, clock) -> call.protocol().error(status, code, message));
	}

	/**
	 * Answer that there are too many requests, as the service that was asked says it.
	 * @return the fault
	 */
	public static Fault throttling() {
		return of((call, clock) -> call.protocol().throttling());
	}

	/**
	 * Answer with another URI.
	 * @param location the URI
	 * @return the fault
	 */
	public static Fault redirect(URI location) {
		return status(302).withHeader("Location", location.toString());
	}

	/**
	 * Answer with status 200 and a page of HTML, as captive portals do.
	 * @return the fault
	 */
	public static Fault garbage() {
		return of((call, clock) -> HttpAnswer.of(200, "text/html", GARBAGE));
	}

	/**
	 * Answer with the first half of the document, as if it were all.
	 * @return the fault
	 */
	public static Fault truncated() {
		return of((call, clock) -> Transmissions.firstHalf(call.answer(null)));
	}

	/**
	 * Follow the answer with white space until it is 100 MB long.
	 * @return the fault
	 */
	public static Fault huge() {
		return sent(Transmissions.padded(HUGE));
	}

	/**
	 * Answer with credentials that have expired already.
	 * @return the fault
	 */
	public static Fault expired() {
		return lifetime(Duration.ofMinutes(-5));
	}

	/**
	 * Answer with credentials of another lifetime than asked for.
	 * @param lifetime the lifetime
	 * @return the fault
	 */
	public static Fault lifetime(Duration lifetime) {
		return of((call, clock) -> call.answer(lifetime));
	}

	/**
	 * Answer with a {@code Date} header that is off.
	 * @param skew how far, negative where it is in the past
	 * @return the fault
	 */
	public static Fault skewedDate(Duration skew) {
		return of(
				(call, clock) -> call.answer(null).withHeader("Date", HttpConnection.date(clock.instant().plus(skew))));
	}

	/**
	 * Narrow this fault to an action.
	 * @param action the name of the action, such as {@code AssumeRole} or
	 * {@code GetMetadataToken}
	 * @return the fault
	 */
	public Fault onAction(String action) {
		return new Fault(this.effect, action, this.path, this.skipped, this.times, this.headers);
	}

	/**
	 * Narrow this fault to paths.
	 * @param path what the path begins with
	 * @return the fault
	 */
	public Fault onPath(String path) {
		return new Fault(this.effect, this.action, path, this.skipped, this.times, this.headers);
	}

	/**
	 * Let requests pass at first.
	 * @param requests the number of requests
	 * @return the fault
	 */
	public Fault after(int requests) {
		return new Fault(this.effect, this.action, this.path, requests, this.times, this.headers);
	}

	/**
	 * Let requests pass in the end.
	 * @param times how often the fault strikes
	 * @return the fault
	 */
	public Fault times(int times) {
		return new Fault(this.effect, this.action, this.path, this.skipped, times, this.headers);
	}

	/**
	 * Add a header to the answer, such as {@code Retry-After}.
	 * @param name the name of the header
	 * @param value the value of the header
	 * @return the fault
	 */
	public Fault withHeader(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new Fault(this.effect, this.action, this.path, this.skipped, this.times,
				Collections.unmodifiableMap(headers));
	}

	boolean matches(String action, String path) {
		return path.startsWith(this.path) && (this.action == null || this.action.equals(action));
	}

	boolean strikes(int earlierMatches) {
		return earlierMatches >= this.skipped && earlierMatches - this.skipped < this.times;
	}

	HttpAnswer apply(Call call, InstantSource clock) {
		HttpAnswer answer = this.effect.apply(call, clock);
		for (Map.Entry<String, String> header : this.headers.entrySet()) {
			answer = answer.withHeader(header.getKey(), header.getValue());
		}
		return answer;
	}

	private interface Effect {

		HttpAnswer apply(Call call, InstantSource clock);

	}

}
