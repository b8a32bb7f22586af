import { put } from './dom.js';
import { clock, wallClock } from './words.js';

/** Shows how long a set of credentials lasts: as a clock, and as a bar with a mark for the next refresh. */
export function showLifetime(parts, provider, now, lost) {
	const { accessKeyId, expiration, lastRefresh, nextRefresh } = provider;
	parts.life.hidden = !accessKeyId;
	const end = Date.parse(expiration);
	const left = (end - now) / 1000;
	put(parts.clock, (expiration) ? clock(left) : 'No end');
	put(parts.until, (expiration) ? `${(left > 0) ? 'left, until' : 'past the end, at'} ${wallClock(expiration, now)}` : 'these are long-lived');
	const life = Math.max((end - Date.parse(lastRefresh)) / 1000 || 0, left || 0);
	const share = (expiration) ? Math.max(0, Math.min(1, left / life || 0)) : 1;
	parts.bar.value = Math.round(share * 1000) / 1000;
	parts.bar.setAttribute('aria-valuetext', (expiration) ? `${clock(left)} ${(left > 0) ? 'left' : 'past the end'}` : 'no end');
	const mark = (end - Date.parse(nextRefresh)) / 1000 / life;
	parts.mark.hidden = lost || !(mark > 0 && mark < 1);
	parts.legend.hidden = parts.mark.hidden;
	parts.mark.style.left = `${mark * 100}%`;
}

/** What is left, for a card that is closed. */
export function brief({ accessKeyId, expiration }, now) {
	if (!accessKeyId) {
		return '';
	}
	const left = (Date.parse(expiration) - now) / 1000;
	return (expiration) ? `${clock(left)} ${(left > 0) ? 'left' : 'past the end'}` : 'no end';
}

/** Whether credentials have ended, whatever was last heard of them. */
export function isOver({ accessKeyId, expiration }, now) {
	return Boolean(accessKeyId && expiration) && Date.parse(expiration) <= now;
}
