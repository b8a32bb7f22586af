package io.awscredentials.sample;

import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page at {@code /} what there is to try.
 */
@RestController
class ProfilesController {

	private final Environment environment;

	ProfilesController(Environment environment) {
		this.environment = environment;
	}

	@GetMapping("/profiles")
	List<String> profiles() {
		String[] active = this.environment.getActiveProfiles();
		return List.of((active.length > 0) ? active : this.environment.getDefaultProfiles());
	}

}
