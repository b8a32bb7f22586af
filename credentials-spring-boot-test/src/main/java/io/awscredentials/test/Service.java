package io.awscredentials.test;

import java.time.Duration;

import io.awscredentials.test.http.HttpAnswer;
import io.awscredentials.test.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One of the services of the test server.
 */
interface Service {

	/**
	 * Return the call a request makes of this service.
	 * @param request the request
	 * @return the call, or {@code null} where the request is for another service
	 */
	@Nullable Call route(HttpRequest request);

	/**
	 * A call of a service.
	 *
	 * @param service the name of the service
	 * @param action the name of the action, as AWS has it
	 * @param protocol the shape of the errors
	 * @param operation what answers
	 */
	record Call(String service, String action, Protocol protocol, Operation operation) {

		HttpAnswer answer(@Nullable Duration lifetime) {
			try {
				return this.operation.answer(new Issuing(lifetime));
			}
			catch (ServiceException ex) {
				return this.protocol.error(ex.status(), ex.code(), ex.getMessage());
			}
			catch (RuntimeException ex) {
				return this.protocol.error(500, "InternalFailure", "The test server failed: " + ex);
			}
		}

	}

	/**
	 * Answers a call.
	 */
	@FunctionalInterface
	interface Operation {

		HttpAnswer answer(Issuing issuing);

	}

	/**
	 * How long the credentials of one answer live.
	 *
	 * @param lifetime the lifetime a fault asks for, or {@code null} for the usual one
	 */
	record Issuing(@Nullable Duration lifetime) {

		Duration lifetime(Duration usual) {
			return (this.lifetime != null) ? this.lifetime : usual;
		}

	}

}
