import { element, put } from './dom.js';
import { clock } from './words.js';

/** Shows on top which certificate or which set of credentials ends next. */
export function showNextEnd(providers, now, lost) {
	const ends = Object.entries(providers).flatMap(([name, { expiration, accessKeyId, certificate }]) => [
		...(certificate) ? [{ what: `certificate of ${name}`, at: Date.parse(certificate.notAfter) }] : [],
		...(accessKeyId && expiration) ? [{ what: name, at: Date.parse(expiration) }] : []]);
	const next = ends.filter(({ at }) => at > now).sort((one, other) => one.at - other.at)[0];
	element('ends').hidden = lost || !next || ends.length < 2;
	if (next) {
		put(element('ends-what'), next.what);
		put(element('ends-when'), `in ${clock((next.at - now) / 1000)}`);
	}
}
