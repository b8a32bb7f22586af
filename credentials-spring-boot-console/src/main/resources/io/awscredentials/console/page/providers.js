import { Card } from './card.js';
import { element, put } from './dom.js';
import { count } from './words.js';

const FEW = 6;
const HEALTHY = ['VALID'];
const cards = new Map();

/** Offers to look for some of many providers. */
export function offerFilter() {
	element('filter').addEventListener('submit', (event) => event.preventDefault());
	element('filter').addEventListener('input', filter);
}

/** Shows the providers, each on its card. Many are closed at first. */
export function showProviders(providers, events, writable, reload) {
	const names = Object.keys(providers);
	for (const [name, card] of cards) {
		if (!(name in providers)) {
			card.root.remove();
			cards.delete(name);
		}
	}
	const added = document.createDocumentFragment();
	for (const name of names) {
		if (!cards.has(name)) {
			cards.set(name, new Card(name, names.length <= FEW, reload));
			added.append(cards.get(name).root);
		}
		cards.get(name).update(providers[name], events.latest(Infinity, name), writable);
	}
	element('providers').append(added);
	element('filter').hidden = names.length <= FEW;
	element('providers').classList.toggle('many', names.length > FEW);
	filter();
}

/** Moves what depends on the time. */
export function tickProviders(now, lost) {
	cards.forEach((card) => !card.root.hidden && card.tick(now, lost));
}

function filter() {
	const text = element('filter-text').value.trim().toLowerCase();
	const state = element('filter-state').value;
	let shown = 0;
	cards.forEach((card) => {
		const healthy = HEALTHY.includes(card.provider.state);
		const wanted = card.words.includes(text) && (!state || (state === 'healthy') === healthy);
		if (card.root.hidden === wanted) {
			card.root.hidden = !wanted;
		}
		shown += Number(wanted);
	});
	put(element('filter-count'), (shown === cards.size) ? count(shown, 'provider', 'providers') : `${shown} of ${count(cards.size, 'provider', 'providers')}`);
}
