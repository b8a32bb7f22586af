package io.awscredentials.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What is in the sample's jar, and under which licences: the starter brings no other.
 */
class SbomTests {

	private static final Set<String> KNOWN = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0",
			"EPL-2.0");

	@Test
	void eachPartHasALicenceThatLetsItBeShipped() throws IOException {
		try (InputStream sbom = getClass().getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
			assumeThat(sbom).as("SBOM, which is not written offline").isNotNull();
			JsonNode components = JsonMapper.shared().readTree(sbom).path("components");
			assertThat(components).isNotEmpty()
				.allSatisfy((component) -> assertThat(licences(component)).as(component.path("name").asString())
					.containsAnyElementsOf(KNOWN));
			assertThat(components).extracting((component) -> component.path("name").asString())
				.contains("credentials-spring-boot-starter", "credentials-spring-boot-autoconfigure",
						"credentials-api");
		}
	}

	private static List<String> licences(JsonNode component) {
		List<String> licences = new ArrayList<>();
		component.path("licenses").forEach((each) -> licences.add(each.path("license").path("id").asString()));
		return licences;
	}

}
