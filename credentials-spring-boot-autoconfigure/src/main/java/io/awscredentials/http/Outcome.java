package io.awscredentials.http;

import io.awscredentials.CredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt: an answer or a failure.
 *
 * @param answer the answer
 * @param failure the failure
 * @param worthAnother whether another attempt may end better
 */
record Outcome(@Nullable HttpAnswer answer, @Nullable CredentialsException failure, boolean worthAnother) {

	static Outcome of(CredentialsException failure) {
		return new Outcome(null, failure, failure.retryable());
	}

	static Outcome ofFinal(CredentialsException failure) {
		return new Outcome(null, failure, false);
	}

	HttpAnswer get() {
		if (this.answer != null) {
			return this.answer;
		}
		throw (this.failure != null) ? this.failure : new IllegalStateException();
	}

	@Override
	public String toString() {
		return (this.answer != null) ? "status " + this.answer.status() : String.valueOf(this.failure);
	}

}
