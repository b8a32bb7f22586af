package io.awscredentials.source.sso;

import java.util.function.Function;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.CredentialsException;

/**
 * Says what is wrong with a cached token, and how a person mends it.
 *
 * @param source the name of the source
 * @param what what the token stands for, {@code "sign-in to sso-session 'dev'"} for
 * example
 * @param command what to run
 * @param codes the codes
 */
record TokenFailures(String source, String what, String command, Function<Problem, CredentialsErrorCode> codes) {

	CredentialsException of(Problem problem, String message) {
		return new CredentialsException(this.codes.apply(problem), this.source, message)
			.withAdvice("Sign in: " + this.command);
	}

	CredentialsException missing(CacheFile file) {
		return of(Problem.MISSING, "There is no " + this.what + ": there is no " + file);
	}

	CredentialsException invalid(CacheFile file, String problem) {
		return of(Problem.INVALID, "The " + this.what + " in " + file + " can't be used: " + problem);
	}

	CredentialsException expired(CacheFile file) {
		return of(Problem.EXPIRED, "The " + this.what + " in " + file + " has expired");
	}

	/**
	 * What is wrong.
	 */
	enum Problem {

		MISSING, INVALID, EXPIRED

	}

}
