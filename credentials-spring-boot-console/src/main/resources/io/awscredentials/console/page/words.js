const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const SOON = 20 * 3600 * 1000;

/** A length of time for a clock face: 1:34, 2 h 05 min, or 12 days. */
export function clock(seconds) {
	const whole = Math.abs(Math.trunc(seconds));
	const two = (number) => String(number).padStart(2, '0');
	const minutes = Math.floor(whole / 60);
	if (minutes >= 48 * 60) {
		return `${Math.floor(minutes / 1440)} days`;
	}
	return (minutes < 60) ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** How far a moment is from now: in 34 s, 5 min ago, just now. */
export function inWords(at, now) {
	const seconds = Math.round((Date.parse(at) - now) / 1000);
	const far = Math.abs(seconds);
	if (far < 1) {
		return (Date.parse(at) > now) ? 'now' : 'just now';
	}
	let words = `${far} s`;
	if (far >= 120) {
		words = (far < 7200) ? `${Math.round(far / 60)} min` : (far < 48 * 3600) ? `${Math.round(far / 3600)} h` : `${Math.round(far / 86400)} days`;
	}
	return (seconds > 0) ? `in ${words}` : `${words} ago`;
}

/** A moment by the clock on the wall, with its day if it is not near. */
export function wallClock(at, now) {
	const moment = Date.parse(at);
	const far = Math.abs(moment - now);
	return (far < SOON) ? TIME.format(moment) : (far < 30 * SOON) ? DAY_AND_TIME.format(moment) : DAY.format(moment);
}

/** Writes a moment into an element: two parts, none of which breaks into two lines. */
export function putMoment(target, at, now) {
	const texts = [wallClock(at, now), inWords(at, now)];
	if (target.childElementCount !== 2) {
		target.replaceChildren(...texts.map(() => Object.assign(document.createElement('span'), { className: 'nowrap' })));
		target.insertBefore(document.createTextNode(' '), target.lastElementChild);
	}
	[...target.children].forEach((part, index) => (part.textContent !== texts[index]) && (part.textContent = texts[index]));
}

export function count(number, one, many) {
	return `${number} ${(number === 1) ? one : many}`;
}

/** A list for a sentence: a, b and c; of a long one, its beginning. */
export function list(names, most = 5) {
	const shown = (names.length > most) ? [...names.slice(0, most), `${names.length - most} more`] : names;
	return (shown.length < 2) ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A state as people read it. */
export function stateWords(state) {
	return state.replaceAll('_', ' ');
}
