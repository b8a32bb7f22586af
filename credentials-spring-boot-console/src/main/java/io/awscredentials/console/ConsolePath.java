package io.awscredentials.console;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.awscredentials.refresh.CredentialsProviders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where the page is: below the endpoint, so that who may read that may read the page, by
 * whatever rules for paths or endpoints.
 */
final class ConsolePath {

	static final EndpointId ENDPOINT = EndpointId.of("awscredentials");

	static final String NAME = "console";

	/** Before the endpoint, which would take the name for one of a provider. */
	static final int ORDER = -101;

	private ConsolePath() {
	}

	/**
	 * Return the path of the endpoint, which the request mappings of the page begin with.
	 * @param properties where endpoints are
	 * @param mappers move single endpoints
	 * @return the path for all handlers
	 */
	static Map<String, Predicate<Class<?>>> prefix(WebEndpointProperties properties,
			ObjectProvider<PathMapper> mappers) {
		String endpoint = PathMapper.getRootPath(mappers.orderedStream().toList(), ENDPOINT);
		return Map.of(properties.getBasePath() + "/" + endpoint, (handler) -> true);
	}

	/**
	 * Return what answers requests of the page.
	 * @param console the page
	 * @param providers the providers of the application
	 * @return the handlers
	 */
	static List<Object> handlers(Console console, CredentialsProviders providers) {
		// The endpoint shows a provider of this name there.
		return (providers.get(NAME) != null) ? List.of(console) : List.of(console, new MissingSlash());
	}

	/**
	 * Sends whoever forgets the last slash on. The address is relative, since a proxy in
	 * front may know this application by another one.
	 */
	static final class MissingSlash {

		@GetMapping("/" + NAME)
		ResponseEntity<Void> redirect() {
			return ConsoleFiles.answer(HttpStatus.FOUND).location(URI.create(NAME + "/")).build();
		}

	}

}
