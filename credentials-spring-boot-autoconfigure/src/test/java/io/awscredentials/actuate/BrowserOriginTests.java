package io.awscredentials.actuate;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BrowserOrigin}.
 */
class BrowserOriginTests {

	@ParameterizedTest
	@CsvSource({ ",, false", "same-origin,, false", "none,, false", "Same-Origin, https://any.example, false",
			"cross-site,, true", "same-site,, true", "same-site, http://app.example:8080, true", "anything,, true",
			", http://app.example:8080, false", ", HTTP://APP.example:8080, false", ", https://app.example:8080, false",
			", http://public.example, false", ", http://public.example:80, false", ", https://public.example, true",
			", http://app.example, true", ", http://app.example:3000, true", ", https://evil.example, true",
			", null, true", ", http://app.example:8080.evil.example, true", ", '://', true", ", 'http://a b', true" })
	void otherSitesAreThoseThatABrowserMarksAsSuch(@Nullable String site, @Nullable String origin, boolean other) {
		// The host as the client named it, and the address as a forwarding proxy told it.
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
				URI.create("http://public.example/actuator/awscredentials/default"));
		request.getHeaders().set("Host", "app.example:8080");
		if (site != null) {
			request.getHeaders().set("Sec-Fetch-Site", site);
		}
		if (origin != null) {
			request.getHeaders().set("Origin", origin);
		}
		assertThat(BrowserOrigin.isOtherSite(request)).isEqualTo(other);
	}

}
