import { element, make, row } from './dom.js';
import { inWords } from './words.js';

let shown;

/** Shows what is opened with tokens in place of passwords. */
export function showConnections(connections, now) {
	element('connections').hidden = !connections.length;
	const rows = connections.map(({ what, user, host, provider, lastToken, lastFailure }) => [what, user ?? '–', host ?? '–', provider,
		(lastToken) ? inWords(lastToken, now) : 'none yet', failure(lastToken, lastFailure, now)]);
	const text = JSON.stringify(rows);
	if (text !== shown) {
		shown = text;
		element('connections-rows').replaceChildren(...rows.map((cells, index) => {
			const line = row(...cells.map((cell, column) => make((column === 2) ? 'code' : 'span', cell, (column === 4) ? 'nowrap' : '')));
			line.dataset.tone = (lasts(connections[index])) ? 'bad' : 'calm';
			return line;
		}));
	}
}

function lasts({ lastToken, lastFailure }) {
	return Boolean(lastFailure) && !(lastToken && lastToken > lastFailure.at);
}

function failure(lastToken, lastFailure, now) {
	if (!lastFailure) {
		return 'none';
	}
	const words = `${lastFailure.code}, ${inWords(lastFailure.at, now)}`;
	return (lasts({ lastToken, lastFailure })) ? `${words}: ${lastFailure.message}. ${lastFailure.advice}` : `${words}, over since`;
}
