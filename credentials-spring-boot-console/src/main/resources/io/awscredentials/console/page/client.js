const TIMEOUT = 8000;
// A refresh is answered after 25 seconds at the latest.
const REFRESH_TIMEOUT = 40000;
// Whoever guards the actuator then answers with a status, in place of a page or a dialog to sign in with.
const HEADERS = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' };

/** The endpoint that the page is served below. */
export const ENDPOINT = new URL('..', document.baseURI).href.slice(0, -1);

/** Nobody is signed in any more. */
export class SignedOut extends Error {
}

/** Gets JSON of a path below this page, or of an address. */
export async function get(path) {
	const response = await send(path, { signal: AbortSignal.timeout(TIMEOUT) });
	return { response, body: (response.headers.get('Content-Type')?.includes('json')) ? await response.json() : undefined };
}

/** Asks the endpoint to refresh a provider, with the code that it waits for if there is one. */
export async function refresh(provider, tokenCode) {
	const headers = { 'Content-Type': 'application/json', ...await csrf() };
	return send(`${ENDPOINT}/${encodeURIComponent(provider)}`, { method: 'POST', headers,
		body: JSON.stringify((tokenCode) ? { tokenCode } : {}), signal: AbortSignal.timeout(REFRESH_TIMEOUT) });
}

/** Where Spring Security is, it tells requests of this page from others by a token. */
async function csrf() {
	const { body } = await get('csrf');
	return (body) ? { [body.header]: body.token } : {};
}

async function send(path, options) {
	const response = await fetch(path, { cache: 'no-store', redirect: 'manual', ...options, headers: { ...HEADERS, ...options.headers } });
	if (response.type === 'opaqueredirect' || response.status === 401) {
		throw new SignedOut();
	}
	return response;
}
