package io.awscredentials.test.autoconfigure;

import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that takes its credentials from everywhere.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class TestApplication {

	@RestController
	static class AccountController {

		private final CredentialsProvider provider;

		AccountController(CredentialsProvider provider) {
			this.provider = provider;
		}

		@GetMapping("/account")
		@Nullable String account() {
			return this.provider.resolveCredentials().accountId();
		}

	}

}
