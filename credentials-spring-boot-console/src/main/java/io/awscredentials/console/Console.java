package io.awscredentials.console;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Answers the requests of the page, in servlet and in reactive applications. All of them
 * read: what changes something is asked of the endpoint.
 */
class Console {

	private final CredentialsEndpoint endpoint;

	private final CredentialsProviders providers;

	private final ConsoleEvents events;

	private final BooleanSupplier writable;

	private final Instant startedAt = Instant.now();

	/**
	 * Create a new instance.
	 * @param endpoint the endpoint that the page shows
	 * @param providers the providers of the application
	 * @param events what happened since the start
	 * @param writable tells whether the endpoint takes requests to refresh
	 */
	Console(CredentialsEndpoint endpoint, CredentialsProviders providers, ConsoleEvents events,
			BooleanSupplier writable) {
		this.endpoint = endpoint;
		this.providers = providers;
		this.events = events;
		this.writable = writable;
	}

	@GetMapping("/" + ConsolePath.NAME + "/")
	ResponseEntity<Resource> page() {
		return ConsoleFiles.get(ConsoleFiles.INDEX);
	}

	@GetMapping("/" + ConsolePath.NAME + "/{name:.+\\..+}")
	ResponseEntity<Resource> file(@PathVariable String name) {
		return ConsoleFiles.get(name);
	}

	@GetMapping("/" + ConsolePath.NAME + "/status")
	ResponseEntity<ConsoleStatus> status(@RequestParam(defaultValue = "0") long after) {
		// Before the providers are read: what happens meanwhile is told the next time.
		List<ConsoleEvent> news = this.events.after(after);
		return json(new ConsoleStatus(this.startedAt, this.writable.getAsBoolean(), this.endpoint.credentials(),
				this.providers.runtimeRoles(), news));
	}

	@GetMapping("/" + ConsolePath.NAME + "/roles")
	ResponseEntity<ConsoleRoles> roles(@RequestParam(defaultValue = "") String search) {
		return json(new ConsoleRoles(this.providers.runtimeRoles(),
				this.providers.runtimeRoles(search, ConsoleRoles.LIMIT).stream().map(ConsoleRoles.Role::of).toList()));
	}

	static <T> ResponseEntity<T> json(T body) {
		return ConsoleFiles.answer(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON).body(body);
	}

}
