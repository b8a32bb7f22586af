package io.awscredentials.http;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a {@link CredentialsHttpClient} is asked to get done, in one or several attempts.
 *
 * @param source the name of the source, for failures
 * @param request gives the request of each attempt anew, so that it can be signed with a
 * fresh time
 * @param transientAnswer says which answers are worth another attempt, beside those of
 * status 429 and 500 to 599. STS throttles with status 400, for example.
 * @param once whether there is never a second attempt: the request holds an MFA code
 * @param probe whether it is this request that finds out if the host is there at all
 * @param signed whether whoever asks learns the time from the answer: an accepted
 * signature says more than a header
 * @hidden
 */
public record HttpTask(String source, Supplier<HttpCall> request, Predicate<HttpAnswer> transientAnswer, boolean once,
		boolean probe, boolean signed) {

	/**
	 * Return a task that may be attempted several times.
	 * @param source the name of the source, for failures
	 * @param request gives the request of each attempt anew
	 * @return the task
	 */
	public static HttpTask of(String source, Supplier<HttpCall> request) {
		return new HttpTask(source, request, (answer) -> false, false, false, false);
	}

	/**
	 * Return this task with a say in what is worth another attempt.
	 * @param transientAnswer says which answers are, beside those of status 429 and 500
	 * to 599
	 * @return the changed task
	 */
	public HttpTask retryingOn(Predicate<HttpAnswer> transientAnswer) {
		return new HttpTask(this.source, this.request, transientAnswer, this.once, this.probe, this.signed);
	}

	/**
	 * Return this task for one attempt only, whatever comes of it.
	 * @return the changed task
	 */
	public HttpTask onlyOnce() {
		return new HttpTask(this.source, this.request, this.transientAnswer, true, this.probe, this.signed);
	}

	/**
	 * Return this task as a probe of whether the host is there at all: a connection that
	 * is refused is final then, and silence is worth one more attempt.
	 * @return the changed task
	 */
	public HttpTask asProbe() {
		return new HttpTask(this.source, this.request, this.transientAnswer, this.once, true, this.signed);
	}

	/**
	 * Return this task as one whose request is signed, so that whoever asks learns the
	 * time from the answer.
	 * @return the changed task
	 */
	public HttpTask asSigned() {
		return new HttpTask(this.source, this.request, this.transientAnswer, this.once, this.probe, true);
	}

}
