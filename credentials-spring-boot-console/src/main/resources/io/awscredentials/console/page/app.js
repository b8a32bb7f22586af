import { ENDPOINT, get, SignedOut } from './client.js';
import { offerDiagnosis } from './diagnosis.js';
import { element, put, tell } from './dom.js';
import { showNextEnd } from './ends.js';
import { showPeople } from './people.js';
import { offerFilter, showProviders, tickProviders } from './providers.js';
import { offerRoles, showRoles } from './roles.js';
import { showConnections, showIdentityTokens } from './tables.js';
import { Events, showEvents } from './timeline.js';
import { stateWords } from './words.js';

const POLL = 1500;
const SLOWEST_POLL = 15000;
const TICK = 500;
const ALL_EVENTS = 50;

const events = new Events();
let status;
let offset = 0;
let lost = false;
let signedOut = false;
let health = '';
let healthIsThere = true;
let delay = POLL;
let timer;

const now = () => Date.now() + offset;

/** Shows a sentence above the cards, or none. */
function notice(text, offerSignIn = false) {
	element('notice').hidden = !text;
	element('sign-in-again').hidden = !offerSignIn;
	put(element('notice-text'), text);
}

function pill(id, text, tone) {
	put(element(id), text);
	element(id).dataset.tone = tone;
	element(id).hidden = !text;
}

/** How far this browser's clock is from the service's, in milliseconds; small differences are left alone. */
function clockOffset(response) {
	const difference = Date.parse(response.headers.get('Date')) - Date.now();
	return (Math.abs(difference) > 3000) ? difference : 0;
}

function show(response, body) {
	offset = clockOffset(response);
	status = body;
	if (events.add(body.startedAt, body.events)) {
		tell('The service was started again');
	}
	const { providers, connections = [], identityTokens = {} } = body.credentials;
	pill('access', (body.writable) ? '' : 'Read-only', 'calm');
	showProviders(providers, events, body.writable, poll);
	showPeople(providers, now(), body.writable, poll);
	showRoles(body.runtimeRoles);
	showConnections(connections, now());
	showIdentityTokens(identityTokens, now());
	const several = Object.keys(providers).length > 1;
	element('all-events').hidden = !several;
	showEvents(element('all-events-list'), (several) ? events.latest(ALL_EVENTS) : [], now(), true);
	tick();
	notice((Object.keys(providers).length) ? '' : 'There is no provider. The application has a CredentialsProvider of its own.');
}

async function showHealth() {
	if (!healthIsThere) {
		return;
	}
	const { response, body } = await get(new URL('health', ENDPOINT).href);
	healthIsThere = response.status !== 404;
	const found = body?.components?.awsCredentials?.status ?? '';
	health = found;
	pill('health', (found) ? `Health ${stateWords(found)}` : '', { UP: 'good', DOWN: 'bad' }[found] ?? 'warn');
}

function connected(response) {
	if (lost) {
		tell('Connection is back');
	}
	delay = POLL;
	lost = false;
	signedOut = false;
	document.body.classList.remove('lost');
	pill('link', 'Live', 'good');
	if (!response.ok) {
		pill('link', `HTTP ${response.status}`, 'bad');
		notice((response.status === 403) ? 'You may not read the credentials of this service.'
			: `The service answered with HTTP status ${response.status}.`, response.status === 403);
	}
}

function disconnected(failure) {
	const wasSignedOut = signedOut;
	signedOut = failure instanceof SignedOut;
	lost = true;
	delay = Math.min(delay * 2, SLOWEST_POLL);
	document.body.classList.add('lost');
	pill('health', '', 'bad');
	if (signedOut) {
		pill('link', 'Signed out', 'bad');
		notice('You are not signed in any more. What is shown below is the last that was heard.', true);
		if (!wasSignedOut) {
			tell('You are not signed in any more');
		}
	}
	else {
		pill('link', 'Connection lost', 'bad');
		notice('The service does not answer. What is shown below is the last that was heard. It is tried again all the time.');
	}
	tick();
}

function tick() {
	if (status) {
		tickProviders(now(), lost);
		showNextEnd(status.credentials.providers, now(), lost);
	}
}

async function poll() {
	clearTimeout(timer);
	try {
		const { response, body } = await get(`status?after=${events.last}`);
		connected(response);
		if (response.ok) {
			show(response, body);
			await showHealth().catch(() => pill('health', '', 'bad'));
		}
	}
	catch (failure) {
		disconnected(failure);
	}
	clearTimeout(timer);
	timer = setTimeout(poll, (document.hidden) ? SLOWEST_POLL : delay);
}

element('endpoint').href = ENDPOINT;
element('sign-in-again').addEventListener('click', () => location.reload());
document.addEventListener('visibilitychange', () => !document.hidden && poll());
offerFilter();
offerRoles();
offerDiagnosis(() => ({ status, events, lost, health, now: now() }));
setInterval(tick, TICK);
poll();
