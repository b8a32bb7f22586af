package io.awscredentials.console;

import java.time.Instant;
import java.util.List;

import io.awscredentials.actuate.CredentialsDescriptor;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the page shows.
 *
 * @param startedAt since when events are remembered, which tells one run of the service
 * from the next
 * @param writable whether the endpoint takes requests to refresh
 * @param credentials what the endpoint answers
 * @param runtimeRoles how many roles that are known only at run time are in use
 * @param events the events that the page does not know yet
 */
record ConsoleStatus(Instant startedAt, boolean writable, CredentialsDescriptor credentials, long runtimeRoles,
		List<ConsoleEvent> events) implements OperationResponseBody {

}
