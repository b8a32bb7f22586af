package io.awscredentials.test;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.awscredentials.test.http.HttpListener;

/**
 * The part of an {@link AwsTestServer} that has nothing to do with AWS: it keeps a log of
 * its requests and lets things go wrong with them.
 *
 * @since 0.1.0
 */
public abstract sealed class RecordingServer implements AutoCloseable permits AwsTestServer {

	private final ServerClock clock;

	private final Faults faults = new Faults();

	private final RequestLog log;

	private final HttpListener listener;

	RecordingServer(HttpListener listener, ServerClock clock, List<Service> services) {
		this.clock = clock;
		this.log = new RequestLog(clock);
		this.listener = listener;
		listener.start(new Dispatcher(services, this.faults, this.log, clock));
	}

	/**
	 * Return where all services are reached.
	 * @return the URI, without a slash at its end
	 */
	public URI uri() {
		return this.listener.uri();
	}

	/**
	 * Make the server's clock wrong: for signatures, expirations and {@code Date}.
	 * @param skew how far it is ahead, negative where it is behind
	 */
	public void skew(Duration skew) {
		this.clock.skew(skew);
	}

	/**
	 * Let something go wrong from now on; of several faults that match a request the
	 * first one strikes.
	 * @param fault what goes wrong, and when
	 */
	public void fault(Fault fault) {
		this.faults.add(fault);
	}

	/**
	 * End one fault.
	 * @param fault the fault, as it was given
	 */
	public void removeFault(Fault fault) {
		this.faults.remove(fault);
	}

	/**
	 * End all faults.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Return the requests received so far, of which the server remembers the latest ten
	 * thousand.
	 * @return an immutable list, the oldest first
	 */
	public List<RecordedRequest> requests() {
		return this.log.requests();
	}

	/**
	 * Return the requests received so far for one action.
	 * @param action the name of the action, such as {@code AssumeRole} or
	 * {@code GetMetadataToken}
	 * @return an immutable list, the oldest first
	 */
	public List<RecordedRequest> requests(String action) {
		return this.log.requests(action);
	}

	/**
	 * Return how many requests were received for one action, remembered or not.
	 * @param action the name of the action
	 * @return the number of requests
	 */
	public int count(String action) {
		return this.log.count(action);
	}

	/**
	 * Wait for requests.
	 * @param requests the number of requests, since the start or the last
	 * {@link #clearRequests()}
	 * @param timeout how long to wait
	 * @return the requests received so far, answered or not
	 * @throws AssertionError where there are fewer after that time
	 */
	public List<RecordedRequest> awaitRequests(int requests, Duration timeout) {
		return this.log.await(requests, timeout);
	}

	/**
	 * Wait for requests for one action.
	 * @param action the name of the action
	 * @param requests the number of requests, since the start or the last
	 * {@link #clearRequests()}
	 * @param timeout how long to wait
	 * @return the requests for that action received so far, answered or not
	 * @throws AssertionError where there are fewer after that time
	 */
	public List<RecordedRequest> awaitRequests(String action, int requests, Duration timeout) {
		return this.log.await(action, requests, timeout);
	}

	/**
	 * Forget the requests received so far, also in the counts.
	 */
	public void clearRequests() {
		this.log.clear();
	}

	/**
	 * Stop: drop all connections, also those kept waiting, and end all threads.
	 */
	@Override
	public void close() {
		this.listener.close();
	}

}
