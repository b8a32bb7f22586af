import { refresh, SignedOut } from './client.js';
import { copy, element, put } from './dom.js';
import { inWords, list, wallClock } from './words.js';

const forms = new Map();
const signIns = new Map();
let reloadPage;

/**
 * Shows what a person is asked for: one form for each MFA device, one link for each sign-in, with those that wait named.
 * What somebody types stays where it is while the page renews itself.
 */
export function showPeople(providers, now, writable, reload) {
	reloadPage = reload;
	const devices = group(providers, ({ mfa }) => mfa?.serialNumber);
	keep(forms, (writable) ? devices : new Map(), MfaForm, now);
	keep(signIns, group(providers, ({ signIn }) => signIn?.userCode), SignIn, now);
}

function group(providers, key) {
	const groups = new Map();
	for (const [name, provider] of Object.entries(providers)) {
		const found = key(provider);
		if (found) {
			groups.set(found, [...groups.get(found) ?? [], { name, provider }]);
		}
	}
	return groups;
}

function keep(shown, groups, Type, now) {
	for (const [key, one] of shown) {
		if (!groups.has(key)) {
			const focused = one.root.contains(document.activeElement);
			one.root.remove();
			shown.delete(key);
			// Whoever answered goes on with the providers, and not from the top of the page.
			if (focused) {
				element('providers').focus();
			}
		}
	}
	for (const [key, waiting] of groups) {
		if (!shown.has(key)) {
			const made = new Type(key);
			shown.set(key, made);
			element('people').append(made.root);
		}
		shown.get(key).update(waiting, now);
	}
}

class MfaForm {

	#parts;
	#waiting = [];
	#busy = false;

	constructor(serialNumber) {
		const { root, parts } = copy('mfa');
		this.root = root;
		this.#parts = parts;
		root.setAttribute('aria-label', `Code of ${serialNumber}`);
		put(parts.device, serialNumber);
		root.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#send();
		});
	}

	update(waiting, now) {
		this.#waiting = waiting;
		put(this.#parts.waiting, list(waiting.map(({ name }) => name)));
		put(this.#parts.since, `Asked ${inWords(waiting.map(({ provider }) => provider.mfa.since).sort()[0], now)}.`);
	}

	async #send() {
		const code = this.#parts.code.value.replaceAll(/[\s-]/g, '');
		if (this.#busy) {
			return;
		}
		if (!/^[0-9]{6}$/.test(code)) {
			this.#parts.code.setAttribute('aria-invalid', 'true');
			put(this.#parts.result, 'A code has six digits.');
			this.#parts.code.focus();
			return;
		}
		this.#busy = true;
		this.#parts.code.removeAttribute('aria-invalid');
		this.#parts.send.setAttribute('aria-disabled', 'true');
		put(this.#parts.result, 'Checking the code …');
		try {
			put(this.#parts.result, await this.#answer(code));
			await reloadPage();
		}
		catch (failure) {
			put(this.#parts.result, (failure instanceof SignedOut) ? 'You are not signed in any more.' : 'The service does not answer. Your code was not used.');
		}
		this.#parts.send.removeAttribute('aria-disabled');
		this.#busy = false;
	}

	/** One of those that wait gets the code, since it works once; those that share its session go on by themselves. */
	async #answer(code) {
		const { name, provider } = this.#waiting[0];
		const response = await refresh(name, code);
		if (!response.ok) {
			return (response.status === 400) ? 'No code is asked for any more.'
				: (response.status === 403) ? 'You may not answer from here.' : `The service answered with HTTP status ${response.status}.`;
		}
		this.#parts.code.value = '';
		this.#parts.code.focus();
		const after = await response.json();
		return (after.refreshes > provider.refreshes) ? 'The code was taken.'
			: 'The code was refused. Each one works once: wait for the next one of the device.';
	}

}

class SignIn {

	#parts;

	constructor(userCode) {
		const { root, parts } = copy('sign-in');
		this.root = root;
		this.#parts = parts;
		put(parts.code, userCode);
	}

	update(waiting, now) {
		const { signIn } = waiting[0].provider;
		const link = signIn.verificationUriComplete ?? signIn.verificationUri;
		put(this.#parts.waiting, list(waiting.map(({ name }) => name)));
		// The address comes from another service: only one that a browser opens as a page becomes a link.
		this.#parts.link.hidden = !/^https?:\/\//i.test(link);
		if (!this.#parts.link.hidden && this.#parts.link.href !== link) {
			this.#parts.link.href = link;
		}
		put(this.#parts.address, signIn.verificationUri);
		put(this.#parts.until, `The code works until ${wallClock(signIn.expiresAt, now)}.`);
	}

}
