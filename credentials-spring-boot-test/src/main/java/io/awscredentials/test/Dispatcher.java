package io.awscredentials.test;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import io.awscredentials.test.RequestLog.Entry;
import io.awscredentials.test.Service.Call;
import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpHandler;
import io.awscredentials.test.http.HttpRequest;

/**
 * Brings each request to its service, past the log and the faults.
 */
final class Dispatcher implements HttpHandler {

	private final List<Service> services;

	private final Faults faults;

	private final RequestLog log;

	private final InstantSource clock;

	Dispatcher(List<Service> services, Faults faults, RequestLog log, InstantSource clock) {
		this.services = services;
		this.faults = faults;
		this.log = log;
		this.clock = clock;
	}

	@Override
	public HttpAnswer handle(HttpRequest request) {
		Call call = route(request);
		Entry entry = this.log.add(call, request);
		Fault fault = this.faults.find(call.action(), request.path());
		HttpAnswer answer = (fault != null) ? fault.apply(call, this.clock) : call.answer(null);
		entry.answered(answer.status());
		return answer;
	}

	private Call route(HttpRequest request) {
		return this.services.stream()
			.map((service) -> service.route(request))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> new Call("unknown", "Unknown", Protocol.METADATA, (issuing) -> {
				throw new ServiceException(404, "Not Found", "Nothing is at this path of the test server");
			}));
	}

}
