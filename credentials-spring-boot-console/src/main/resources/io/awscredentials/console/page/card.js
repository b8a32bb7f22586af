import { refresh, SignedOut } from './client.js';
import { copy, put, tell } from './dom.js';
import { brief, isOver, showLifetime } from './lifetime.js';
import { sourceWords } from './sources.js';
import { showEvents } from './timeline.js';
import { count, inWords, putMoment, stateWords } from './words.js';

const MEANING = {
	INITIAL: 'Nothing has been retrieved yet.',
	VALID: 'Valid, and renewed in the background before the end.',
	STALE: 'Still valid and served, though the last refresh failed. It is tried again by itself.',
	EXTENDED: 'Past the end, but served on while the source fails: refusing would make its outage ours.',
	AWAITING_MFA: 'A refresh waits for a code from the MFA device.',
	AWAITING_SIGN_IN: 'A person has to sign in. No thread waits for that.',
	EXPIRED: 'The credentials have ended and there are no new ones. Callers get an error.',
	FAILED: 'There have never been any credentials. Callers get an error.'
};
const BEGUN = { SCHEDULE: 'begun by the schedule', CALLER: 'begun for a caller', REQUEST: 'begun on request' };
const WAITS = ['AWAITING_MFA', 'AWAITING_SIGN_IN'];
const HISTORY = 6;

/** One provider on the page. Everything the service says goes in as text, never as HTML. */
export class Card {

	provider = {};

	#name;
	#parts;
	#details;
	#events = [];
	#lost = false;
	#now = Date.now();
	#busy = false;

	constructor(name, open, reload) {
		this.#name = name;
		const { root, parts } = copy('card');
		this.root = root;
		this.#parts = parts;
		this.#details = root.querySelector('details');
		this.#details.open = open;
		// What is not seen is not kept up to date.
		this.#details.addEventListener('toggle', () => this.#render());
		put(parts.name, name);
		parts.bar.setAttribute('aria-label', `Time left of ${name}`);
		parts.refresh.setAttribute('aria-label', `Refresh now: ${name}`);
		parts.refresh.addEventListener('click', () => this.#refresh(reload));
	}

	/** What the filter looks at. */
	get words() {
		const { source, state, accountId, arn } = this.provider;
		return [this.#name, source, sourceWords(source), state, accountId, arn].join(' ').toLowerCase();
	}

	update(provider, events, writable) {
		const before = this.provider;
		if (provider.refreshes !== before.refreshes || provider.failures !== before.failures) {
			put(this.#parts.result, '');
		}
		this.provider = provider;
		this.#events = events;
		this.#parts.actions.hidden = !writable;
		this.#tellChange(before);
	}

	/** Moves what depends on the time. */
	tick(now, lost) {
		this.#now = now;
		this.#lost = lost;
		const { state } = this.provider;
		const over = lost && isOver(this.provider, now);
		// What was last heard is no news of what is.
		this.root.dataset.state = (lost) ? 'LOST' : state;
		put(this.#parts.state, (over) ? 'ENDED MEANWHILE' : ((lost) ? 'WAS ' : '') + stateWords(state));
		put(this.#parts.brief, (this.#details.open) ? '' : brief(this.provider, now));
		put(this.#parts.source, sourceWords(this.provider.source));
		this.#render();
	}

	#render() {
		if (!this.#details.open || !this.provider.state) {
			return;
		}
		const parts = this.#parts;
		const provider = this.provider;
		const { state, accessKeyId, accountId, arn, certificate, lastRefresh, nextRefresh } = provider;
		put(parts.meaning, (this.#lost) ? 'This was the state when the service answered last.' : MEANING[state] ?? '');
		put(parts.chain, provider.source);
		put(parts.key, accessKeyId ?? 'none yet');
		put(parts.account, accountId ?? 'not told by the source');
		parts.arnRow.hidden = !arn;
		put(parts.arn, arn ?? '');
		parts.certificateRow.hidden = !certificate;
		put(parts.certificate, (certificate) ? `${certificate.subject}, ends ${inWords(certificate.notAfter, this.#now)}` : '');
		this.#putTime(parts.last, lastRefresh, 'none yet');
		this.#putTime(parts.next, nextRefresh, 'none planned');
		showLifetime(parts, provider, this.#now, this.#lost);
		this.#showUnderWay();
		this.#showFailure(provider);
		showEvents(parts.history, this.#events.slice(0, HISTORY), this.#now, false);
		put(parts.counts, `${count(provider.refreshes, 'refresh', 'refreshes')}, ${count(provider.failures, 'failure', 'failures')}`);
	}

	#putTime(part, at, none) {
		if (!at) {
			put(part, none);
		}
		else if (part === this.#parts.next && Date.parse(at) <= this.#now) {
			put(part, (this.#lost) ? 'not known' : 'due now');
		}
		else {
			putMoment(part, at, this.#now);
		}
	}

	#showUnderWay() {
		const { refreshing } = this.provider;
		this.#parts.underWay.hidden = !refreshing || this.#lost;
		if (refreshing) {
			put(this.#parts.underWay, `A refresh is under way, ${BEGUN[refreshing.askedBy] ?? 'begun'} ${inWords(refreshing.since, this.#now)}.`);
		}
	}

	/** One that lasts. What is over is in the list of events. */
	#showFailure({ state, lastFailure, lastRefresh, identityFailure, refreshing }) {
		const lasts = lastFailure && state !== 'VALID' && !(lastRefresh && lastFailure.at < lastRefresh) && !refreshing
			&& !(WAITS.includes(state) && lastFailure.code === 'MFA_REQUIRED');
		const failure = (lasts) ? lastFailure : identityFailure;
		this.#parts.failure.hidden = !failure;
		if (failure) {
			put(this.#parts.failureCode, failure.code);
			put(this.#parts.failureAt, inWords(failure.at, this.#now));
			put(this.#parts.failureMessage, failure.message + ((failure.consecutive > 1) ? ` (${failure.consecutive} times in a row)` : ''));
			put(this.#parts.failureAdvice, failure.advice);
		}
	}

	#tellChange(before) {
		const { state, accessKeyId } = this.provider;
		if (before.state && before.state !== state) {
			tell(`${this.#name}: now ${stateWords(state)}. ${MEANING[state] ?? ''}`);
		}
		else if (before.accessKeyId && before.accessKeyId !== accessKeyId) {
			tell(`${this.#name}: renewed`);
		}
	}

	/** The button stays where the focus is: it is never disabled. */
	async #refresh(reload) {
		if (this.#busy) {
			return;
		}
		this.#busy = true;
		this.#parts.refresh.setAttribute('aria-disabled', 'true');
		put(this.#parts.result, 'Refreshing …');
		let text;
		try {
			const before = this.provider.refreshes;
			const response = await refresh(this.#name);
			text = await outcome(response, before);
			await reload();
		}
		catch (failure) {
			text = (failure instanceof SignedOut) ? 'You are not signed in any more.' : 'The service does not answer.';
		}
		put(this.#parts.result, text);
		this.#parts.refresh.removeAttribute('aria-disabled');
		this.#busy = false;
	}

}

/** What came of a request to refresh. */
async function outcome(response, before) {
	if (response.status === 429) {
		return `Refreshed a moment ago. Try again in ${response.headers.get('Retry-After')} s.`;
	}
	if (response.status === 202) {
		return 'The refresh takes its time and goes on.';
	}
	if ([403, 405].includes(response.status)) {
		return 'You may not refresh from here.';
	}
	if (!response.ok) {
		return `The service answered with HTTP status ${response.status}.`;
	}
	const after = await response.json();
	return (after.refreshes > before) ? `Refreshed: the key is ${after.accessKeyId} now.` : 'That brought no new credentials.';
}
