package io.awscredentials.refresh;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The refresh behaviour that the SDKs of AWS have in common, and what this one adds to
 * it, as rows for a {@link Scenario}.
 */
class RefreshRulesTests {

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					is asked by the first caller      | REFUSE | resolve 1; asked 1; state VALID; next 45m..52m30s
					failure is raised                 | REFUSE | fail; resolve CONNECTION; asked 1; state FAILED; next 10s..30s
					passing failure: remembered .5 s  | SERVE  | fail; resolve CONNECTION; asked 1; sleep 0.49s; resolve CONNECTION; asked 0
					passing failure: forgotten, 1 s   | SERVE  | fail; resolve CONNECTION; sleep 1s; resolve CONNECTION; asked 2
					second in a row: twice as long    | SERVE  | fail; resolve CONNECTION; sleep 1s; resolve CONNECTION; asked 2; sleep 0.99s; resolve CONNECTION; asked 0; sleep 1.01s; resolve CONNECTION; asked 1
					storm of callers makes few calls  | SERVE  | fail; storm 10m; asked 25..66; state FAILED
					refresh does not wait for it      | SERVE  | fail; resolve CONNECTION; succeed; refresh 1; asked 2; state VALID
					failure for good: remembered 1 s  | SERVE  | deny; resolve STS_ACCESS_DENIED; asked 1; sleep 0.9s; resolve STS_ACCESS_DENIED; asked 0
					failure for good: forgotten, 5 s  | SERVE  | deny; resolve STS_ACCESS_DENIED; asked 1; sleep 5s; resolve STS_ACCESS_DENIED; asked 1
					passing failure: tried again      | REFUSE | fail; resolve CONNECTION; succeed; advance 30s; asked 2; state VALID; resolve 1
					failure for good: tried again     | REFUSE | deny; resolve STS_ACCESS_DENIED; succeed; advance 30s; asked 2; state VALID
					retries come every 10-30 s        | REFUSE | fail; resolve CONNECTION; asked 1; advance 10m; asked 20..60; state FAILED
					expired answer is a failure       | SERVE  | outdated; resolve EXPIRED; asked 1; state FAILED
					set without expiration            | REFUSE | forever; resolve 1; next none; advance 1h; sleep 99999h; resolve 1; asked 1; state VALID
					""")
	void nothingCached(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					is served                         | REFUSE | cached valid; fail; resolve 1; asked 0; state VALID; next 35m..42m30s
					refreshed with nobody asking      | REFUSE | cached valid; advance 35m; asked 0; advance 7m31s; asked 1; state VALID; resolve 2
					refresh before its time           | REFUSE | cached valid; refresh 2; asked 1; resolve 2; next 45m..52m30s
					failed refresh, 50 min left       | REFUSE | cached valid; fail; refresh CONNECTION; state STALE; next 5m..10m; resolve 1
					refresh in spite of back-off      | REFUSE | cached valid; fail; refresh CONNECTION; succeed; refresh 2; asked 2; state VALID
					set without expiration fails      | REFUSE | forever; resolve 1; fail; refresh CONNECTION; state STALE; next 5m..10m; resolve 1
					""")
	void validCached(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					late scheduler: caller starts it  | REFUSE | cached advisory; resolve 1; asked 1; resolve 2; asked 0; state VALID
					failure: served, backed off from  | REFUSE | cached advisory; fail; resolve 1; asked 1; state STALE; next 1m30s; sleep 1m30s; resolve 1; asked 0
					failure for good: the same        | REFUSE | cached advisory; deny; resolve 1; asked 1; state STALE; next 1m30s; sleep 1m30s; resolve 1; asked 0
					strict makes no difference        | SERVE strict | cached advisory; fail; resolve 1; asked 1; state STALE; resolve 1; asked 0
					expired answer is a failure       | SERVE  | cached advisory; outdated; resolve 1; asked 1; state STALE
					retry by the scheduler            | REFUSE | cached advisory; fail; resolve 1; asked 1; advance 90.5s; asked 1; state STALE
					retry by a caller, late scheduler | REFUSE | cached advisory; fail; resolve 1; asked 1; succeed; sleep 92s; resolve 1; asked 1; resolve 2
					retries before expiry are few     | REFUSE | cached advisory; fail; busy 350s; asked 5..15; state STALE
					its end is noticed                | REFUSE | cached advisory; fail; resolve 1; succeed; advance 90.5s; state VALID; resolve 2
					""")
	void advisoryCached(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					caller waits                      | REFUSE | cached mandatory; resolve 2; asked 1; state VALID
					failure: served, 10 s at least    | REFUSE | cached mandatory; fail; resolve 1; asked 1; state STALE; next 10s; sleep 9s; resolve 1; asked 0
					failure for good: served too      | REFUSE | cached mandatory; deny; resolve 1; asked 1; state STALE; sleep 9s; resolve 1; asked 0
					scheduler on time: nobody waits   | REFUSE | cached mandatory; fail; resolve 1; asked 1; sleep 10.9s; resolve 1; asked 0
					scheduler late: caller waits      | REFUSE | cached mandatory; fail; resolve 1; asked 1; succeed; sleep 11s; resolve 2; asked 1
					""")
	void mandatoryCached(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					caller waits                      | REFUSE       | cached expired; state EXPIRED; resolve 2; asked 1; state VALID
					failure                           | REFUSE       | cached expired; fail; resolve CONNECTION; asked 1; state EXPIRED; next 10s..30s; resolve CONNECTION; asked 0
					failure                           | SERVE        | cached expired; fail; resolve 1; asked 1; state EXTENDED; next 10s..30s; resolve 1; asked 0
					failure                           | PROLONGED    | cached expired; fail; resolve 1; asked 1; state EXTENDED; next 10s..30s; resolve 1; asked 0
					failure                           | SERVE strict | cached expired; fail; resolve CONNECTION; asked 1; state EXPIRED; next 10s..30s; resolve CONNECTION; asked 0
					failure                           | PROLONGED strict | cached expired; fail; resolve CONNECTION; asked 1; state EXPIRED; resolve CONNECTION; asked 0
					expired answer                    | SERVE        | cached expired; outdated; resolve 1; asked 1; state EXTENDED
					failure for good                  | SERVE        | cached expired; deny; resolve STS_ACCESS_DENIED; asked 1; state EXPIRED; sleep 0.9s; resolve STS_ACCESS_DENIED; asked 0
					failure for good, forgotten       | PROLONGED    | cached expired; deny; resolve STS_ACCESS_DENIED; asked 1; sleep 5s; resolve STS_ACCESS_DENIED; asked 1
					failure for good, after passing   | SERVE        | cached expired; fail; resolve 1; deny; advance 31s; resolve STS_ACCESS_DENIED; state EXPIRED
					outage sees few requests          | SERVE        | cached expired; fail; busy 10m; asked 20..61; state EXTENDED
					its end is noticed by itself      | SERVE        | cached expired; fail; resolve 1; succeed; advance 30.5s; state VALID; resolve 2
					its end is noticed by itself      | REFUSE       | cached expired; fail; resolve CONNECTION; succeed; advance 30.5s; state VALID; resolve 2
					scheduler late: caller waits      | SERVE        | cached expired; fail; resolve 1; asked 1; succeed; sleep 31s; resolve 2; asked 1
					""")
	void expiredCached(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					present set: next call refreshes  | REFUSE | cached valid; invalidate; state EXPIRED; resolve 2; asked 1; state VALID
					other set: no effect              | REFUSE | cached valid; invalidate other; state VALID; resolve 1; asked 0
					nothing cached: no effect         | REFUSE | invalidate; state INITIAL; resolve 1; asked 1
					nobody asks: scheduler refreshes  | REFUSE | cached valid; invalidate; advance 1.5s; asked 1; state VALID
					callers may come before it        | REFUSE | cached valid; invalidate; advance 0.5s; asked 0; advance 1s; asked 1; state VALID
					set without expiration            | REFUSE | forever; resolve 1; asked 1; invalidate; resolve 2; asked 1; state VALID
					failing source                    | REFUSE | cached valid; fail; invalidate; resolve CONNECTION; state EXPIRED; next 10s..30s
					failing source                    | SERVE  | cached valid; fail; invalidate; resolve 1; state EXTENDED; next 10s..30s
					clears the back-off of a valid    | SERVE  | cached advisory; fail; resolve 1; asked 1; succeed; invalidate; resolve 2; asked 1
					clears the back-off of an expired | SERVE  | cached expired; fail; resolve 1; asked 1; succeed; invalidate; resolve 2; asked 1
					clears it once                    | SERVE  | cached valid; fail; invalidate; resolve 1; asked 1; invalidate; resolve 1; asked 0
					same key again: deaf for 10 s     | REFUSE | cached valid; repeat; invalidate; resolve 1; asked 1; sleep 9.9s; invalidate; resolve 1; asked 0; state VALID
					same key again: hears after 30 s  | REFUSE | cached valid; repeat; invalidate; resolve 1; asked 1; sleep 30s; invalidate; state EXPIRED; resolve 1; asked 1
					""")
	void invalidated(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

	@ParameterizedTest(name = "{0} [{1}]")
	@CsvSource(delimiter = '|',
			textBlock = """
					nothing cached: raised, no retry  | SERVE  | mfa; resolve MFA_REQUIRED; asked 1; state AWAITING_MFA; next none; advance 1h; asked 0
					nothing cached: next call asks    | SERVE  | mfa; resolve MFA_REQUIRED; resolve MFA_REQUIRED; asked 1; sleep 5s; resolve MFA_REQUIRED; asked 1
					valid set is kept to its end      | SERVE  | cached advisory; mfa; resolve 1; asked 1; state AWAITING_MFA; next none; busy 359s; asked 0; advance 1s; resolve MFA_REQUIRED; asked 1
					answer starts the refresh         | SERVE  | cached advisory; mfa; resolve 1; succeed; refresh 2; state VALID; next 45m..52m30s
					invalidated: only callers ask     | SERVE  | cached advisory; mfa; resolve 1; asked 1; invalidate; next none; advance 1h; asked 0; resolve MFA_REQUIRED; asked 1
					""")
	void awaitingMfa(String name, String source, String steps) {
		Scenario.play(source, steps);
	}

}
