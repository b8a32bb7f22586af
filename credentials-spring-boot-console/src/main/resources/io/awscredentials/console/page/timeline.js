import { make } from './dom.js';
import { wallClock } from './words.js';

const WHAT = {
	REFRESHED: { tone: 'good', text: 'renewed' },
	FAILED: { tone: 'bad', text: 'failed' },
	EXPIRED: { tone: 'bad', text: 'ended before there were new ones' },
	MFA_REQUIRED: { tone: 'ask', text: 'asked for a code of' },
	SIGN_IN_REQUIRED: { tone: 'ask', text: 'asked somebody to sign in' },
	CERTIFICATE_ENDS: { tone: 'warn', text: 'certificate ends soon:' }
};

/** What the service remembers of its providers, by ID. */
export class Events {

	#run;
	#events = new Map();
	#last = 0;

	/** The last change that is known, to ask for later ones only. */
	get last() {
		return this.#last;
	}

	/** Takes in what changed; whether it is of another run of the service than before. */
	add(startedAt, events) {
		const restarted = this.#run !== undefined && this.#run !== startedAt;
		if (restarted) {
			this.#events.clear();
			this.#last = 0;
		}
		this.#run = startedAt;
		if (!restarted) {
			events.forEach((event) => {
				this.#events.set(event.id, event);
				this.#last = Math.max(this.#last, event.sequence);
			});
		}
		return restarted;
	}

	/** The latest ones of a provider or of all, the newest first. */
	latest(most, provider) {
		return [...this.#events.values()].filter((event) => !provider || event.provider === provider)
			.sort((one, other) => other.sequence - one.sequence)
			.slice(0, most);
	}

}

/** Fills a list with events. Those that are shown already stay, for whoever reads them. */
export function showEvents(target, events, now, withProvider) {
	const shown = new Map([...target.children].map((item) => [item.dataset.key, item]));
	const items = events.map((event) => {
		const key = `${event.id}.${event.sequence}`;
		return shown.get(key) ?? item(event, key, now, withProvider);
	});
	if (items.length !== target.childElementCount || items.some((one, index) => one !== target.children[index])) {
		target.replaceChildren(...items);
	}
}

function item(event, key, now, withProvider) {
	const made = document.createElement('li');
	const { tone, text } = WHAT[event.type] ?? { tone: 'calm', text: event.type };
	made.dataset.key = key;
	made.dataset.tone = tone;
	const time = make('time', wallClock(event.at, now), 'nowrap');
	time.dateTime = event.at;
	made.append(time, ' ');
	if (withProvider) {
		made.append(make('strong', event.provider), ' ');
	}
	if (event.code) {
		const code = make('code', event.code);
		made.append(code);
		made.title = event.detail ?? '';
		if (event.count > 1) {
			made.append(' ', make('span', `${event.count} times since ${wallClock(event.since, now)}`, 'times'));
		}
		return made;
	}
	made.append(make('span', text), ' ');
	if (event.detail) {
		made.append(make('code', event.detail));
	}
	return made;
}
