import { ENDPOINT } from './client.js';
import { element, put } from './dom.js';

/** Offers what is to be said in a ticket, without secrets, and without what a person could sign in with. */
export function offerDiagnosis(state) {
	element('diagnose').addEventListener('click', () => {
		element('diagnosis-text').value = diagnosis(state());
		put(element('diagnosis-result'), '');
		element('diagnosis').showModal();
		element('diagnosis-text').setSelectionRange(0, 0);
	});
	element('diagnosis-close').addEventListener('click', () => element('diagnosis').close());
	element('diagnosis-copy').addEventListener('click', copy);
}

/** Without a secure connection, a browser has no clipboard for pages, but may copy what is selected. */
async function copy() {
	const text = element('diagnosis-text');
	let copied = false;
	try {
		await navigator.clipboard.writeText(text.value);
		copied = true;
	}
	catch {
		text.select();
		copied = document.execCommand('copy');
	}
	put(element('diagnosis-result'), (copied) ? 'Copied.' : 'This browser does not let pages copy. The text is selected.');
}

function diagnosis({ status, events, lost, health, now }) {
	const lines = [`Credentials of ${ENDPOINT}`, `Read ${new Date(now).toISOString()}${(lost) ? ', the service does not answer' : ''}, running since ${status?.startedAt ?? 'unknown'}`];
	if (health) {
		lines.push(`Health ${health}`);
	}
	const { providers = {}, clockSkewSeconds, changedProperties, connections = [], identityTokens = {} } = status?.credentials ?? {};
	if (clockSkewSeconds) {
		lines.push(`Clock of AWS ahead by ${clockSkewSeconds} s`);
	}
	if (changedProperties?.length) {
		lines.push(`Changed since the start: ${changedProperties.join(', ')}`);
	}
	for (const [name, provider] of Object.entries(providers)) {
		lines.push('', ...ofProvider(name, provider, events.latest(10, name)));
	}
	if (connections.length) {
		lines.push('', 'Opened with tokens', ...connections.map(({ what, user, host, provider, lastToken, lastFailure }) =>
			`  ${what}, user ${user}, host ${host}, provider ${provider}, last token ${lastToken ?? 'none'}${failed(lastFailure)}`));
	}
	for (const [name, { audience, provider, state, expiration, lastFailure }] of Object.entries(identityTokens)) {
		lines.push('', `Identity token ${name}: ${state}, for ${audience.join(', ')}, provider ${provider}, ends ${expiration ?? 'unknown'}${failed(lastFailure)}`);
	}
	if (status?.runtimeRoles) {
		lines.push('', `Roles known only at run time: ${status.runtimeRoles}`);
	}
	return lines.join('\n');
}

function ofProvider(name, provider, events) {
	const { source, state, accessKeyId, accountId, arn, expiration, lastRefresh, nextRefresh, refreshing, certificate, mfa, signIn } = provider;
	return [`Provider ${name}: ${state}, ${source}`,
		`  key ${accessKeyId ?? 'none'}, account ${accountId ?? 'unknown'}${(arn) ? `, ${arn}` : ''}`,
		`  ends ${expiration ?? 'never or unknown'}, last refresh ${lastRefresh ?? 'none'}, next ${nextRefresh ?? 'none'}`,
		`  ${provider.refreshes} refreshes, ${provider.failures} failures${failed(provider.lastFailure)}`,
		...(refreshing) ? [`  refresh under way since ${refreshing.since}, asked for by ${refreshing.askedBy}`] : [],
		...(certificate) ? [`  certificate ${certificate.subject}, serial number ${certificate.serialNumber}, ends ${certificate.notAfter}`] : [],
		...(mfa) ? [`  waits for a code of ${mfa.serialNumber} since ${mfa.since}`] : [],
		...(signIn) ? [`  waits for somebody to sign in until ${signIn.expiresAt}`] : [],
		...events.map(({ at, type, code, detail, count }) => `  ${at} ${code ?? type}${(count > 1) ? ` (${count} times)` : ''}${(detail) ? ` ${detail}` : ''}`)];
}

function failed(failure) {
	return (failure) ? `, last failure ${failure.at} ${failure.code}: ${failure.message}` : '';
}
