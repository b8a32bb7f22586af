package io.awscredentials.refresh;

import java.time.Duration;
import java.util.Locale;

import io.awscredentials.CredentialsErrorCode;
import io.awscredentials.internal.PastExpiry;
import io.awscredentials.refresh.RefreshPolicy.OnFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays the steps of one row of a table of rules, separated by semicolons:
 * <ul>
 * <li>{@code cached valid|advisory|mandatory|expired}: obtain a set of one hour and wait
 * with the scheduler not running</li>
 * <li>{@code succeed [lifetime]}, {@code forever}, {@code repeat}, {@code fail},
 * {@code deny}, {@code outdated}, {@code mfa}: what the source does from now on</li>
 * <li>{@code advance}, {@code sleep}, {@code busy}: let time pass, with the scheduler at
 * work, not running, or at work and callers resolving all the time</li>
 * <li>{@code storm}: let time pass with callers failing all the time, without the
 * scheduler</li>
 * <li>{@code resolve}, {@code refresh}: expect the set of that number or that error</li>
 * <li>{@code invalidate [other]}: reject the present set, or another one</li>
 * <li>{@code asked}: expect so many retrievals since this was asked last</li>
 * <li>{@code state}, {@code next}: expect that state, and a next refresh in that
 * range</li>
 * </ul>
 */
final class Scenario {

	private final Harness harness;

	private int callsSeen;

	private Scenario(PastExpiry pastExpiry, OnFailure onFailure) {
		this.harness = new Harness(Harness.policy(onFailure));
		this.harness.source.pastExpiry(pastExpiry);
	}

	/**
	 * Play a row.
	 * @param source the past expiry rule of the source, followed by {@code "strict"} if
	 * that is the policy
	 * @param steps the steps
	 */
	static void play(String source, String steps) {
		String[] words = source.split(" ");
		Scenario scenario = new Scenario(PastExpiry.valueOf(words[0]),
				(words.length > 1) ? OnFailure.STRICT : OnFailure.AUTO);
		for (String step : steps.split(";")) {
			String[] parts = step.strip().split("\\s+", 2);
			scenario.play(parts[0], (parts.length > 1) ? parts[1] : "", step.strip());
		}
	}

	private void play(String verb, String argument, String step) {
		switch (verb) {
			case "cached" -> cached(argument);
			case "succeed" -> this.harness.source.succeed(argument.isEmpty() ? Duration.ofHours(1) : time(argument));
			case "forever" -> this.harness.source.succeedForever();
			case "repeat" -> this.harness.source.repeat();
			case "fail" -> this.harness.source.fail();
			case "deny" -> this.harness.source.deny();
			case "outdated" -> this.harness.source.succeed(Duration.ZERO);
			case "mfa" -> this.harness.source.requireMfa();
			case "advance" -> this.harness.advance(time(argument));
			case "sleep" -> this.harness.sleep(time(argument));
			case "busy" -> busy(time(argument));
			case "storm" -> storm(time(argument));
			case "resolve" -> resolve(argument, step);
			case "refresh" -> refresh(argument, step);
			case "invalidate" -> invalidate(argument);
			case "asked" -> asked(argument, step);
			case "state" -> assertThat(this.harness.state()).as(step).isEqualTo(RefreshState.valueOf(argument));
			case "next" -> next(argument, step);
			default -> throw new IllegalArgumentException("Unknown step '" + step + "'");
		}
	}

	private void cached(String age) {
		this.harness.resolve();
		this.callsSeen = this.harness.source.calls();
		this.harness.sleep(switch (age) {
			case "valid" -> Duration.ofMinutes(10);
			case "advisory" -> Duration.ofMinutes(54);
			case "mandatory" -> Duration.ofSeconds(3600 - 30);
			case "expired" -> Duration.ofMinutes(61);
			default -> throw new IllegalArgumentException("Unknown age '" + age + "'");
		});
	}

	private void busy(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.harness.advance(Duration.ofSeconds(1));
			this.harness.resolve();
		}
	}

	private void storm(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			for (int call = 0; call < 100; call++) {
				this.harness.sleep(Duration.ofMillis(10));
				this.harness.resolveFailure();
			}
		}
	}

	private void resolve(String expected, String step) {
		if (Character.isDigit(expected.charAt(0))) {
			assertThat(this.harness.resolve().secretAccessKey()).as(step).isEqualTo("secret-" + expected);
		}
		else {
			assertThat(this.harness.resolveFailure().code()).as(step).isEqualTo(CredentialsErrorCode.valueOf(expected));
		}
	}

	private void refresh(String expected, String step) {
		if (Character.isDigit(expected.charAt(0))) {
			assertThat(this.harness.provider.refresh().join().secretAccessKey()).as(step)
				.isEqualTo("secret-" + expected);
		}
		else {
			assertThat(this.harness.provider.refresh()).as(step).isCompletedExceptionally();
			assertThat(this.harness.status().lastFailure()).as(step)
				.extracting((failure) -> failure.code())
				.isEqualTo(CredentialsErrorCode.valueOf(expected));
		}
	}

	private void invalidate(String which) {
		int number = (which.isEmpty()) ? this.harness.source.latest() : 99;
		this.harness.provider.invalidate(ScriptedSource.credentials(number, null));
	}

	private void asked(String expected, String step) {
		int calls = this.harness.source.calls() - this.callsSeen;
		this.callsSeen += calls;
		String[] range = expected.split("\\.\\.");
		assertThat(calls).as(step).isBetween(Integer.valueOf(range[0]), Integer.valueOf(range[range.length - 1]));
	}

	private void next(String expected, String step) {
		if (expected.equals("none")) {
			assertThat(this.harness.status().nextRefresh()).as(step).isNull();
			return;
		}
		String[] range = expected.split("\\.\\.");
		assertThat(this.harness.next()).as(step).isBetween(time(range[0]), time(range[range.length - 1]));
	}

	private static Duration time(String text) {
		return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
	}

}
