/** A length of time for a clock face: 1:34, or 2 h 05 min. */
export function clock(seconds) {
	const whole = Math.abs(Math.trunc(seconds));
	const two = (number) => String(number).padStart(2, '0');
	const minutes = Math.floor(whole / 60);
	return (minutes < 60) ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** How far a moment is from now: in 34 s, 5 min ago. */
export function inWords(at, now) {
	const seconds = Math.round((Date.parse(at) - now) / 1000);
	const far = Math.abs(seconds);
	let words = `${far} s`;
	if (far >= 120) {
		words = (far < 7200) ? `${Math.round(far / 60)} min` : `${Math.round(far / 3600)} h`;
	}
	return (seconds > 0) ? `in ${words}` : `${words} ago`;
}

/** A moment as time of day and distance. */
export function moment(at, now) {
	return `${new Date(at).toLocaleTimeString()}, ${inWords(at, now)}`;
}

/** A moment that is still to come, or due. */
export function planned(at, now) {
	return (Date.parse(at) > now) ? moment(at, now) : 'due now';
}

export function count(number, one, many) {
	return `${number} ${(number === 1) ? one : many}`;
}
