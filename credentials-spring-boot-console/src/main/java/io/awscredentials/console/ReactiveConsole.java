package io.awscredentials.console;

import java.util.function.BooleanSupplier;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.refresh.CredentialsProviders;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * The page in reactive applications.
 */
final class ReactiveConsole extends Console {

	ReactiveConsole(CredentialsEndpoint endpoint, CredentialsProviders providers, ConsoleEvents events,
			BooleanSupplier writable) {
		super(endpoint, providers, events, writable);
	}

	@GetMapping("/" + ConsolePath.NAME + "/csrf")
	Mono<ResponseEntity<ConsoleToken>> csrf(ServerWebExchange exchange) {
		Mono<?> token = exchange.getAttribute("org.springframework.security.web.server.csrf.CsrfToken");
		return ((token != null) ? token.map((csrf) -> json(SpringSecurity.token(csrf)))
				: Mono.<ResponseEntity<ConsoleToken>>empty())
			.defaultIfEmpty(ConsoleFiles.answer(HttpStatus.NO_CONTENT).build());
	}

	/**
	 * Loaded where Spring Security is there.
	 */
	private static final class SpringSecurity {

		static ConsoleToken token(Object token) {
			CsrfToken csrf = (CsrfToken) token;
			return new ConsoleToken(csrf.getHeaderName(), csrf.getToken());
		}

	}

}
