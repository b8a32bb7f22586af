package io.awscredentials.sample;

import java.time.Instant;

import io.awscredentials.Credentials;
import io.awscredentials.CredentialsException;
import io.awscredentials.CredentialsProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a service uses the credentials: it injects the provider and asks it each time.
 */
@RestController
final class WhoAmIController {

	private final CredentialsProvider credentialsProvider;

	WhoAmIController(CredentialsProvider credentialsProvider) {
		this.credentialsProvider = credentialsProvider;
	}

	@GetMapping("/whoami")
	Identity whoAmI() {
		// Cached and cheap: ask for each use and keep nothing, since what is kept
		// expires.
		Credentials credentials = this.credentialsProvider.resolveCredentials();
		return new Identity(credentials.maskedAccessKeyId(), credentials.accountId(), credentials.expiration());
	}

	@ExceptionHandler
	ProblemDetail noCredentials(CredentialsException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
		problem.setTitle(failure.code().sentence());
		problem.setProperty("code", failure.code());
		problem.setProperty("advice", failure.advice());
		return problem;
	}

	/**
	 * What may be told about credentials.
	 *
	 * @param accessKeyId the masked access key ID
	 * @param accountId the account, if the source tells
	 * @param expiration when they stop working, if they do
	 */
	record Identity(String accessKeyId, @Nullable String accountId, @Nullable Instant expiration) {
	}

}
