package io.awscredentials.test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import io.awscredentials.test.Service.Call;
import io.awscredentials.test.http.HttpRequest;
import io.awscredentials.test.http.Json;
import io.awscredentials.test.sigv4.SignedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the server was asked, the latest requests in full and all of them counted.
 */
final class RequestLog {

	private static final int MAX_ENTRIES = 10_000;

	private final Object monitor = new Object();

	private final Deque<Entry> entries = new ArrayDeque<>();

	private final Map<String, Integer> counts = new HashMap<>();

	private int total;

	private final InstantSource clock;

	RequestLog(InstantSource clock) {
		this.clock = clock;
	}

	Entry add(Call call, HttpRequest request) {
		RecordedRequest recorded = new RecordedRequest(this.clock.instant(), call.service(), call.action(),
				request.method(), request.path(), request.query(), request.headers(), parameters(request),
				request.text(), accessKeyId(request), 0);
		Entry entry = new Entry(recorded);
		synchronized (this.monitor) {
			if (this.entries.size() == MAX_ENTRIES) {
				this.entries.removeFirst();
			}
			this.entries.addLast(entry);
			this.counts.merge(call.action(), 1, Integer::sum);
			this.total++;
			this.monitor.notifyAll();
		}
		return entry;
	}

	List<RecordedRequest> requests() {
		synchronized (this.monitor) {
			return this.entries.stream().map(Entry::request).toList();
		}
	}

	List<RecordedRequest> requests(String action) {
		return requests().stream().filter((request) -> request.action().equals(action)).toList();
	}

	int count(String action) {
		synchronized (this.monitor) {
			return this.counts.getOrDefault(action, 0);
		}
	}

	void clear() {
		synchronized (this.monitor) {
			this.entries.clear();
			this.counts.clear();
			this.total = 0;
		}
	}

	List<RecordedRequest> await(int requests, Duration timeout) {
		await(() -> this.total, requests, timeout);
		return requests();
	}

	List<RecordedRequest> await(String action, int requests, Duration timeout) {
		await(() -> this.counts.getOrDefault(action, 0), requests, timeout);
		return requests(action);
	}

	private void await(IntSupplier count, int expected, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		synchronized (this.monitor) {
			while (count.getAsInt() < expected) {
				long rest = deadline - System.nanoTime();
				if (rest <= 0) {
					throw new AssertionError("Expected " + expected + " requests within " + timeout + " but there were "
							+ count.getAsInt() + " of " + requests());
				}
				try {
					TimeUnit.NANOSECONDS.timedWait(this.monitor, rest);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new AssertionError("Interrupted while waiting for requests", ex);
				}
			}
		}
	}

	private static Map<String, String> parameters(HttpRequest request) {
		Map<String, String> parameters = new LinkedHashMap<>(request.queryParameters());
		parameters.putAll(request.form());
		if (request.hasContentType("application/json") || request.hasContentType("application/x-amz-json")) {
			try {
				Json.readObject(request.text()).forEach((name, value) -> {
					if (value instanceof String text) {
						parameters.put(name, text);
					}
				});
			}
			catch (IllegalArgumentException ex) {
				// The service says so; the body is in the log as it came.
			}
		}
		return Collections.unmodifiableMap(parameters);
	}

	private static @Nullable String accessKeyId(HttpRequest request) {
		try {
			SignedRequest signed = SignedRequest.parse(request);
			return (signed != null) ? signed.accessKeyId() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * A request whose answer may be yet to come.
	 */
	static final class Entry {

		private volatile RecordedRequest request;

		private Entry(RecordedRequest request) {
			this.request = request;
		}

		RecordedRequest request() {
			return this.request;
		}

		void answered(int status) {
			this.request = this.request.withStatus(status);
		}

	}

}
