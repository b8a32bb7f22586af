const element = (id) => document.getElementById(id);

const ENDED = {
	0: 'Not sent: this host is not one to sign for.',
	200: 'Answered.',
	403: 'Refused by the gateway.'
};

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

/** Shows what the gateway of the profile 'local-signed' saw. */
export async function showCalls() {
	if (element('try-signed').hidden) {
		return;
	}
	const seen = await (await fetch('local-signed/gateway', { cache: 'no-store' })).json();
	element('calls').replaceChildren(...seen.map(({ time, accessKeyId, status }) => {
		const line = document.createElement('li');
		const by = document.createElement('code');
		by.textContent = accessKeyId ?? 'no signature';
		line.append(`${new Date(time).toLocaleTimeString()} `, by, ` ${status}`);
		line.dataset.tone = (status === 200) ? 'good' : 'bad';
		return line;
	}));
}

export function offerCalls() {
	document.querySelectorAll('[data-call]')
		.forEach((button) => button.addEventListener('click', () => call(button.dataset.call)));
}
