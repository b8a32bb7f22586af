const WORDS = {
	Static: 'configured keys',
	Environment: 'environment variables',
	SystemProperties: 'system properties',
	Process: 'external program',
	Plugin: 'plugin',
	Sso: 'IAM Identity Center',
	Login: 'AWS sign-in',
	Container: 'container',
	InstanceMetadata: 'EC2 instance',
	WebIdentity: 'role by web identity',
	Saml: 'role by SAML',
	RolesAnywhere: 'role by certificate',
	SessionToken: 'MFA session',
	AssumeRole: 'role',
	Profile: 'shared AWS files',
	Chain: 'nothing found yet'
};

/** A source by its words: "Role with MFA session" for AssumeRole < SessionToken < Static. */
export function sourceWords(source) {
	const [, links, profile] = /^(.*?)(?: \(profile (.*)\))?$/.exec(source ?? '');
	const words = [];
	for (const link of links.split(' < ')) {
		words.push(linkWords(link));
		if (link === 'SessionToken') {
			// What opened the session is of no interest any more.
			break;
		}
	}
	const text = (words.length > 2) ? `${words[0]} by way of ${words.slice(1, -1).join(', ')}, with ${words.at(-1)}` : words.join(' with ');
	return text.charAt(0).toUpperCase() + text.slice(1) + ((profile) ? `, profile ${profile}` : '');
}

function linkWords(link) {
	const [, name, own] = /^(\w*)(?:\((.*)\))?$/.exec(link) ?? [null, link];
	return (WORDS[name] ?? link) + ((own && WORDS[name]) ? ` ${own}` : '');
}
