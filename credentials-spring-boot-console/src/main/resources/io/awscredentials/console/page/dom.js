/** The element of an ID. */
export const element = (id) => document.getElementById(id);

/** A copy of a template, and its parts by name. */
export function copy(templateId) {
	const root = element(templateId).content.firstElementChild.cloneNode(true);
	const parts = Object.fromEntries([...root.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
	return { root, parts };
}

/** Writes text into an element, as text and only if it is another one. */
export function put(target, text) {
	if (target.textContent !== text) {
		target.textContent = text;
	}
}

/** A new element with text. */
export function make(name, text, className = '') {
	const made = document.createElement(name);
	made.textContent = text;
	made.className = className;
	return made;
}

/** A row of a table: text or elements. */
export function row(...cells) {
	const made = document.createElement('tr');
	made.append(...cells.map((content) => {
		const cell = document.createElement('td');
		cell.append(content);
		return cell;
	}));
	return made;
}

/** Tells a screen reader what changed; a countdown is no news. */
export function tell(text) {
	element('news').textContent = text;
}
