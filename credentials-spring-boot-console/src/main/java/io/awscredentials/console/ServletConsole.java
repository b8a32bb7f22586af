package io.awscredentials.console;

import java.util.function.BooleanSupplier;

import io.awscredentials.actuate.CredentialsEndpoint;
import io.awscredentials.refresh.CredentialsProviders;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page in servlet applications.
 */
final class ServletConsole extends Console {

	ServletConsole(CredentialsEndpoint endpoint, CredentialsProviders providers, ConsoleEvents events,
			BooleanSupplier writable) {
		super(endpoint, providers, events, writable);
	}

	@GetMapping("/" + ConsolePath.NAME + "/csrf")
	ResponseEntity<ConsoleToken> csrf(HttpServletRequest request) {
		Object token = request.getAttribute("org.springframework.security.web.csrf.CsrfToken");
		return (token != null) ? json(SpringSecurity.token(token)) : ConsoleFiles.answer(HttpStatus.NO_CONTENT).build();
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
