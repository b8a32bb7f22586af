import { element, make, row } from './dom.js';
import { inWords, list, stateWords } from './words.js';

const shown = new Map();

/** Shows what is opened with tokens in place of passwords. */
export function showConnections(connections, now) {
	fill('connections', connections.map(({ what, user, host, provider, lastToken, lastFailure }) => {
		const lasts = Boolean(lastFailure) && !(lastToken && lastToken > lastFailure.at);
		return [what, user ?? '–', host ?? '–', provider, (lastToken) ? inWords(lastToken, now) : 'none yet', failure(lastFailure, lasts, now)];
	}));
}

/** Shows the tokens that tell others who the application is. */
export function showIdentityTokens(tokens, now) {
	fill('identity-tokens', Object.entries(tokens).map(([name, { audience, provider, state, expiration, lastFailure }]) =>
		[name, list(audience), provider, stateWords(state), (expiration) ? inWords(expiration, now) : '–', failure(lastFailure, state !== 'VALID', now)]));
}

function fill(id, rows) {
	const text = JSON.stringify(rows);
	if (shown.get(id) !== text) {
		shown.set(id, text);
		element(id).hidden = !rows.length;
		element(`${id}-rows`).replaceChildren(...rows.map((cells) => row(...cells.map((cell) => (typeof cell === 'string') ? cell : make('span', cell.text, cell.tone)))));
	}
}

function failure(failed, lasts, now) {
	if (!failed) {
		return 'none';
	}
	const words = `${failed.code}, ${inWords(failed.at, now)}`;
	return (lasts) ? { text: `${words}: ${failed.message}. ${failed.advice}`, tone: 'lasts' } : `${words}, over since`;
}
