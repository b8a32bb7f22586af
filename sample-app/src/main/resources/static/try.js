const element = (id) => document.getElementById(id);

const ENDED = {
	0: 'Not sent: this host is not one to sign for.',
	200: 'Answered.',
	403: 'Refused by the gateway.'
};

async function get(path) {
	return (await fetch(path, { cache: 'no-store' })).json();
}

/** What the MFA device of the profile 'local-aws' shows. */
async function showDevice() {
	const device = await get('local-aws');
	element('device-code').textContent = device.code;
	element('device-seed').textContent = device.seed;
}

/** Makes a call of the profile 'local-signed'. What was answered goes in as text, never as HTML. */
async function call(how) {
	element('call-status').textContent = 'Calling …';
	try {
		const response = await fetch(`local-signed/${how}`, { method: 'POST', headers: { Accept: 'application/json' } });
		const { status, text, advice } = await response.json();
		element('call-status').textContent = `${status || ''} ${ENDED[status] ?? ''}`.trim();
		element('call-answer').textContent = (advice) ? `${text}\n${advice}` : text;
		element('call-answer').hidden = false;
	}
	catch {
		element('call-status').textContent = 'The service does not answer.';
		element('call-answer').hidden = true;
	}
	await showCalls().catch(() => undefined);
}

/** What the gateway of the profile 'local-signed' saw. */
async function showCalls() {
	const seen = await get('local-signed/gateway');
	element('calls').replaceChildren(...seen.map(({ time, accessKeyId, status }) => {
		const line = document.createElement('li');
		const by = document.createElement('code');
		by.textContent = accessKeyId ?? 'no signature';
		line.append(`${new Date(time).toLocaleTimeString()} `, by, ` ${status}`);
		line.dataset.tone = (status === 200) ? 'good' : 'bad';
		return line;
	}));
}

const LIVE = { 'local-aws': showDevice, 'local-signed': showCalls };

async function showProfiles() {
	for (const profile of await get('profiles')) {
		document.querySelectorAll(`[data-profile="${CSS.escape(profile)}"]`).forEach((section) => section.hidden = false);
		const show = LIVE[profile] ?? (() => Promise.resolve());
		show().catch(() => undefined);
		setInterval(() => show().catch(() => undefined), 3000);
	}
}

/** The console is as high as what it shows. */
function fit() {
	const { contentDocument } = element('console');
	const size = () => element('console').style.height = `${contentDocument.documentElement.offsetHeight}px`;
	new ResizeObserver(size).observe(contentDocument.documentElement);
}

document.querySelectorAll('[data-call]').forEach((button) => button.addEventListener('click', () => call(button.dataset.call)));
element('console').addEventListener('load', fit);
showProfiles();
