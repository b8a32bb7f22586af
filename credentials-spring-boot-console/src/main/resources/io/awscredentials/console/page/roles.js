import { get } from './client.js';
import { element, make, put, row } from './dom.js';
import { count, inWords, stateWords } from './words.js';

/** Offers a search for roles that are known only at run time: there may be thousands. */
export function offerRoles() {
	element('roles-search').addEventListener('submit', (event) => {
		event.preventDefault();
		search().catch(() => put(element('roles-count'), 'The service does not answer.'));
	});
}

/** Shows how many roles are in use. */
export function showRoles(number) {
	element('roles').hidden = !number;
	if (element('roles-table').hidden) {
		put(element('roles-count'), `${count(number, 'role', 'roles')} in use`);
	}
}

async function search() {
	const { body } = await get(`roles?search=${encodeURIComponent(element('roles-text').value.trim())}`);
	put(element('roles-count'), `${count(body.roles.length, 'role', 'roles')} of ${body.count} in use`);
	element('roles-table').hidden = false;
	element('roles-rows').replaceChildren(...body.roles.map(({ arn, state, accessKeyId, expiration, failure }) =>
		row(make('code', arn), stateWords(state), make('code', accessKeyId ?? '–'),
			make('span', (expiration) ? inWords(expiration, Date.now()) : '–', 'nowrap'), failure ?? '–')));
}
