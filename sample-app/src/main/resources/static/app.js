import { offerCalls, showCalls } from './calls.js';
import { Card } from './card.js';

const ENDPOINT = 'actuator/awscredentials';
const HEALTH = 'actuator/health';
const POLL = 1500;
const SLOWEST_POLL = 15000;
const TIMEOUT = 8000;

const element = (id) => document.getElementById(id);
const cards = new Map();
let delay = POLL;
let timer;

/** Shows a sentence above the cards, or none. */
function notice(text) {
	element('notice').hidden = !text;
	if (element('notice').textContent !== text) {
		element('notice').textContent = text;
	}
}

function pill(id, text, tone) {
	element(id).textContent = text;
	element(id).dataset.tone = tone;
	element(id).hidden = !text;
}

/** Tells a screen reader what changed; the countdown is not news. */
function tell(text) {
	element('news').textContent = text;
}

async function get(url) {
	return fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT) });
}

/** How far this browser's clock is from the service's, in milliseconds; small differences are left alone. */
function clockOffset(response) {
	const offset = Date.parse(response.headers.get('Date')) - Date.now();
	return (Math.abs(offset) > 3000) ? offset : 0;
}

function show(providers, offset) {
	for (const [name, card] of cards) {
		if (!(name in providers)) {
			card.root.remove();
			cards.delete(name);
		}
	}
	for (const [name, provider] of Object.entries(providers)) {
		if (!cards.has(name)) {
			const card = new Card(name, `${ENDPOINT}/${encodeURIComponent(name)}`, tell);
			cards.set(name, card);
			element('cards').append(card.root);
		}
		cards.get(name).update(provider, offset);
	}
	showTry(providers.default?.source ?? '');
	notice((cards.size) ? '' : 'There is no provider. Either aws.credentials.enabled is false, or the application has a CredentialsProvider of its own.');
}

/** What there is to try depends on where the credentials come from. */
function showTry(source) {
	element('try-process').hidden = source !== 'Process';
	element('try-sso').hidden = source !== 'Sso';
	element('try-local').hidden = !source.startsWith('SessionToken');
	element('try-signed').hidden = !source.startsWith('AssumeRole');
}

async function showHealth() {
	const response = await get(HEALTH);
	const health = (await response.json()).components?.awsCredentials;
	const tone = { UP: 'good', DOWN: 'bad' }[health?.status] ?? 'warn';
	pill('health', (health) ? `Health ${health.status}` : '', tone);
}

/** The MFA device of the profile 'local-aws'. */
async function showDevice() {
	if (element('try-local').hidden) {
		return;
	}
	const device = await (await get('local-aws')).json();
	element('device-code').textContent = device.code;
	element('device-seed').textContent = device.seed;
}

function connected(response) {
	if (delay > POLL) {
		// Another process may be answering now, with other access.
		cards.forEach((card) => card.checkAccess());
		tell('Connection is back');
	}
	delay = POLL;
	document.body.classList.remove('lost');
	pill('link', 'Live', 'good');
	if (!response.ok) {
		pill('link', `HTTP ${response.status}`, 'bad');
		notice((response.status === 404)
			? 'The endpoint is not there. Add awscredentials to management.endpoints.web.exposure.include.'
			: `The endpoint answered with HTTP status ${response.status}.`);
	}
}

function lost() {
	delay = Math.min(delay * 2, SLOWEST_POLL);
	document.body.classList.add('lost');
	pill('link', 'Connection lost', 'bad');
	pill('health', '', 'bad');
	notice(`The service does not answer. What is shown below is the last that was heard. Trying again every ${Math.round(delay / 1000)} seconds.`);
}

async function poll() {
	clearTimeout(timer);
	try {
		const response = await get(ENDPOINT);
		connected(response);
		if (response.ok) {
			show((await response.json()).providers ?? {}, clockOffset(response));
		}
		await showHealth().catch(() => pill('health', '', 'bad'));
		await showDevice().catch(() => undefined);
		await showCalls().catch(() => undefined);
	}
	catch {
		lost();
	}
	timer = setTimeout(poll, (document.hidden) ? SLOWEST_POLL : delay);
}

document.addEventListener('visibilitychange', () => !document.hidden && poll());
offerCalls();
setInterval(() => cards.forEach((card) => card.tick()), 250);
poll();
