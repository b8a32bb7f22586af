import { clock, count, inWords, moment, planned } from './words.js';

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
const NO_WRITE_ACCESS = [401, 403, 404, 405];
const HISTORY_LENGTH = 6;

/** One provider on the page. Everything the service says goes in as text, never as HTML. */
export class Card {

	#url;
	#tell;
	#parts;
	#provider = {};
	#offset = 0;
	#life = 0;

	constructor(name, url, tell) {
		this.#url = url;
		this.#tell = (text) => tell(`${name}: ${text}`);
		this.root = document.getElementById('card').content.firstElementChild.cloneNode(true);
		this.root.setAttribute('aria-label', `Provider ${name}`);
		this.#parts = Object.fromEntries([...this.root.querySelectorAll('[data-part]')]
			.map((part) => [part.dataset.part, part]));
		this.#put('name', name);
		this.#parts.bar.setAttribute('aria-label', 'Time left');
		this.#parts.refresh.addEventListener('click', () => this.#refresh());
		this.#parts.mfa.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#answer();
		});
		this.checkAccess();
	}

	update(provider, offset) {
		this.#remember(this.#provider, provider);
		if (provider.refreshes !== this.#provider.refreshes || provider.failures !== this.#provider.failures) {
			this.#put('result', '');
		}
		this.#provider = provider;
		this.#offset = offset;
		this.root.dataset.state = provider.state;
		this.#put('state', provider.state.replaceAll('_', ' '));
		this.#put('meaning', MEANING[provider.state] ?? '');
		this.#put('source', provider.source);
		this.#put('key', provider.accessKeyId ?? 'none yet');
		this.#put('account', provider.accountId ?? 'not told by the source');
		this.#parts.arnRow.hidden = !provider.arn;
		this.#put('arn', provider.arn ?? '');
		this.#put('counts', `${count(provider.refreshes, 'refresh', 'refreshes')}, ${count(provider.failures, 'failure', 'failures')} since the service started`);
		this.#parts.mfa.hidden = !provider.mfa || this.root.classList.contains('read-only');
		this.#put('mfaDevice', provider.mfa?.serialNumber ?? '');
		this.#showSignIn(provider.signIn);
		this.#showFailure((this.#asksForThis(provider.lastFailure)) ? undefined : provider.lastFailure);
		this.tick();
	}

	/** Moves what depends on the time. */
	tick() {
		const now = Date.now() + this.#offset;
		const { state, accessKeyId, expiration, lastRefresh, nextRefresh, lastFailure, mfa, signIn, certificate } = this.#provider;
		this.#parts.certificateRow.hidden = !certificate;
		this.#put('certificate', (certificate) ? `${certificate.subject}, ends ${moment(certificate.notAfter, now)}` : '');
		this.#put('last', (lastRefresh) ? moment(lastRefresh, now) : 'none yet');
		this.#put('next', (nextRefresh) ? planned(nextRefresh, now) : 'none planned');
		this.#put('failureAt', (lastFailure) ? inWords(lastFailure.at, now) + ((state === 'VALID') ? ', over since' : '') : '');
		this.#put('mfaSince', (mfa) ? `(asked ${inWords(mfa.since, now)})` : '');
		this.#put('signInUntil', (signIn) ? `The code works until ${moment(signIn.expiresAt, now)}.` : '');
		this.#parts.life.hidden = !accessKeyId;
		const left = (Date.parse(expiration) - now) / 1000;
		this.#put('clock', (expiration) ? clock(left) : 'No end');
		this.#put('until', (expiration) ? `${(left > 0) ? 'left, until' : 'past the end, at'} ${new Date(expiration).toLocaleTimeString()}` : 'these are long-lived');
		this.#showBar(left, expiration, lastRefresh, nextRefresh);
	}

	/** Asks whether this endpoint takes a POST, to offer only what works. */
	async checkAccess() {
		try {
			const allowed = (await fetch(this.#url, { method: 'OPTIONS' })).headers.get('Allow');
			this.#offerWrites(!allowed || allowed.includes('POST'));
		}
		catch {
			// The poll reports lost connections.
		}
	}

	#showBar(left, expiration, lastRefresh, nextRefresh) {
		const end = Date.parse(expiration);
		this.#life = Math.max((end - Date.parse(lastRefresh)) / 1000 || 0, left || 0);
		const share = (expiration) ? Math.max(0, Math.min(1, left / this.#life || 0)) : 1;
		this.#parts.bar.value = share;
		this.#parts.bar.setAttribute('aria-valuetext', (expiration) ? clock(left) : 'no end');
		const mark = (end - Date.parse(nextRefresh)) / 1000 / this.#life;
		this.#parts.mark.hidden = !(mark > 0 && mark < 1);
		this.#parts.mark.style.left = `${mark * 100}%`;
	}

	/** Whether the card asks a person already for what this failure says is missing. */
	#asksForThis(failure) {
		return !this.#parts.signIn.hidden || (!this.#parts.mfa.hidden && failure?.code === 'MFA_REQUIRED');
	}

	#showFailure(failure) {
		this.#parts.failure.hidden = !failure;
		if (failure) {
			this.#put('failureCode', failure.code);
			this.#put('failureMessage', failure.message + ((failure.consecutive > 1) ? ` (${failure.consecutive} times in a row)` : ''));
			this.#put('failureAdvice', failure.advice);
		}
	}

	/** The address comes from another service: only one that a browser opens as a page becomes a link. */
	#showSignIn(signIn) {
		const link = signIn?.verificationUriComplete ?? signIn?.verificationUri ?? '';
		this.#parts.signIn.hidden = !signIn;
		this.#parts.signInLink.hidden = !/^https?:\/\//i.test(link);
		this.#parts.signInLink.href = (this.#parts.signInLink.hidden) ? '' : link;
		this.#put('signInCode', signIn?.userCode ?? '');
		this.#put('signInAddress', signIn?.verificationUri ?? '');
	}

	/** Keeps what changed between two answers, and says it. */
	#remember(before, after) {
		const events = [];
		if (after.lastRefresh && after.lastRefresh !== before.lastRefresh) {
			events.push({ at: after.lastRefresh, text: after.accessKeyId, tone: 'good' });
		}
		if (after.lastFailure && after.lastFailure.at !== before.lastFailure?.at) {
			events.push({ at: after.lastFailure.at, text: after.lastFailure.code, tone: 'bad' });
		}
		events.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).forEach((event) => this.#log(event));
		if (before.state && before.state !== after.state) {
			this.#tell(`now ${after.state}. ${MEANING[after.state] ?? ''}`);
		}
		else if (before.accessKeyId && before.accessKeyId !== after.accessKeyId) {
			this.#tell('renewed');
		}
	}

	#log({ at, text, tone }) {
		const item = document.createElement('li');
		const time = document.createElement('time');
		time.dateTime = at;
		time.textContent = new Date(at).toLocaleTimeString();
		const what = document.createElement('code');
		what.textContent = text;
		item.dataset.tone = tone;
		item.append(time, what);
		this.#parts.history.prepend(item);
		[...this.#parts.history.children].slice(HISTORY_LENGTH).forEach((old) => old.remove());
	}

	async #refresh() {
		const before = this.#provider.refreshes;
		const after = await this.#post('Refreshing …', {});
		if (after) {
			this.#put('result', (after.refreshes > before) ? `Refreshed: the key is ${after.accessKeyId} now.` : 'That brought no new credentials.');
		}
	}

	async #answer() {
		const tokenCode = this.#parts.mfaCode.value;
		this.#parts.mfaCode.value = '';
		const before = this.#provider.refreshes;
		const after = await this.#post('Checking the code …', { tokenCode });
		if (after) {
			this.#put('result', (after.refreshes > before) ? 'The code was taken.'
				: 'The code brought no new credentials. A code works once: wait for the next one of the device.');
		}
	}

	async #post(progress, body) {
		this.#put('result', progress);
		this.#busy(true);
		try {
			const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
			const response = await fetch(this.#url, { method: 'POST', headers, body: JSON.stringify(body) });
			if (NO_WRITE_ACCESS.includes(response.status)) {
				this.#offerWrites(false);
				this.#put('result', '');
				return undefined;
			}
			if (response.status === 429) {
				this.#put('result', `Refreshed a moment ago. Try again in ${response.headers.get('Retry-After')} s.`);
				return undefined;
			}
			if (!response.ok) {
				this.#put('result', (response.status === 400) ? 'That is no code, or none is asked for any more.'
					: `The service answered with HTTP status ${response.status}.`);
				return undefined;
			}
			const provider = await response.json();
			this.update(provider, this.#offset);
			return provider;
		}
		catch {
			this.#put('result', 'The service does not answer.');
			return undefined;
		}
		finally {
			this.#busy(false);
		}
	}

	#busy(busy) {
		this.root.querySelectorAll('button').forEach((button) => button.disabled = busy);
		this.root.setAttribute('aria-busy', busy);
	}

	#offerWrites(offered) {
		this.root.classList.toggle('read-only', !offered);
		this.#parts.refresh.hidden = !offered;
		this.#parts.hint.hidden = offered;
		this.#parts.mfa.hidden = !offered || !this.#provider.mfa;
	}

	#put(part, text) {
		if (this.#parts[part].textContent !== text) {
			this.#parts[part].textContent = text;
		}
	}

}
