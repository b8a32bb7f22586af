package io.awscredentials.console;

import java.util.Map;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.util.StringUtils;

/**
 * The files of the page. They are in no folder that Spring Boot serves by itself.
 */
final class ConsoleFiles {

	static final String INDEX = "index.html";

	static final Set<String> NAMES = Set.of(INDEX, "icon.svg", "app.js", "card.js", "client.js", "diagnosis.js",
			"dom.js", "ends.js", "lifetime.js", "people.js", "providers.js", "roles.js", "sources.js", "tables.js",
			"timeline.js", "words.js", "base.css", "card.css", "lists.css", "people.css");

	private static final Map<String, MediaType> TYPES = Map.of("html", MediaType.valueOf("text/html;charset=UTF-8"),
			"js", MediaType.valueOf("text/javascript;charset=UTF-8"), "css",
			MediaType.valueOf("text/css;charset=UTF-8"), "svg", MediaType.valueOf("image/svg+xml"));

	// Nothing inline, nothing from elsewhere, and no frame on another site.
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

	private ConsoleFiles() {
	}

	/**
	 * Return a file of the page.
	 * @param name its name
	 * @return the answer to a request for it
	 */
	static ResponseEntity<Resource> get(String name) {
		MediaType type = TYPES.get(String.valueOf(StringUtils.getFilenameExtension(name)));
		if (type == null || !NAMES.contains(name)) {
			return answer(HttpStatus.NOT_FOUND).build();
		}
		return answer(HttpStatus.OK).contentType(type).body(resource(name));
	}

	static Resource resource(String name) {
		return new ClassPathResource("page/" + name, ConsoleFiles.class);
	}

	/**
	 * Begin an answer, with the headers that all have.
	 * @param status its status
	 * @return the answer
	 */
	static BodyBuilder answer(HttpStatus status) {
		return ResponseEntity.status(status)
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("X-Frame-Options", "SAMEORIGIN")
			.header("Referrer-Policy", "no-referrer")
			.header("Cross-Origin-Opener-Policy", "same-origin")
			.header("Cross-Origin-Resource-Policy", "same-origin");
	}

}
